package io.whypfs.deals.wallet;

import io.whypfs.deals.wallet.WalletRow.Origin;
import io.whypfs.filecoin.FilecoinFormatException;
import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.signing.ExportedKey;
import io.whypfs.filecoin.signing.Secp256k1Key;
import io.whypfs.filecoin.signing.Signature;
import io.whypfs.filecoin.signing.SignatureType;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * The wallet over the table of sealed keys. Opened keys stay in memory; rows that another instance added are opened when
 * they are first met.
 */
final class KeptWallet implements Wallet {

    private static final Logger LOG = Logger.getLogger(KeptWallet.class);
    private static final int PRIVATE_KEY_BYTES = 32;

    private final WalletRepository repository;
    private final Optional<KeySealer> sealer;
    private final Clock clock;
    private final SecureRandom random;
    private final Map<Address, Signer> signers = new ConcurrentHashMap<>();

    /** @param sealer empty while no secret is set: then there are no accounts and the reason is said */
    KeptWallet(WalletRepository repository, Optional<KeySealer> sealer, Clock clock, SecureRandom random) {
        this.repository = repository;
        this.sealer = sealer;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Opens all keys and makes the first one where that is wished.
     *
     * @throws WalletException when the secret does not open a key; the service must not go on then
     */
    void open(boolean create) throws WalletException {
        if (sealer.isEmpty()) {
            return;
        }
        for (WalletRow row : rows()) {
            signer(row);
        }
        if (create && rows().isEmpty()) {
            Signer signer = Signer.of(newKey().export());
            boolean isFirst = changed(() -> repository.addFirst(sealed(signer, exported(signer)), clock.instant()));
            if (isFirst) {
                audit("created", signer.address());
            }
        }
    }

    @Override
    public Address defaultAddress() throws WalletException {
        requireSealer();
        WalletRow row = rows().stream()
                .filter(WalletRow::standard)
                .findFirst()
                .orElseThrow(() -> new WalletException(
                        "The wallet has no key; create or import one (whypfs.wallet.create makes one at the start)."));
        return signer(row).address();
    }

    @Override
    public Signature sign(Address address, byte[] message) throws WalletException {
        return signer(address).sign(message);
    }

    @Override
    public List<WalletAccount> accounts() {
        if (sealer.isEmpty()) {
            return List.of();
        }
        try {
            return rows().stream()
                    .map(row -> new WalletAccount(
                            Address.parse(row.address()), SignatureType.valueOf(row.keyType()), row.standard()))
                    .toList();
        } catch (WalletException e) {
            LOG.warnf("feature=wallet error=\"%s\"", e.getMessage());
            return List.of();
        }
    }

    /** Makes a new secp256k1 key. */
    WalletAccount create() throws WalletException {
        return add(Signer.of(newKey().export()), Origin.created);
    }

    /** Takes a key in; one that is here already stays as it is. */
    WalletAccount take(ExportedKey exported) throws WalletException {
        return add(Signer.of(exported), Origin.imported);
    }

    /** Hands a key out, and keeps a note of it. */
    ExportedKey export(Address address) throws WalletException {
        Signer signer = signer(address);
        changed(() -> {
            repository.noteExport(address.toString(), clock.instant());
            return true;
        });
        audit("exported", address);
        return exported(signer);
    }

    void makeDefault(Address address) throws WalletException {
        signer(address);
        changed(() -> repository.makeDefault(address.toString(), clock.instant()));
        audit("made default", address);
    }

    private WalletAccount add(Signer signer, Origin origin) throws WalletException {
        WalletRow row = sealed(signer, exported(signer));
        if (changed(() -> repository.add(row, origin, clock.instant()))) {
            audit(origin.name(), signer.address());
        }
        signers.put(signer.address(), signer);
        return accounts().stream()
                .filter(account -> account.address().equals(signer.address()))
                .findFirst()
                .orElseThrow(() -> new WalletException("The account was not kept; try again."));
    }

    private static ExportedKey exported(Signer signer) {
        return switch (signer) {
            case Signer.OfSecp256k1(Secp256k1Key key) -> key.export();
            default -> throw new IllegalStateException("This signer keeps its key to itself.");
        };
    }

    private WalletRow sealed(Signer signer, ExportedKey key) throws WalletException {
        String address = signer.address().toString();
        byte[] plain = key.toJson().getBytes(StandardCharsets.UTF_8);
        try {
            return new WalletRow(address, signer.type().name(), requireSealer().seal(plain, address), false);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    private Signer signer(Address address) throws WalletException {
        Signer known = signers.get(address);
        if (known != null) {
            return known;
        }
        requireSealer();
        String text = address.toString();
        WalletRow row = rows().stream()
                .filter(candidate -> candidate.address().equals(text))
                .findFirst()
                .orElseThrow(() -> new UnknownAccountException(address));
        return signer(row);
    }

    private Signer signer(WalletRow row) throws WalletException {
        Address address = Address.parse(row.address());
        Signer known = signers.get(address);
        if (known != null) {
            return known;
        }
        byte[] plain = requireSealer().open(row.sealed(), row.address());
        Signer opened = Signer.of(ExportedKey.parse(new String(plain, StandardCharsets.UTF_8)));
        Arrays.fill(plain, (byte) 0);
        if (!opened.address().equals(address)) {
            throw new WalletException("The stored key of " + row.address() + " belongs to another address.");
        }
        signers.put(address, opened);
        return opened;
    }

    private Secp256k1Key newKey() {
        while (true) {
            byte[] scalar = new byte[PRIVATE_KEY_BYTES];
            random.nextBytes(scalar);
            try {
                return Secp256k1Key.of(scalar);
            } catch (FilecoinFormatException e) {
                // Zero or above the curve's order: one in 2^127 draws; the next one will do.
                LOG.debug("feature=wallet a drawn number was no key");
            }
        }
    }

    private KeySealer requireSealer() throws WalletException {
        return sealer.orElseThrow(() -> new WalletException(
                "whypfs.wallet.secret is not set, so the wallet's keys can be neither read nor kept."));
    }

    private List<WalletRow> rows() throws WalletException {
        try {
            return repository.all();
        } catch (SQLException e) {
            throw new WalletException("The wallet cannot be read, because PostgreSQL does not answer.", e);
        }
    }

    @FunctionalInterface
    private interface Change {
        boolean apply() throws SQLException, WalletException;
    }

    private static boolean changed(Change change) throws WalletException {
        try {
            return change.apply();
        } catch (SQLException e) {
            throw new WalletException("The wallet cannot be changed, because PostgreSQL does not answer.", e);
        }
    }

    private static void audit(String action, Address address) {
        LOG.infof("audit=wallet action=\"%s\" address=%s", action, address);
    }
}
