package io.whypfs.deals.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.whypfs.deals.chain.SettableClock;
import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.signing.ExportedKey;
import io.whypfs.filecoin.signing.Secp256k1;
import io.whypfs.filecoin.signing.SignatureType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class KeptWalletIT {

    private static final String SECRET = "a secret of some length";
    private static final JsonNode VECTORS = vectors();
    private static final JsonNode SECP = VECTORS.get("secp256k1_key");
    private static final Address ADDRESS = Address.parse(SECP.get("address").textValue());

    private final DealDatabase database = new DealDatabase();

    @Test
    void makesAKeyAtTheFirstStartAndFindsItAtTheNext() throws Exception {
        // Given
        KeptWallet first = wallet(SECRET);
        first.open(true);

        // When
        KeptWallet second = wallet(SECRET);
        second.open(true);

        // Then
        Address address = first.defaultAddress();
        assertThat(second.defaultAddress()).isEqualTo(address);
        assertThat(second.accounts()).containsExactly(new WalletAccount(address, SignatureType.SECP256K1, true));
        byte[] message = {1, 2, 3};
        assertThat(Secp256k1.verifies(second.sign(address, message), message, address))
                .isTrue();
        assertThat(database.ask("select action, address from wallet_audit")).isEqualTo("created|" + address);
    }

    @Test
    void makesNoKeyWhenItIsNotToOrHasNoSecret() throws Exception {
        KeptWallet unwilling = wallet(SECRET);
        unwilling.open(false);
        assertThatThrownBy(unwilling::defaultAddress).hasMessageContaining("The wallet has no key");

        KeptWallet mute = new KeptWallet(
                new WalletRepository(database.dataSource()), Optional.empty(), clock(), new SecureRandom());
        mute.open(true);
        assertThat(mute.accounts()).isEmpty();
        assertThatThrownBy(mute::defaultAddress)
                .isInstanceOf(WalletException.class)
                .hasMessage("whypfs.wallet.secret is not set, so the wallet's keys can be neither read nor kept.");
        assertThat(database.ask("select count(*) from wallet_accounts")).isEqualTo("0");
    }

    @Test
    void doesNotOpenWithAnotherSecret() throws Exception {
        wallet(SECRET).open(true);

        assertThatThrownBy(() -> wallet("another secret of length").open(true))
                .isInstanceOf(WalletException.class)
                .hasMessageStartingWith("whypfs.wallet.secret does not open the key of f1");
        assertThat(database.ask("select count(*) from wallet_accounts")).isEqualTo("1");
    }

    @Test
    void instancesThatStartTogetherMakeOneKey() throws Exception {
        // Given
        List<Callable<Address>> starts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            starts.add(() -> {
                KeptWallet wallet = wallet(SECRET);
                wallet.open(true);
                return wallet.defaultAddress();
            });
        }

        // When
        List<Address> addresses = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Address> start : threads.invokeAll(starts)) {
                addresses.add(start.get());
            }
        }

        // Then
        assertThat(addresses.stream().distinct()).hasSize(1);
        assertThat(database.ask("select count(*) from wallet_accounts")).isEqualTo("1");
    }

    @Test
    void takesInAndHandsOutKeysInTheFormOfLotus() throws Exception {
        // Given
        KeptWallet wallet = wallet(SECRET);
        wallet.open(true);
        Address made = wallet.defaultAddress();

        // When
        WalletAccount hex =
                wallet.take(ExportedKey.parse(SECP.get("lotus_export_hex").textValue()));
        WalletAccount json =
                wallet.take(ExportedKey.parse(SECP.get("lotus_export_json").textValue()));

        // Then
        assertThat(hex)
                .isEqualTo(new WalletAccount(ADDRESS, SignatureType.SECP256K1, false))
                .isEqualTo(json);
        assertThat(wallet.defaultAddress()).isEqualTo(made);
        assertThat(wallet.export(ADDRESS).toHex())
                .isEqualTo(SECP.get("lotus_export_hex").textValue());
        assertThat(database.ask("select action from wallet_audit order by id")).isEqualTo("created imported exported");
        assertThat(database.ask("select encode(sealed, 'escape') from wallet_accounts"))
                .doesNotContain("PrivateKey");
    }

    @Test
    void signsAsTheVectorsDo() throws Exception {
        KeptWallet wallet = wallet(SECRET);
        wallet.take(ExportedKey.parse(SECP.get("lotus_export_hex").textValue()));
        JsonNode row = VECTORS.get("messages").get(3);
        byte[] signed = HexFormat.of().parseHex(row.get("bytes_signed_hex").textValue());

        assertThat(HexFormat.of().formatHex(wallet.sign(ADDRESS, signed).toBytes()))
                .isEqualTo(row.get("signature_hex_with_type").textValue());
    }

    @Test
    void theDefaultMovesAndAnUnknownAccountDoesNotTakeIt() throws Exception {
        // Given
        KeptWallet wallet = wallet(SECRET);
        wallet.open(true);
        wallet.take(ExportedKey.parse(SECP.get("lotus_export_hex").textValue()));

        // When
        wallet.makeDefault(ADDRESS);

        // Then
        assertThat(wallet.defaultAddress()).isEqualTo(ADDRESS);
        assertThat(wallet.accounts()).first().isEqualTo(new WalletAccount(ADDRESS, SignatureType.SECP256K1, true));
        assertThatThrownBy(() -> wallet.makeDefault(Address.id(5))).isInstanceOf(UnknownAccountException.class);
        assertThat(wallet.defaultAddress()).isEqualTo(ADDRESS);
        assertThatThrownBy(() -> wallet.sign(Address.id(5), new byte[1])).hasMessage("The wallet has no key for f05.");
    }

    @Test
    void anInstanceThatRunsMeetsTheKeysOfAnother() throws Exception {
        KeptWallet runs = wallet(SECRET);
        runs.open(true);
        wallet(SECRET).take(ExportedKey.parse(SECP.get("lotus_export_hex").textValue()));

        assertThat(runs.accounts()).hasSize(2);
        assertThat(Secp256k1.verifies(runs.sign(ADDRESS, new byte[] {1}), new byte[] {1}, ADDRESS))
                .isTrue();
    }

    @Test
    void refusesABlsKey() {
        String bls = VECTORS.get("bls_key").get("lotus_export_hex").textValue();

        assertThatThrownBy(() -> wallet(SECRET).take(ExportedKey.parse(bls)))
                .isInstanceOf(WalletException.class)
                .hasMessage("The key is a bls key; this wallet signs with secp256k1 keys (f1...) only.");
    }

    private KeptWallet wallet(String secret) throws WalletException {
        SecureRandom random = new SecureRandom();
        return new KeptWallet(
                new WalletRepository(database.dataSource()),
                Optional.of(new KeySealer(secret, random)),
                clock(),
                random);
    }

    private static SettableClock clock() {
        return new SettableClock(Instant.parse("2026-11-24T10:00:00Z"));
    }

    private static JsonNode vectors() {
        try (InputStream in = KeptWalletIT.class.getResourceAsStream("/vectors/filecoin/keys-and-messages.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
