package io.whypfs.devnet.rpc;

import io.whypfs.devnet.chain.Chain;
import io.whypfs.devnet.chain.TipSets;
import io.whypfs.devnet.codec.Cid;
import io.whypfs.devnet.fault.FaultKind;
import io.whypfs.devnet.fault.Faults;
import io.whypfs.devnet.wire.Address;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The methods about tip sets and the network itself. */
public final class ChainMethods {

    private static final int API_VERSION = 131_840;
    private static final int NETWORK_VERSION = 29;
    private static final int FIRST_MINER = 1000;
    private static final long GATEWAY_LOOK_BACK = 2880;
    private static final String OTHER_NETWORK = "othernet";
    private final Chain chain;
    private final TipSets tipSets;

    private final Faults faults;
    private final boolean gateway;

    public ChainMethods(Chain chain, Faults faults, boolean gateway) {
        this.chain = chain;
        this.faults = faults;
        this.gateway = gateway;
        this.tipSets = chain.tipSets();
    }

    public void addTo(Map<String, RpcMethod> methods) {
        methods.put("Filecoin.ChainHead", params -> {
            params.count(0);
            return inChain(() -> tipSet(shownHead()));
        });
        methods.put("Filecoin.ChainGetGenesis", params -> {
            params.count(0);
            return inChain(() -> tipSet(0));
        });
        methods.put("Filecoin.ChainGetTipSetByHeight", params -> byHeight(params.count(2)));
        methods.put("Filecoin.StateNetworkName", params -> {
            params.count(0);
            return faults.isOn(Faults.CHAIN, FaultKind.WRONG_NETWORK) ? OTHER_NETWORK : Chain.NETWORK;
        });
        methods.put("Filecoin.StateNetworkVersion", params -> {
            height(params.count(1), 0);
            return NETWORK_VERSION;
        });
        methods.put("Filecoin.Version", params -> {
            params.count(0);
            return version();
        });
    }

    /** The head as clients are told: a node that hangs behind shows an old one. */
    private long shownHead() {
        return faults.find(Faults.CHAIN, FaultKind.STALE_HEAD)
                .map(Faults.Row::value)
                .orElseGet(chain::head);
    }

    private Object inChain(Supplier<Object> reading) {
        return chain.store().read(reading);
    }

    /**
     * BlockDelay counts whole seconds, at least one, as the API has it; the milliseconds stand beside it for clients that
     * want to know how fast this chain is.
     */
    private Map<String, Object> version() {
        Map<String, Object> version = new LinkedHashMap<>();
        version.put("Version", "whypfs-devnet-0.1.0+simulated");
        version.put("APIVersion", API_VERSION);
        version.put("BlockDelay", Math.max(1, chain.time().epochMillis() / 1000));
        version.put("BlockDelayMillis", chain.time().epochMillis());
        version.put("Agent", "whypfs-devnet");
        return version;
    }

    private Object byHeight(Params params) throws RpcError {
        long epoch = params.number(0);
        long from = height(params, 1);
        if (epoch > from) {
            throw RpcError.general("looking for tipset with height greater than start point");
        }
        if (epoch < 0) {
            throw RpcError.general("requested epoch is negative: " + epoch);
        }
        if (gateway && epoch < from - GATEWAY_LOOK_BACK) {
            throw RpcError.general("bad tipset height: lookbacks of more than 24h0m0s are disallowed");
        }
        return inChain(() -> tipSet(epoch));
    }

    /** The epoch of the tip set that a key names. */
    long height(Params params, int index) throws RpcError {
        List<Cid> key = params.tipSet(index);
        if (key.isEmpty()) {
            return shownHead();
        }
        Long found = chain.store().read(() -> tipSets.find(key, chain.head()).orElse(-1L));
        if (found < 0) {
            throw RpcError.general("failed to load tipset " + key + ": block not found");
        }
        return found;
    }

    private Object tipSet(long epoch) {
        List<Cid> key = tipSets.key(epoch);
        List<Object> blocks = new ArrayList<>();
        for (int i = 0; i < key.size(); i++) {
            blocks.add(block(epoch, i));
        }
        Map<String, Object> tipSet = new LinkedHashMap<>();
        tipSet.put("Cids", Shapes.links(key));
        tipSet.put("Blocks", blocks);
        tipSet.put("Height", epoch);
        return tipSet;
    }

    private Map<String, @Nullable Object> block(long epoch, int index) {
        Map<String, @Nullable Object> block = new LinkedHashMap<>();
        block.put("Miner", Address.ofId(FIRST_MINER + index));
        for (String proof : List.of("Ticket", "ElectionProof", "BeaconEntries", "WinPoStProof")) {
            block.put(proof, null);
        }
        block.put("Parents", Shapes.links(epoch == 0 ? List.of() : tipSets.key(epoch - 1)));
        block.put("ParentWeight", Long.toString(10 * epoch));
        block.put("Height", epoch);
        block.put("ParentStateRoot", Shapes.link(tipSets.name("state", epoch, 0)));
        block.put("ParentMessageReceipts", Shapes.link(tipSets.name("receipts", epoch, 0)));
        block.put("Messages", Shapes.link(tipSets.name("messages", epoch, index)));
        block.put("BLSAggregate", null);
        block.put("Timestamp", chain.time().timestamp(epoch));
        block.put("BlockSig", null);
        block.put("ForkSignaling", 0);
        block.put("ParentBaseFee", tipSets.baseFee(epoch).toString());
        return block;
    }
}
