package io.whypfs.api.storageproviders;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.whypfs.api.errors.ApiException;
import io.whypfs.api.errors.Reason;
import io.whypfs.api.owners.Owners;
import io.whypfs.api.owners.Wishes;
import jakarta.inject.Singleton;

/** What the deal-maker knows of providers; every future fails with an {@link ApiException} only. */
@Singleton
final class ProviderAsks {

    static final String PATH = "/internal/v1/providers";

    private final Wishes dealMaker;

    ProviderAsks(Owners owners) {
        this.dealMaker = owners.ofDealMaker();
    }

    Future<JsonNode> all() {
        return dealMaker.get(PATH);
    }

    Future<JsonNode> find(String address) {
        return dealMaker.get(PATH + "/" + address);
    }

    /** The ask that a provider told last; 404 when the provider is not known, or told none. */
    Future<ProviderJson.Ask> ask(String address) {
        return find(address).map(provider -> {
            JsonNode ask = provider.path("ask");
            if (!ask.isObject()) {
                String why = provider.path("reach").path("why").asText("");
                throw new ApiException(
                        Reason.RECORD_NOT_FOUND,
                        (address + " has told no ask yet, so nobody knows its price. " + why).strip());
            }
            return ProviderJson.Ask.of(address, ask);
        });
    }
}
