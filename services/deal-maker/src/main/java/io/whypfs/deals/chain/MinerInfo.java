package io.whypfs.deals.chain;

import io.whypfs.filecoin.address.Address;
import java.util.List;
import java.util.Optional;

/**
 * What a storage provider has written on the chain about itself.
 *
 * @param peerId libp2p peer id in base58; many have none
 * @param multiaddrs binary multiaddrs, unchecked: providers write what they like; borrowed
 * @param sectorSize bytes
 */
public record MinerInfo(
        Address owner, Address worker, Optional<String> peerId, List<byte[]> multiaddrs, long sectorSize) {
    public MinerInfo {
        multiaddrs = List.copyOf(multiaddrs);
    }
}
