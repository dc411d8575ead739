package io.whypfs.devnet.chain;

import io.whypfs.devnet.wire.Address;
import io.whypfs.devnet.wire.SigningKey;
import java.util.List;

/**
 * A storage provider as the chain knows it.
 *
 * @param worker signs asks and publishes deals
 * @param addresses multiaddrs in bytes
 * @param sectorSize in bytes, the limit for a piece
 */
public record Miner(
        long id, long owner, long workerId, SigningKey worker, String peerId, List<byte[]> addresses, long sectorSize) {

    public Address address() {
        return Address.ofId(id);
    }
}
