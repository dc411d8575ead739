package io.whypfs.deals.simulation;

import io.whypfs.deals.wallet.Wallet;
import io.whypfs.deals.wallet.WalletAccount;
import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.signing.Secp256k1Key;
import io.whypfs.filecoin.signing.Signature;
import io.whypfs.filecoin.signing.SignatureType;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A wallet with one key, that remembers its signatures: the same bytes have the same one. */
final class SimWallet implements Wallet {

    private static final Secp256k1Key KEY = Secp256k1Key.of(scalar());

    private final Map<ByteBuffer, Signature> made = new HashMap<>();

    private static byte[] scalar() {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) 7);
        return bytes;
    }

    static Address address() {
        return KEY.address();
    }

    @Override
    public Address defaultAddress() {
        return address();
    }

    @Override
    public Signature sign(Address address, byte[] message) {
        return made.computeIfAbsent(ByteBuffer.wrap(message.clone()), _ -> KEY.sign(message));
    }

    @Override
    public List<WalletAccount> accounts() {
        return List.of(new WalletAccount(address(), SignatureType.SECP256K1, true));
    }
}
