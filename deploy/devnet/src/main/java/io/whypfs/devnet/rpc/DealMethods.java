package io.whypfs.devnet.rpc;

import io.whypfs.devnet.chain.Chain;
import io.whypfs.devnet.chain.Miner;
import io.whypfs.devnet.chain.Rows;
import io.whypfs.devnet.fault.FaultKind;
import io.whypfs.devnet.fault.Faults;
import io.whypfs.devnet.wire.Address;
import io.whypfs.devnet.wire.DealProposal;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The methods about providers, deals and allocations. */
public final class DealMethods {

    private static final int POST_PROOF = 8;
    private static final long PARTITION = 2349;
    private static final String POWER = "11258999068426240";
    private final Chain chain;
    private final ChainMethods tipSets;
    private final Faults faults;

    public DealMethods(Chain chain, ChainMethods tipSets, Faults faults) {
        this.chain = chain;
        this.tipSets = tipSets;
        this.faults = faults;
    }

    public void addTo(Map<String, RpcMethod> methods) {
        methods.put("Filecoin.StateMinerInfo", params -> info(miner(params)));
        methods.put("Filecoin.StateMinerPower", params -> {
            miner(params);
            Map<String, String> power = Map.of("RawBytePower", POWER, "QualityAdjPower", POWER);
            return Map.of("MinerPower", power, "TotalPower", power, "HasMinPower", true);
        });
        methods.put("Filecoin.StateMarketStorageDeal", params -> deal(id(params)));
        methods.put("Filecoin.StateGetAllocationForPendingDeal", params -> {
            long id = id(params);
            return allocation(row -> row.deal() == id && !row.claimed());
        });
        methods.put("Filecoin.StateGetAllocation", params -> {
            Address client = params.count(3).address(0);
            long id = params.number(1);
            tipSets.height(params, 2);
            long of = id(client);
            return allocation(row -> row.id() == id && row.client() == of && !row.claimed());
        });
        methods.put("Filecoin.StateGetAllocations", params -> {
            long of = id(addressed(params));
            return allocations(row -> row.client() == of && !row.claimed());
        });
        methods.put("Filecoin.StateGetClaims", params -> {
            long of = id(addressed(params));
            return allocations(row -> row.provider() == of && row.claimed());
        });
    }

    private Address addressed(Params params) throws RpcError {
        Address address = params.count(2).address(0);
        tipSets.height(params, 1);
        return address;
    }

    private long id(Params params) throws RpcError {
        long id = params.count(2).number(0);
        tipSets.height(params, 1);
        return id;
    }

    private long id(Address address) throws RpcError {
        Optional<Rows.Account> account =
                chain.store().read(() -> chain.accounts().find(address));
        return account.orElseThrow(() -> StateMethods.noActor(address)).id();
    }

    private Miner miner(Params params) throws RpcError {
        Address address = addressed(params);
        Miner miner = chain.market().miners().get(id(address));
        if (miner == null) {
            throw RpcError.general("failed to load miner actor state: actor code is not miner: " + address);
        }
        return miner;
    }

    private Map<String, @Nullable Object> info(Miner miner) {
        boolean gone = faults.isOn(miner.address().toString(), FaultKind.VANISH);
        Map<String, @Nullable Object> info = new LinkedHashMap<>();
        info.put("Owner", Address.ofId(miner.owner()));
        info.put("Worker", Address.ofId(miner.workerId()));
        info.put("NewWorker", "<empty>");
        info.put("ControlAddresses", List.of());
        info.put("WorkerChangeEpoch", -1);
        info.put("PeerId", gone ? null : miner.peerId());
        info.put(
                "Multiaddrs",
                gone
                        ? null
                        : miner.addresses().stream()
                                .map(Base64.getEncoder()::encodeToString)
                                .toList());
        info.put("WindowPoStProofType", POST_PROOF);
        info.put("SectorSize", miner.sectorSize());
        info.put("WindowPoStPartitionSectors", PARTITION);
        info.put("ConsensusFaultElapsed", -1);
        info.put("PendingOwnerAddress", null);
        info.put("Beneficiary", Address.ofId(miner.owner()));
        info.put("BeneficiaryTerm", Map.of("Quota", "0", "UsedQuota", "0", "Expiration", 0));
        info.put("PendingBeneficiaryTerm", null);
        return info;
    }

    private Map<String, Object> deal(long id) throws RpcError {
        Optional<Rows.Deal> found =
                chain.store().read(() -> chain.market().find(id).filter(deal -> !deal.isOver()));
        Rows.Deal deal = found.orElseThrow(() -> RpcError.general("deal " + id
                + " not found - deal may not have completed sealing before deal proposal start epoch, or deal may have"
                + " been slashed"));
        DealProposal proposal = deal.proposal();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("PieceCID", Shapes.link(proposal.piece()));
        json.put("PieceSize", proposal.pieceSize());
        json.put("VerifiedDeal", proposal.verified());
        json.put("Client", proposal.client());
        json.put("Provider", proposal.provider());
        json.put("Label", proposal.label().json());
        json.put("StartEpoch", proposal.start());
        json.put("EndEpoch", proposal.end());
        json.put("StoragePricePerEpoch", proposal.price().toString());
        json.put("ProviderCollateral", proposal.providerCollateral().toString());
        json.put("ClientCollateral", proposal.clientCollateral().toString());
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("SectorNumber", deal.sector());
        state.put("SectorStartEpoch", deal.sectorStart());
        state.put("LastUpdatedEpoch", deal.updated());
        state.put("SlashEpoch", deal.slashed());
        return Map.of("Proposal", json, "State", state);
    }

    private @Nullable Object allocation(Predicate<Rows.Allocation> wanted) {
        return chain.store().read(() -> chain.datacaps().all()).stream()
                .filter(wanted)
                .findFirst()
                .map(DealMethods::shape)
                .orElse(null);
    }

    private Map<String, Object> allocations(Predicate<Rows.Allocation> wanted) {
        Map<String, Object> found = new LinkedHashMap<>();
        chain.store().read(() -> chain.datacaps().all()).stream()
                .filter(wanted)
                .forEach(row -> found.put(Long.toString(row.id()), shape(row)));
        return found;
    }

    private static Map<String, Object> shape(Rows.Allocation row) {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("Client", row.client());
        shape.put("Provider", row.provider());
        shape.put("Data", Shapes.link(row.data()));
        shape.put("Size", row.size());
        shape.put("TermMin", row.termMin());
        shape.put("TermMax", row.termMax());
        shape.put("Expiration", row.expiration());
        return shape;
    }
}
