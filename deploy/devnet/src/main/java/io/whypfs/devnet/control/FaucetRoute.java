package io.whypfs.devnet.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.whypfs.devnet.chain.Chain;
import io.whypfs.devnet.chain.Rows;
import io.whypfs.devnet.codec.BadBytes;
import io.whypfs.devnet.http.Answer;
import io.whypfs.devnet.http.Request;
import io.whypfs.devnet.wire.Address;
import java.io.IOException;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code POST /control/faucet {"address":"t1…"}}: 1,000 FIL and 1 TiB of datacap; {@code "fil"} and {@code "datacap"}
 * (whole FIL, bytes) say otherwise.
 */
public final class FaucetRoute {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final BigInteger ATTO = BigInteger.TEN.pow(18);
    private static final long FIL = 1_000;
    private static final long DATACAP = 1L << 40;
    private final Chain chain;

    public FaucetRoute(Chain chain) {
        this.chain = chain;
    }

    public Answer give(Request request) throws IOException {
        if (!request.method().equals("POST")) {
            return Answer.text(405, "only POST");
        }
        JsonNode body = JSON.readTree(request.body());
        Address address;
        try {
            address = Address.parse(body.path("address").asText());
        } catch (BadBytes e) {
            return Answer.text(400, String.valueOf(e.getMessage()));
        }
        if (address.protocol() == Address.ID
                && chain.store().read(() -> chain.accounts().find(address)).isEmpty()) {
            return Answer.text(404, "there is no actor " + address);
        }
        BigInteger fil = BigInteger.valueOf(body.path("fil").asLong(FIL)).multiply(ATTO);
        chain.grant(address, fil, BigInteger.valueOf(body.path("datacap").asLong(DATACAP)));
        return Answer.json(200, chain.store().read(() -> account(address)));
    }

    private Map<String, Object> account(Address address) {
        Rows.Account account = chain.accounts().find(address).orElseThrow();
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("address", address);
        shown.put("id", Address.ofId(account.id()));
        shown.put("balance", account.balance().toString());
        shown.put(
                "datacap",
                chain.datacaps().of(account.id()).orElse(BigInteger.ZERO).toString());
        return shown;
    }
}
