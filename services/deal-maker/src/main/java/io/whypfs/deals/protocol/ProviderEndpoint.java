package io.whypfs.deals.protocol;

import io.whypfs.filecoin.address.Address;
import io.whypfs.multiformats.Multiaddr;
import io.whypfs.multiformats.MultiformatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a provider says on the chain that it is reached.
 *
 * @param peerId its libp2p identity, when it has one
 * @param addresses in the chain's order
 * @param unreadable why some addresses of the chain are not among them, a sentence each
 */
public record ProviderEndpoint(
        Address provider, Optional<String> peerId, List<Multiaddr> addresses, List<String> unreadable) {

    public ProviderEndpoint {
        addresses = List.copyOf(addresses);
        unreadable = List.copyOf(unreadable);
    }

    /** The endpoint that the chain's words make; addresses that cannot be read are set aside. */
    public static ProviderEndpoint of(Address provider, Optional<String> peerId, List<byte[]> multiaddrs) {
        List<Multiaddr> addresses = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        for (byte[] multiaddr : multiaddrs) {
            try {
                addresses.add(Multiaddr.decode(multiaddr));
            } catch (MultiformatException e) {
                unreadable.add(String.valueOf(e.getMessage()));
            }
        }
        return new ProviderEndpoint(provider, peerId, addresses, unreadable);
    }
}
