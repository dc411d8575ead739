package io.whypfs.devnet.provider;

import io.whypfs.devnet.codec.Cid;
import io.whypfs.devnet.fault.FaultKind;
import io.whypfs.devnet.wire.SignedProposal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A deal that a provider has accepted.
 *
 * @param accepted epoch
 * @param faults what will go wrong with it
 */
public record ProviderDeal(
        String provider,
        UUID uuid,
        Cid signedProposal,
        SignedProposal deal,
        Cid root,
        String transfer,
        long transferSize,
        long accepted,
        List<String> faults,
        Progress progress) {

    /**
     * What has become of it.
     *
     * @param since epoch of the stage
     * @param error as the provider tells it; empty when all is well
     * @param bytes received so far
     * @param attempts of the transfer
     * @param told the publish message that the provider names
     * @param message the publish message that counts
     * @param chainDeal 0 until known
     * @param provenAt -1 until then
     */
    public record Progress(
            Stage stage,
            long since,
            String error,
            long bytes,
            int attempts,
            @Nullable Cid told,
            @Nullable Cid message,
            long chainDeal,
            long provenAt) {

        static Progress accepted(long epoch) {
            return new Progress(Stage.ACCEPTED, epoch, "", 0, 0, null, null, 0, -1);
        }

        Progress to(Stage next, long epoch) {
            return new Progress(next, epoch, error, bytes, attempts, told, message, chainDeal, provenAt);
        }

        Progress failed(String why, long epoch) {
            return new Progress(Stage.FAILED, epoch, why, bytes, attempts, told, message, chainDeal, provenAt);
        }

        Progress received(long count, int tries) {
            return new Progress(stage, since, error, count, tries, told, message, chainDeal, provenAt);
        }

        Progress published(Cid tell, Cid counts, long epoch) {
            return new Progress(Stage.PUBLISHING, epoch, error, bytes, attempts, tell, counts, 0, -1);
        }

        Progress onChain(long id, long epoch) {
            return new Progress(Stage.SEALING, epoch, error, bytes, attempts, told, message, id, -1);
        }

        Progress proven(long epoch) {
            return new Progress(Stage.ACTIVE, epoch, error, bytes, attempts, told, message, chainDeal, epoch);
        }
    }

    public String key() {
        return provider + "/" + uuid;
    }

    public ProviderDeal with(Progress next) {
        return new ProviderDeal(
                provider, uuid, signedProposal, deal, root, transfer, transferSize, accepted, faults, next);
    }

    boolean has(FaultKind fault) {
        return faults.contains(fault.text());
    }

    /** In the eyes of one who counts live deals of a piece. */
    public boolean isLive() {
        return !progress.stage().isFinal();
    }
}
