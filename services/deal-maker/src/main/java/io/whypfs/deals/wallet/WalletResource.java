package io.whypfs.deals.wallet;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.whypfs.deals.chain.Chain;
import io.whypfs.deals.chain.ChainException;
import io.whypfs.deals.chain.MarketBalance;
import io.whypfs.filecoin.FilecoinFormatException;
import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.address.Network;
import io.whypfs.filecoin.market.TokenAmount;
import io.whypfs.filecoin.signing.ExportedKey;
import io.whypfs.filecoin.signing.SignatureType;
import io.whypfs.kit.problem.Problem;
import io.whypfs.kit.problem.ProblemException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** The wallet for operators, through api-node. Amounts are attoFIL in decimal; datacap is bytes in decimal. */
@Path("/internal/v1/wallet")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class WalletResource {

    private static final int CREATED = 201;

    private final KeptWallet wallet;
    private final Chain chain;
    private final AccountNotes notes;
    private final Network network;

    WalletResource(KeptWallet wallet, Chain chain, AccountNotes notes, Network network) {
        this.wallet = wallet;
        this.chain = chain;
        this.notes = notes;
        this.network = network;
    }

    /** An account and what the chain shows of it; what the chain does not tell at the moment is missing, and why says so. */
    public record Account(
            String address,
            String type,

            @JsonProperty("default") boolean standard,

            @Nullable String balance,
            @Nullable String escrow,
            @Nullable String locked,
            @Nullable String available,
            @Nullable String datacap,
            @Nullable String why) {}

    /** A key as {@code lotus wallet export} writes it, hex or JSON. */
    public record Key(@Nullable String key) {}

    /** Names an account. */
    public record Named(@Nullable String address) {}

    @GET
    public List<Account> accounts() {
        return wallet.accounts().stream().map(this::seen).toList();
    }

    @POST
    @Path("/create")
    @ResponseStatus(CREATED)
    public Account create() {
        return done(() -> seen(wallet.create()));
    }

    @POST
    @Path("/import")
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(CREATED)
    public Account take(@Nullable Key key) {
        if (key == null || key.key() == null) {
            throw badInput("The body must be {\"key\":\"...\"} with the output of lotus wallet export.");
        }
        ExportedKey exported = exported(key.key());
        if (exported.type() != SignatureType.SECP256K1) {
            throw new ProblemException(
                    400,
                    "unsupported-key",
                    "Key type not supported",
                    "The key is a " + exported.type().lotusName() + " key; this wallet takes secp256k1 keys (f1...).");
        }
        return done(() -> seen(wallet.take(exported)));
    }

    @PUT
    @Path("/default")
    @Consumes(MediaType.APPLICATION_JSON)
    public Account makeDefault(@Nullable Named named) {
        Address address = address(named == null ? null : named.address());
        return done(() -> {
            wallet.makeDefault(address);
            return wallet.accounts().stream()
                    .filter(account -> account.address().equals(address))
                    .map(this::seen)
                    .findFirst()
                    .orElseThrow(() -> new UnknownAccountException(address));
        });
    }

    /** The key leaves the service; kept in the audit table, without the key. */
    @POST
    @Path("/{address}/export")
    public Key export(String address) {
        Address wanted = address(address);
        return done(() -> new Key(wallet.export(wanted).toHex()));
    }

    private Account seen(WalletAccount account) {
        String address = account.address().toString(network);
        String type = account.type().lotusName();
        Optional<String> note = notes.note(account.address());
        try {
            TokenAmount balance = chain.balance(account.address());
            MarketBalance market = chain.marketBalance(account.address());
            Optional<BigInteger> datacap = chain.datacap(account.address());
            return new Account(
                    address,
                    type,
                    account.standard(),
                    balance.toString(),
                    market.escrow().toString(),
                    market.locked().toString(),
                    market.available().toString(),
                    datacap.map(BigInteger::toString).orElse(null),
                    note.orElse(null));
        } catch (ChainException e) {
            String why = e.getMessage() + " " + e.next();
            return new Account(address, type, account.standard(), null, null, null, null, null, why);
        }
    }

    private static ExportedKey exported(String text) {
        try {
            return ExportedKey.parse(text);
        } catch (FilecoinFormatException e) {
            throw badInput(String.valueOf(e.getMessage()));
        }
    }

    private static Address address(@Nullable String text) {
        if (text == null) {
            throw badInput("The body must be {\"address\":\"...\"}.");
        }
        try {
            return Address.parse(text);
        } catch (FilecoinFormatException e) {
            throw badInput(String.valueOf(e.getMessage()));
        }
    }

    @FunctionalInterface
    private interface Work<T> {
        T run() throws WalletException;
    }

    private static <T> T done(Work<T> work) {
        try {
            return work.run();
        } catch (UnknownAccountException e) {
            throw new ProblemException(
                    new Problem(404, "unknown-account", "Account not known here", String.valueOf(e.getMessage())), e);
        } catch (WalletException e) {
            throw new ProblemException(
                    new Problem(503, "wallet-unavailable", "Wallet not usable", String.valueOf(e.getMessage())), e);
        } catch (FilecoinFormatException e) {
            throw badInput(String.valueOf(e.getMessage()));
        }
    }

    private static ProblemException badInput(String detail) {
        return new ProblemException(400, "bad-input", "Bad request", detail);
    }
}
