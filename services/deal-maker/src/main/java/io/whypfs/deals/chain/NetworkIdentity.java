package io.whypfs.deals.chain;

import io.whypfs.filecoin.address.Network;
import io.whypfs.multiformats.Cid;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Which chain a node follows.
 *
 * @param name such as {@code mainnet} or {@code calibrationnet}
 * @param genesis the CIDs of the first tipset's blocks
 * @param epochLength time from one epoch to the next
 */
public record NetworkIdentity(String name, List<Cid> genesis, Duration epochLength) {

    /** The chain's own state calls the main network by its name from before the launch. */
    private static final Set<String> MAINNET_NAMES = Set.of("mainnet", "testnetnet");

    public NetworkIdentity {
        genesis = List.copyOf(genesis);
    }

    /** Whether this name is the one of the network whose FIL are worth money. */
    public static boolean isMainnet(String name) {
        return MAINNET_NAMES.contains(name);
    }

    /** Whether two names mean one network. */
    public static boolean isSame(String name, String other) {
        return name.equals(other) || isMainnet(name) && isMainnet(other);
    }

    /** The network whose letter addresses are written with. */
    public static Network addressNetwork(String name) {
        return isMainnet(name) ? Network.MAINNET : Network.TESTNET;
    }

    public boolean isMainnet() {
        return isMainnet(name);
    }

    /** The network whose letter addresses are written with. */
    public Network addressNetwork() {
        return addressNetwork(name);
    }
}
