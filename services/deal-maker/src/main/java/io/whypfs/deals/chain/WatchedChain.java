package io.whypfs.deals.chain;

import io.whypfs.deals.chain.ChainException.NodeBehind;
import io.whypfs.deals.chain.ChainException.NodeUnreachable;
import io.whypfs.deals.chain.ChainException.WrongNetwork;
import io.whypfs.multiformats.Cid;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets only answers of a node through that follows the right chain and follows it closely, and remembers the head for a
 * quarter of an epoch. Safe for use by several threads; one of them asks for a new head at a time.
 */
final class WatchedChain extends ForwardingChain {

    private static final Duration LEAST_BEHIND = Duration.ofSeconds(10);
    private static final Duration LONGEST_HEAD = Duration.ofSeconds(2);
    private static final int HEADS_PER_EPOCH = 4;

    /**
     * What the node is measured by.
     *
     * @param network the name it must have
     * @param genesis the CID its first block must have, when set
     * @param identityCheck how long an answer to both is good
     */
    record Expectations(
            String network, Optional<Cid> genesis, int behindAfterEpochs, Duration clockSkew, Duration identityCheck) {}

    private final Chain node;
    private final Expectations expectations;
    private final Clock clock;
    private final ChainStatus status;

    private @Nullable NetworkIdentity identity;
    private Instant identityUntil = Instant.MIN;
    private @Nullable ChainHead head;
    private Instant headUntil = Instant.MIN;

    WatchedChain(Chain node, Expectations expectations, Clock clock, ChainStatus status) {
        this.node = node;
        this.expectations = expectations;
        this.clock = clock;
        this.status = status;
    }

    @Override
    protected Chain checked() throws ChainException {
        head();
        return node;
    }

    @Override
    public synchronized NetworkIdentity network() throws ChainException {
        try {
            return identity(clock.instant());
        } catch (ChainException e) {
            throw failed(e);
        }
    }

    @Override
    public synchronized ChainHead head() throws ChainException {
        Instant now = clock.instant();
        try {
            NetworkIdentity chain = identity(now);
            ChainHead seen = head;
            if (seen == null || !isFresh(now, chain)) {
                seen = node.head();
                head = seen;
                headUntil = now.plus(headLife(chain));
            }
            status.seen(seen, chain, skew(seen, now));
            requireRecent(seen, chain, now);
            status.works();
            return seen;
        } catch (ChainException e) {
            throw failed(e);
        }
    }

    /** A clock that was set back must not keep a head alive. */
    private boolean isFresh(Instant now, NetworkIdentity chain) {
        return now.isBefore(headUntil) && !now.isBefore(headUntil.minus(headLife(chain)));
    }

    private static Duration headLife(NetworkIdentity chain) {
        Duration quarter = chain.epochLength().dividedBy(HEADS_PER_EPOCH);
        return quarter.compareTo(LONGEST_HEAD) < 0 ? quarter : LONGEST_HEAD;
    }

    private NetworkIdentity identity(Instant now) throws ChainException {
        NetworkIdentity known = identity;
        if (known != null && now.isBefore(identityUntil)) {
            return known;
        }
        NetworkIdentity told = node.network();
        requireRight(told);
        identity = told;
        identityUntil = now.plus(expectations.identityCheck());
        return told;
    }

    private void requireRight(NetworkIdentity told) throws WrongNetwork {
        if (!NetworkIdentity.isSame(told.name(), expectations.network())) {
            throw new WrongNetwork("The chain node follows the network " + told.name()
                    + ", but whypfs.chain.network says " + expectations.network() + ".");
        }
        Optional<Cid> genesis = expectations.genesis();
        if (genesis.isPresent() && !told.genesis().equals(List.of(genesis.get()))) {
            throw new WrongNetwork("The chain node's first block is "
                    + told.genesis().getFirst() + ", but whypfs.chain.genesis says " + genesis.get() + ".");
        }
    }

    private void requireRecent(ChainHead seen, NetworkIdentity chain, Instant now) throws NodeBehind {
        Duration age = Duration.between(seen.timestamp(), now);
        Duration allowed = chain.epochLength().multipliedBy(expectations.behindAfterEpochs());
        if (age.compareTo(allowed) > 0 && age.compareTo(LEAST_BEHIND) > 0) {
            throw new NodeBehind("The chain node's head, epoch " + seen.height() + ", is " + age.toSeconds()
                    + " s old, and " + allowed.toSeconds()
                    + " s are allowed; the node does not follow the chain, or this machine's clock is ahead.");
        }
    }

    /** By how much the chain's time is ahead of ours, when that is more than is allowed. */
    private Optional<Duration> skew(ChainHead seen, Instant now) {
        Duration ahead = Duration.between(now, seen.timestamp());
        return ahead.compareTo(expectations.clockSkew()) > 0 ? Optional.of(ahead) : Optional.empty();
    }

    private ChainException failed(ChainException e) {
        if (e instanceof NodeUnreachable) {
            // Another node may answer at this address when it comes back.
            identityUntil = Instant.MIN;
            headUntil = Instant.MIN;
        }
        status.fails(e);
        return e;
    }
}
