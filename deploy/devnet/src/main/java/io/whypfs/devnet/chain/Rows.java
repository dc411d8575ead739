package io.whypfs.devnet.chain;

import io.whypfs.devnet.codec.Cid;
import io.whypfs.devnet.wire.Address;
import io.whypfs.devnet.wire.DealProposal;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of the chain's tables, as they stand in the journal. Amounts are attoFIL, times are epochs unless named. */
public final class Rows {

    private Rows() {}

    /**
     * Where the chain's time stands.
     *
     * @param offsetMillis by how much jumps have put chain time ahead of wall time
     * @param stamps from which epoch on which time stamps count
     * @param forks from which epoch on tip sets bear which number; grows with each reorganisation
     */
    public record Time(long epoch, long offsetMillis, List<Stamp> stamps, List<Fork> forks) {}

    /** @param millis chain time of that epoch */
    public record Stamp(long epoch, long millis) {}

    public record Fork(long epoch, int number) {}

    /**
     * @param key the key address; null for actors that have none
     * @param nonce of the next message
     */
    public record Account(long id, @Nullable Address key, String kind, BigInteger balance, long nonce) {

        public Account plus(BigInteger amount) {
            return new Account(id, key, kind, balance.add(amount), nonce);
        }

        public Account next() {
            return new Account(id, key, kind, balance, nonce + 1);
        }
    }

    /** Money in the market actor. */
    public record Escrow(BigInteger total, BigInteger locked) {

        public static final Escrow NONE = new Escrow(BigInteger.ZERO, BigInteger.ZERO);

        public BigInteger available() {
            return total.subtract(locked);
        }

        public Escrow plus(BigInteger amount) {
            return new Escrow(total.add(amount), locked);
        }

        public Escrow lock(BigInteger amount) {
            return new Escrow(total, locked.add(amount));
        }
    }

    /**
     * A message and what became of it.
     *
     * @param cid of the signed message
     * @param unsigned of the message alone
     * @param due the first epoch that may include it
     * @param height of its execution; -1 while pending
     * @param replacedBy the message that took its nonce
     * @param bareCheck deals whose signature the market does not check: the fault of a chain that let a forgery through
     */
    public record Message(
            Cid cid,
            Cid unsigned,
            byte[] signed,
            long pushed,
            long due,
            long height,
            int exitCode,
            byte[] returned,
            long gasUsed,
            @Nullable Cid replacedBy,
            String why,
            boolean bareCheck) {

        public boolean isPending() {
            return height < 0 && replacedBy == null;
        }

        public Message executed(long at, int exit, byte[] value, long gas, String reason) {
            return new Message(cid, unsigned, signed, pushed, due, at, exit, value, gas, replacedBy, reason, bareCheck);
        }

        public Message replaced(Cid by) {
            return new Message(
                    cid, unsigned, signed, pushed, due, height, exitCode, returned, gasUsed, by, why, bareCheck);
        }

        /** Waits again after a reorganisation. */
        public Message pendingAgain(long dueAgain) {
            return new Message(
                    cid, unsigned, signed, pushed, dueAgain, -1, 0, new byte[0], 0, replacedBy, "", bareCheck);
        }
    }

    /**
     * A deal on the chain.
     *
     * @param proposal as stored: client and provider in id form
     * @param key what was published, for the check of duplicates
     * @param sectorStart -1 until proven
     * @param slashed -1, or the epoch of the slashing
     * @param over -1, or the epoch at which lookups began to fail
     * @param allocation of a verified deal; 0 for none
     * @param forged published past the signature check by a fault
     */
    public record Deal(
            long id,
            DealProposal proposal,
            Cid key,
            Cid published,
            long publishedAt,
            long sector,
            long sectorStart,
            long updated,
            long slashed,
            long over,
            String why,
            long allocation,
            boolean forged) {

        public boolean isOver() {
            return over >= 0;
        }

        /** In the sense of a copy that counts or will count. */
        public boolean isLive() {
            return over < 0 && slashed < 0;
        }

        public Deal proven(long inSector, long at) {
            return new Deal(
                    id,
                    proposal,
                    key,
                    published,
                    publishedAt,
                    inSector,
                    at,
                    at,
                    slashed,
                    over,
                    why,
                    allocation,
                    forged);
        }

        public Deal slashed(long at) {
            return new Deal(
                    id,
                    proposal,
                    key,
                    published,
                    publishedAt,
                    sector,
                    sectorStart,
                    at,
                    at,
                    over,
                    "slashed: the sector was terminated at epoch " + at,
                    allocation,
                    forged);
        }

        public Deal over(long at, String reason) {
            return new Deal(
                    id,
                    proposal,
                    key,
                    published,
                    publishedAt,
                    sector,
                    sectorStart,
                    updated,
                    slashed,
                    at,
                    reason,
                    allocation,
                    forged);
        }
    }

    /** A datacap allocation, or, once its deal is proven, a claim. */
    public record Allocation(
            long id,
            long client,
            long provider,
            Cid data,
            long size,
            long termMin,
            long termMax,
            long expiration,
            long deal,
            boolean claimed) {

        public Allocation claim() {
            return new Allocation(id, client, provider, data, size, termMin, termMax, expiration, deal, true);
        }
    }

    /** Money or datacap out of nothing; a reorganisation gives it again. */
    public record Grant(Address to, BigInteger fil, BigInteger datacap, long epoch) {}

    public record Counter(long value) {}

    /** Bytes that may still be stored under Fil+. */
    public record Datacap(BigInteger bytes) {}
}
