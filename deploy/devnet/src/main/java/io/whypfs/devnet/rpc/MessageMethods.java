package io.whypfs.devnet.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import io.whypfs.devnet.chain.Chain;
import io.whypfs.devnet.chain.GasEstimate;
import io.whypfs.devnet.chain.Refused;
import io.whypfs.devnet.chain.Rows;
import io.whypfs.devnet.codec.Cid;
import io.whypfs.devnet.wire.Address;
import io.whypfs.devnet.wire.ChainMessage;
import io.whypfs.devnet.wire.SignedMessage;
import java.math.BigInteger;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The methods about messages: the pool, gas, and what became of a message. */
public final class MessageMethods {

    private static final BigInteger DEFAULT_MAX_FEE = new BigInteger("70000000000000000");
    private static final long PATIENCE_MILLIS = 60_000;
    private static final long NO_LIMIT = -1;
    private static final long GATEWAY_LOOK_BACK = 20;
    private final Chain chain;
    private final ChainMethods tipSets;
    private final boolean gateway;

    public MessageMethods(Chain chain, ChainMethods tipSets, boolean gateway) {
        this.chain = chain;
        this.tipSets = tipSets;
        this.gateway = gateway;
    }

    public void addTo(Map<String, RpcMethod> methods) {
        methods.put("Filecoin.MpoolPush", params -> push(params.count(1)));
        methods.put("Filecoin.MpoolGetNonce", params -> nonce(params.count(1).address(0)));
        methods.put("Filecoin.MpoolPending", params -> {
            tipSets.height(params.count(1), 0);
            return chain.store()
                    .read(() -> chain.mempool().pending().stream()
                            .map(MessageJson::write)
                            .toList());
        });
        methods.put("Filecoin.GasEstimateMessageGas", params -> estimate(params.count(3)));
        methods.put(
                "Filecoin.ChainGetMessage", params -> message(params.count(1).cid(0)));
        methods.put("Filecoin.StateSearchMsg", params -> {
            tipSets.height(params.count(4), 0);
            return search(params.cid(1), params.number(2), params.bool(3));
        });
        methods.put("Filecoin.StateWaitMsg", params -> await(params.count(4)));
    }

    private Object push(Params params) throws RpcError {
        SignedMessage signed = MessageJson.readSigned(params.object(0));
        Object[] outcome = chain.store().change(() -> {
            try {
                return new Object[] {chain.mempool().push(signed, false)};
            } catch (Refused e) {
                return new Object[] {e};
            }
        });
        if (outcome[0] instanceof Refused refused) {
            throw RpcError.general(String.valueOf(refused.getMessage()));
        }
        return Shapes.link((Cid) outcome[0]);
    }

    private Object nonce(Address address) throws RpcError {
        Optional<Long> nonce = chain.store()
                .read(() -> chain.accounts()
                        .find(address)
                        .map(account ->
                                chain.mempool().nextNonce(account, account.key() == null ? address : account.key())));
        return nonce.orElseThrow(() -> StateMethods.noActor(address));
    }

    private Object estimate(Params params) throws RpcError {
        ChainMessage message = MessageJson.read(params.object(0));
        long epoch = tipSets.height(params, 2);
        BigInteger maxFee = maxFee(params.object(1));
        if (chain.store().read(() -> chain.accounts().find(message.from()).isEmpty())) {
            throw StateMethods.noActor(message.from());
        }
        BigInteger baseFee = chain.store().read(() -> chain.tipSets().baseFee(epoch));
        return MessageJson.write(GasEstimate.fill(message, baseFee, maxFee));
    }

    private static BigInteger maxFee(JsonNode spec) throws RpcError {
        Params.only(spec, Set.of("MaxFee", "MsgUuid", "MaximizeFeeCap"));
        JsonNode fee = spec.path("MaxFee");
        if (!fee.isTextual() || !fee.textValue().matches("\\d{1,40}")) {
            throw Params.bad("MaxFee is a decimal text, not " + fee);
        }
        BigInteger max = new BigInteger(fee.textValue());
        return max.signum() == 0 ? DEFAULT_MAX_FEE : max;
    }

    private Rows.Message row(Cid cid) throws RpcError {
        Optional<Rows.Message> row = chain.store().read(() -> chain.mempool().find(cid));
        return row.orElseThrow(
                () -> RpcError.general("failed to load message: message not found: ipld: could not find " + cid));
    }

    private Object message(Cid cid) throws RpcError {
        return MessageJson.write(SignedMessage.decode(row(cid).signed()).message());
    }

    /** Null until it was executed, or when that lies behind the limit. */
    private @Nullable Object search(Cid cid, long limit, boolean allowReplaced) throws RpcError {
        Rows.Message row = row(cid);
        Rows.Message last = row;
        while (last.replacedBy() != null) {
            last = row(last.replacedBy());
        }
        if (last.height() < 0 || last.height() > chain.head()) {
            return null;
        }
        boolean replaced = !last.cid().equals(cid);
        if (replaced && !sameCall(row, last)) {
            throw RpcError.general("found message with equal nonce as the one we are looking for that is NOT a valid"
                    + " replacement message: " + last.cid());
        }
        long most = gateway && (limit == NO_LIMIT || limit > GATEWAY_LOOK_BACK) ? GATEWAY_LOOK_BACK : limit;
        boolean tooOld = most != NO_LIMIT && last.height() < chain.head() - most;
        return tooOld || replaced && !allowReplaced ? null : found(last);
    }

    private static boolean sameCall(Rows.Message one, Rows.Message other) {
        return SignedMessage.decode(one.signed())
                .message()
                .isSameCall(SignedMessage.decode(other.signed()).message());
    }

    private Map<String, @Nullable Object> found(Rows.Message row) {
        Map<String, @Nullable Object> receipt = new LinkedHashMap<>();
        receipt.put("ExitCode", row.exitCode());
        receipt.put(
                "Return",
                row.returned().length == 0 ? null : Base64.getEncoder().encodeToString(row.returned()));
        receipt.put("GasUsed", row.gasUsed());
        receipt.put("EventsRoot", null);
        List<Cid> key = chain.store().read(() -> chain.tipSets().key(row.height()));
        Map<String, @Nullable Object> lookup = new LinkedHashMap<>();
        lookup.put("Message", Shapes.link(row.cid()));
        lookup.put("Receipt", receipt);
        lookup.put("ReturnDec", null);
        lookup.put("TipSet", Shapes.links(key));
        lookup.put("Height", row.height());
        return lookup;
    }

    /** Blocks, at most for a minute: Lotus would wait for ever, and no client should count on that. */
    private Object await(Params params) throws RpcError {
        Cid cid = params.cid(0);
        long confidence = params.number(1);
        long waited = 0;
        while (waited < PATIENCE_MILLIS) {
            Object found = search(cid, params.number(2), params.bool(3));
            if (found instanceof Map<?, ?> lookup
                    && lookup.get("Height") instanceof Long height
                    && height + confidence <= chain.head()) {
                return found;
            }
            long pause = Math.clamp(chain.time().epochMillis() / 2, 1, 1000);
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw RpcError.general("the node stops");
            }
            waited += pause;
        }
        throw RpcError.general("failed to wait for message: no confirmation of " + cid + " within a minute");
    }
}
