package io.whypfs.api.storageproviders;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** V1's views of a storage provider, from what the deal-maker tells of it. */
final class ProviderJson {

    private ProviderJson() {}

    /** V1's MinerChainInfo. */
    @Schema(name = "MinerChainInfo")
    record ChainInfo(String peerId, List<String> addresses, String owner, String worker) {

        static @Nullable ChainInfo of(JsonNode provider) {
            JsonNode chain = provider.path("chain");
            if (!chain.isObject()) {
                return null;
            }
            List<String> addresses = new ArrayList<>();
            chain.path("multiaddrs").forEach(address -> addresses.add(address.asText()));
            return new ChainInfo(
                    chain.path("peerId").asText(""),
                    addresses,
                    chain.path("owner").asText(""),
                    chain.path("worker").asText(""));
        }
    }

    /** V1's MinerResp. A denied provider is a suspended one. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "Miner")
    record Miner(
            String addr,
            String name,
            boolean suspended,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String suspendedReason,

            String version,
            @JsonProperty("chain_info") @Nullable ChainInfo chainInfo) {

        static Miner of(JsonNode provider) {
            boolean isSuspended = ProviderJson.isSuspended(provider);
            return new Miner(
                    provider.path("address").asText(),
                    "",
                    isSuspended,
                    isSuspended ? provider.path("standingReason").asText("") : null,
                    "",
                    ChainInfo.of(provider));
        }
    }

    /** V1's MinerStats. */
    @Schema(name = "MinerStats")
    record Stats(
            String miner,
            String name,
            String version,
            boolean usedByEstuary,
            long dealCount,
            long errorCount,
            boolean suspended,
            String suspendedReason,
            @Nullable ChainInfo chainInfo) {

        static Stats of(String address, JsonNode provider, long deals, long errors) {
            boolean isSuspended = ProviderJson.isSuspended(provider);
            return new Stats(
                    address,
                    "",
                    "",
                    provider.isObject(),
                    deals,
                    errors,
                    isSuspended,
                    isSuspended ? provider.path("standingReason").asText("") : "",
                    ChainInfo.of(provider));
        }
    }

    /** V1's MinerStorageAsk: prices in attoFIL per GiB and epoch, sizes padded. */
    @Schema(name = "Ask")
    record Ask(
            String miner,
            String price,
            String verifiedPrice,
            long minPieceSize,
            long maxPieceSize,
            @JsonProperty("miner_version") String minerVersion) {

        static Ask of(String address, JsonNode ask) {
            return new Ask(
                    address,
                    ask.path("price").asText("0"),
                    ask.path("verifiedPrice").asText("0"),
                    ask.path("minPieceSize").asLong(),
                    ask.path("maxPieceSize").asLong(),
                    "");
        }
    }

    private static boolean isSuspended(JsonNode provider) {
        return provider.path("standing").asText().equals("denied");
    }
}
