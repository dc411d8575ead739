package io.whypfs.deals.providers;

import io.whypfs.deals.chain.Chain;
import io.whypfs.deals.chain.ChainException;
import io.whypfs.deals.chain.MinerInfo;
import io.whypfs.filecoin.address.Address;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A chain that knows some providers and the keys of their workers, and nothing else. */
final class FixedMiners implements InvocationHandler {

    final Map<Address, MinerInfo> miners = new HashMap<>();
    final Map<Address, Address> keys = new HashMap<>();

    @Nullable
    ChainException failure;

    Chain chain() {
        return (Chain) Proxy.newProxyInstance(Chain.class.getClassLoader(), new Class<?>[] {Chain.class}, this);
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws ChainException {
        if (failure != null) {
            throw failure;
        }
        return switch (method.getName()) {
            case "miner" -> found(miners, (Address) arguments[0]);
            case "keyAddress" -> found(keys, (Address) arguments[0]);
            case "hasMinPower" -> true;
            default -> throw new UnsupportedOperationException(method.getName());
        };
    }

    private static <T> T found(Map<Address, T> known, Address address) throws ChainException {
        T found = known.get(address);
        if (found == null) {
            throw new ChainException.NodeRefused("StateMinerInfo", 11, "actor not found");
        }
        return found;
    }
}
