package io.whypfs.devnet;

import io.whypfs.devnet.chain.Miner;
import io.whypfs.devnet.codec.Base58;
import io.whypfs.devnet.codec.Digests;
import io.whypfs.devnet.codec.Varints;
import io.whypfs.devnet.provider.Terms;
import io.whypfs.devnet.wire.SigningKey;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Makes the providers t01000, t01001, … from the settings: ids, keys, addresses, prices, policies. */
final class ProviderPlan {

    private static final long FIRST_ID = 1000;
    private static final long OWNERS = 2000;
    private static final long WORKERS = 3000;
    private static final long SECTOR = 32L << 30;
    private static final long PRICE = 40_000_000;
    private static final long PRICE_STEP = 5_000_000;
    private static final int DNS = 53;
    private static final int TCP = 6;
    private static final int WS = 477;
    private static final int KEY = 32;
    private final DevnetSettings settings;

    ProviderPlan(DevnetSettings settings) {
        this.settings = settings;
    }

    /** @param port on which the provider listens */
    Terms terms(int index, int port) {
        long id = FIRST_ID + index;
        String name = "t0" + id;
        long owner = OWNERS + (settings.sameOwner().contains(name) ? FIRST_ID : index);
        SigningKey worker = SigningKey.named("devnet " + settings.seed() + " worker " + index);
        Miner miner = new Miner(id, owner, WORKERS + index, worker, peerId(index), List.of(multiaddr(port)), SECTOR);
        BigInteger price = settings.free() ? BigInteger.ZERO : BigInteger.valueOf(PRICE + PRICE_STEP * index);
        return new Terms(
                miner,
                port,
                price,
                settings.free() || index % 2 == 0 ? BigInteger.ZERO : BigInteger.valueOf(PRICE_STEP),
                settings.minimumPieceSize(),
                settings.sealingEstimate(),
                !settings.unverifiedOnly().contains(name),
                !settings.verifiedOnly().contains(name));
    }

    /** {@code /dns/localhost/tcp/<port>/ws}, as Curio writes its domain on a development network. */
    private static byte[] multiaddr(int port) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] host = "localhost".getBytes(StandardCharsets.UTF_8);
        bytes.writeBytes(Varints.encode(DNS));
        bytes.writeBytes(Varints.encode(host.length));
        bytes.writeBytes(host);
        bytes.writeBytes(Varints.encode(TCP));
        bytes.write(port >> Byte.SIZE);
        bytes.write(port);
        bytes.writeBytes(Varints.encode(WS));
        return bytes.toByteArray();
    }

    /** An Ed25519 peer id: the identity multihash of a protobuf with 32 bytes of key. */
    private String peerId(int index) {
        byte[] key =
                Digests.blake2b(KEY, ("devnet " + settings.seed() + " peer " + index).getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {0, 36, 8, 1, 18, 32});
        bytes.writeBytes(key);
        return Base58.encode(bytes.toByteArray());
    }
}
