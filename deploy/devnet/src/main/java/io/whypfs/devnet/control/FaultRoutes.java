package io.whypfs.devnet.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.whypfs.devnet.chain.Chain;
import io.whypfs.devnet.chain.Rows;
import io.whypfs.devnet.fault.FaultKind;
import io.whypfs.devnet.fault.FaultKind.Scope;
import io.whypfs.devnet.fault.Faults;
import io.whypfs.devnet.http.Answer;
import io.whypfs.devnet.http.Request;
import io.whypfs.devnet.provider.Providers;
import io.whypfs.devnet.provider.StorageProvider;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Switches faults on and off: {@code POST} or {@code DELETE /control/providers/{address}/fault} and
 * {@code /control/chain/fault}; {@code GET /control/faults} lists what there is and what is on.
 */
public final class FaultRoutes {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PROVIDER = Pattern.compile("/control/providers/([tf]0\\d+)/fault");
    private static final long REORG_DEPTH = 5;
    private final Chain chain;
    private final Faults faults;
    private final Providers providers;
    private final int finality;

    /** @param finality a reorganisation never goes deeper */
    public FaultRoutes(Chain chain, Faults faults, Providers providers, int finality) {
        this.chain = chain;
        this.faults = faults;
        this.providers = providers;
        this.finality = finality;
    }

    public Answer list(Request request) {
        List<Map<String, Object>> kinds = new ArrayList<>();
        for (FaultKind kind : FaultKind.values()) {
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("fault", kind.text());
            shown.put("of", kind.isOfChain() ? "chain" : "provider");
            shown.put("counts", kind.scope().name().toLowerCase(Locale.ROOT));
            shown.put("what", kind.sentence());
            kinds.add(shown);
        }
        return Answer.json(200, Map.of("faults", kinds, "on", faults.all()));
    }

    public Answer provider(Request request) throws IOException {
        Matcher path = PROVIDER.matcher(request.path());
        Optional<StorageProvider> provider =
                path.matches() ? providers.find("t" + path.group(1).substring(1)) : Optional.empty();
        if (provider.isEmpty()) {
            return Answer.text(
                    404,
                    "no such provider; there are "
                            + providers.all().stream()
                                    .map(StorageProvider::address)
                                    .toList());
        }
        Answer answer = change(provider.get().address(), request, false);
        provider.get().portAsFaultsSay();
        return answer;
    }

    public Answer chain(Request request) throws IOException {
        return change(Faults.CHAIN, request, true);
    }

    private Answer change(String subject, Request request, boolean ofChain) throws IOException {
        JsonNode body = request.body().length == 0 ? JSON.createObjectNode() : JSON.readTree(request.body());
        String name = body.path("fault").asText(request.query().getOrDefault("fault", ""));
        Optional<FaultKind> kind = FaultKind.find(name).filter(found -> found.isOfChain() == ofChain);
        if (kind.isEmpty() && !(name.isEmpty() && request.method().equals("DELETE"))) {
            return Answer.text(400, "no fault '" + name + "' of " + subject + "; GET /control/faults lists them");
        }
        return switch (request.method()) {
            case "DELETE" -> {
                faults.clear(subject, kind.orElse(null));
                yield list(request);
            }
            case "POST" -> on(subject, kind.orElseThrow(), body);
            default -> Answer.text(405, "POST or DELETE");
        };
    }

    private Answer on(String subject, FaultKind kind, JsonNode body) {
        JsonNode count = body.path("count");
        boolean counted = count.isIntegralNumber() && count.longValue() > 0;
        if (!counted && !count.isMissingNode() && !count.isNull()) {
            return Answer.text(400, "count is a number from 1 on, or null for ever");
        }
        @Nullable Long left = counted ? Long.valueOf(count.longValue()) : null;
        if (kind.scope() == Scope.ONCE) {
            return once(kind, body);
        }
        long value = kind == FaultKind.STALE_HEAD
                ? chain.head()
                : body.path("millis").asLong(0);
        faults.set(subject, kind, left, value);
        return Answer.json(200, Map.of("on", faults.all()));
    }

    private Answer once(FaultKind kind, JsonNode body) {
        if (kind == FaultKind.REORG) {
            long depth = body.path("epochs").asLong(REORG_DEPTH);
            if (depth < 1 || depth > finality) {
                return Answer.text(400, "epochs is a number from 1 to the finality of " + finality);
            }
            return Answer.json(200, Map.of("replaced", chain.reorganise((int) depth)));
        }
        Map<String, Object> drained = new LinkedHashMap<>();
        for (Rows.Account account : chain.store().read(() -> chain.accounts().all())) {
            boolean client = account.key() != null
                    && chain.market().miners().values().stream().noneMatch(miner -> miner.workerId() == account.id());
            if (client) {
                drained.put(String.valueOf(account.key()), chain.drain(account).toString());
            }
        }
        return Answer.json(200, Map.of("drained", drained));
    }
}
