package io.whypfs.devnet.rpc;

import io.whypfs.devnet.chain.Accounts;
import io.whypfs.devnet.chain.Chain;
import io.whypfs.devnet.chain.Collateral;
import io.whypfs.devnet.chain.Rows;
import io.whypfs.devnet.piece.PieceSize;
import io.whypfs.devnet.wire.Address;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The methods about accounts and money. Whatever tip set is asked for, they answer from the head. */
public final class StateMethods {

    private final Chain chain;
    private final ChainMethods tipSets;

    public StateMethods(Chain chain, ChainMethods tipSets) {
        this.chain = chain;
        this.tipSets = tipSets;
    }

    public void addTo(Map<String, RpcMethod> methods) {
        methods.put("Filecoin.WalletBalance", params -> {
            Address address = params.count(1).address(0);
            return read(() -> chain.accounts()
                    .find(address)
                    .map(account -> account.balance().toString())
                    .orElse("0"));
        });
        methods.put("Filecoin.StateGetActor", params -> actor(account(params)));
        methods.put(
                "Filecoin.StateLookupID", params -> Address.ofId(account(params).id()));
        methods.put("Filecoin.StateAccountKey", params -> {
            Rows.Account account = account(params);
            if (account.key() == null) {
                throw RpcError.general("failed to get account actor state for t0" + account.id()
                        + ": actor code is not account: " + account.kind());
            }
            return account.key();
        });
        methods.put("Filecoin.StateMarketBalance", params -> {
            long id = account(params).id();
            Rows.Escrow escrow = read(() -> chain.escrows().of(id));
            return Map.of(
                    "Escrow",
                    escrow.total().toString(),
                    "Locked",
                    escrow.locked().toString());
        });
        methods.put("Filecoin.StateVerifiedClientStatus", params -> {
            long id = account(params).id();
            return read(() -> chain.datacaps().of(id))
                    .filter(bytes -> bytes.signum() > 0)
                    .map(BigInteger::toString)
                    .orElse(null);
        });
        methods.put("Filecoin.StateDealProviderCollateralBounds", params -> bounds(params.count(3)));
    }

    private <T> T read(Supplier<T> reading) {
        return chain.store().read(reading);
    }

    static RpcError noActor(Address address) {
        return new RpcError(
                RpcError.ACTOR_NOT_FOUND,
                "resolution lookup failed (" + address + "): resolve address " + address + ": actor not found");
    }

    /** Of the methods with an address and a tip set. */
    private Rows.Account account(Params params) throws RpcError {
        Address address = params.count(2).address(0);
        tipSets.height(params, 1);
        Optional<Rows.Account> account = read(() -> chain.accounts().find(address));
        return account.orElseThrow(() -> noActor(address));
    }

    private Map<String, @Nullable Object> actor(Rows.Account account) {
        Map<String, @Nullable Object> actor = new LinkedHashMap<>();
        actor.put("Code", Shapes.link(read(() -> chain.tipSets().name("code " + account.kind(), 0, 0))));
        actor.put("Head", Shapes.link(read(() -> chain.tipSets().name("actor " + account.id(), chain.head(), 0))));
        actor.put("Nonce", account.nonce());
        actor.put("Balance", balance(account).toString());
        actor.put("DelegatedAddress", null);
        return actor;
    }

    /** The market's balance is what is in escrow. */
    private BigInteger balance(Rows.Account account) {
        if (account.id() != Accounts.MARKET) {
            return account.balance();
        }
        return read(() -> chain.escrows().all().values().stream()
                .map(Rows.Escrow::total)
                .reduce(account.balance(), BigInteger::add));
    }

    private Object bounds(Params params) throws RpcError {
        long size = params.number(0);
        params.bool(1);
        long epoch = tipSets.height(params, 2);
        if (!PieceSize.isPadded(size)) {
            throw RpcError.general("padded piece size must be a power of 2, at least 128: " + size);
        }
        return Map.of("Min", Collateral.advised(size, epoch).toString(), "Max", Collateral.SUPPLY.toString());
    }
}
