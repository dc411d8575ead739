package io.whypfs.deals.chain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether the chain can be worked with, as last seen.
 *
 * @param works whether the last question was answered by a good node
 * @param why one sentence, also when it works
 * @param next what happens next, one sentence
 * @param since since when it is so
 * @param network the name of the node's network, once it has told it
 * @param head the last head seen, also one that is too old
 * @param headAge the head's age by our clock; negative when the chain's time is ahead of ours
 * @param clockSkew by how much the chain's time is ahead of ours, when that is too much
 */
public record ChainStanding(
        boolean works,
        String why,
        String next,
        Instant since,
        Optional<NetworkIdentity> network,
        Optional<ChainHead> head,
        Optional<Duration> headAge,
        Optional<Duration> clockSkew) {}
