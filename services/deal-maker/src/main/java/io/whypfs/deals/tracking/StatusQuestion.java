package io.whypfs.deals.tracking;

import io.whypfs.deals.deals.Deal;
import io.whypfs.deals.protocol.DealProtocol;
import io.whypfs.deals.protocol.StatusReply;
import io.whypfs.deals.providers.Providers;
import io.whypfs.deals.wallet.Wallet;
import io.whypfs.deals.wallet.WalletException;
import io.whypfs.filecoin.mk12.DealStatusRequest;
import java.nio.ByteBuffer;
import java.util.UUID;

/** Asks a deal's provider where it stands, signed by the deal's client. */
final class StatusQuestion {

    private static final int UUID_BYTES = 16;

    private final DealProtocol protocol;
    private final Providers providers;
    private final Wallet wallet;

    StatusQuestion(DealProtocol protocol, Providers providers, Wallet wallet) {
        this.protocol = protocol;
        this.providers = providers;
        this.wallet = wallet;
    }

    StatusReply ask(Deal deal) throws WalletException {
        DealStatusRequest request =
                new DealStatusRequest(deal.uuid(), wallet.sign(deal.terms().client(), bytes(deal.uuid())));
        return protocol.status(providers.endpoint(deal.provider()), request);
    }

    private static byte[] bytes(UUID uuid) {
        return ByteBuffer.allocate(UUID_BYTES)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
    }
}
