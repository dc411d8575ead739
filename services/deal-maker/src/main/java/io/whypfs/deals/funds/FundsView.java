package io.whypfs.deals.funds;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.whypfs.deals.chain.MarketBalance;
import io.whypfs.filecoin.address.Address;
import io.whypfs.filecoin.address.Network;
import io.whypfs.filecoin.market.TokenAmount;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Meters of the wallets: what was last seen of each. Safe for use by several threads. */
final class FundsView {

    private static final int DECIMALS = 18;

    private final MeterRegistry registry;
    private final Network network;
    private final Map<Address, Seen> wallets = new ConcurrentHashMap<>();

    FundsView(MeterRegistry registry, Network network) {
        this.registry = registry;
        this.network = network;
    }

    /** What the chain shows of a wallet. */
    record Seen(TokenAmount balance, MarketBalance market, Optional<BigInteger> datacap) {}

    void seen(Address wallet, Seen now) {
        if (wallets.put(wallet, now) == null) {
            gauge("whypfs.wallet.balance.fil", "Funds of the wallet", wallet, seen -> fil(seen.balance()));
            gauge(
                    "whypfs.wallet.escrow.fil",
                    "Funds in the storage market",
                    wallet,
                    seen -> fil(seen.market().escrow()));
            gauge(
                    "whypfs.wallet.locked.fil",
                    "Funds that published deals hold",
                    wallet,
                    seen -> fil(seen.market().locked()));
            gauge(
                    "whypfs.wallet.datacap.bytes",
                    "Datacap that is left",
                    wallet,
                    seen -> seen.datacap().map(BigInteger::doubleValue).orElse(0.0));
        }
    }

    private void gauge(String name, String description, Address wallet, Function<Seen, Double> value) {
        Gauge.builder(
                        name,
                        wallets,
                        all -> Optional.ofNullable(all.get(wallet)).map(value).orElse(Double.NaN))
                .description(description)
                .tag("wallet", wallet.toString(network))
                .register(registry);
    }

    private static double fil(TokenAmount amount) {
        return new BigDecimal(amount.attoFil(), DECIMALS).doubleValue();
    }
}
