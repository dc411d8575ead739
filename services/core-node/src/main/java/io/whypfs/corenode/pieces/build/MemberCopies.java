package io.whypfs.corenode.pieces.build;

import io.whypfs.core.blockstore.Blockstore;
import io.whypfs.core.blockstore.DiskReserveException;
import io.whypfs.core.blockstore.StoreReadOnlyException;
import io.whypfs.core.blockstore.WriteSession;
import io.whypfs.core.dag.DagService;
import io.whypfs.corenode.registry.Node;
import io.whypfs.ipld.block.Block;
import io.whypfs.ipld.block.BlockSink;
import io.whypfs.multiformats.Cid;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Brings members that live elsewhere to this core, durably. Safe for use by any thread. */
final class MemberCopies {

    private static final Logger LOG = Logger.getLogger(MemberCopies.class);

    private final Blockstore store;
    private final DagService dags;
    private final OtherCores others;

    MemberCopies(Blockstore store, OtherCores others) {
        this.store = store;
        this.dags = new DagService(store);
        this.others = others;
    }

    /** The members that are not whole on this core, one per root. */
    List<Member> missing(List<Member> members, StopSignal stop) throws IOException {
        Map<Cid, Member> missing = new LinkedHashMap<>();
        Set<Cid> seen = new LinkedHashSet<>();
        for (Member member : members) {
            stop.check();
            if (seen.add(member.cid()) && !isWhole(member.cid())) {
                missing.put(member.cid(), member);
            }
        }
        return List.copyOf(missing.values());
    }

    private boolean isWhole(Cid root) throws IOException {
        return dags.missing(root, 1).isEmpty();
    }

    /**
     * Copies members from whichever cores have them; all are whole and durable here when it returns.
     *
     * @throws BuildDelayException when one of them is nowhere
     */
    void copy(List<Member> members, StopSignal stop) throws IOException {
        Map<Cid, Member> left = new LinkedHashMap<>();
        members.forEach(member -> left.put(member.cid(), member));
        Set<UUID> silent = new LinkedHashSet<>(others.away());
        try (WriteSession session = store.openSession()) {
            for (Node core : others.living()) {
                if (!copyFrom(core, left, session, stop)) {
                    silent.add(core.id());
                }
            }
            session.awaitDurable();
        }
        if (!left.isEmpty()) {
            Member first = left.values().iterator().next();
            throw new BuildDelayException(
                    new DelayReason.ContentMissing(first.content(), first.cid(), List.copyOf(silent)));
        }
    }

    /** False when the core did not answer as it should. */
    private boolean copyFrom(Node core, Map<Cid, Member> left, WriteSession session, StopSignal stop)
            throws IOException {
        boolean answers = true;
        List<Cid> roots = new ArrayList<>(left.keySet());
        for (int from = 0; from < roots.size(); from += OtherCores.MOST_ASKED) {
            List<Cid> asked = roots.subList(from, Math.min(roots.size(), from + OtherCores.MOST_ASKED));
            Set<Cid> had;
            try {
                had = others.have(core, asked);
            } catch (IOException e) {
                LOG.infof("core=%s error=\"could not be asked for contents: %s\"", core.id(), e.getMessage());
                return false;
            }
            for (Cid root : had) {
                stop.check();
                answers &= copyOne(core, root, session);
                if (isWhole(root)) {
                    left.remove(root);
                }
            }
        }
        return answers;
    }

    private boolean copyOne(Node core, Cid root, WriteSession session) throws IOException {
        StoreSink sink = new StoreSink(session);
        try {
            others.copy(core, root, sink);
            return true;
        } catch (DiskReserveException | StoreReadOnlyException e) {
            throw e;
        } catch (IOException e) {
            // What came is kept; another core may have the rest.
            LOG.infof("core=%s cid=%s error=\"not copied whole: %s\"", core.id(), root, e.getMessage());
            return false;
        }
    }

    /** Puts blocks into the store. */
    private record StoreSink(WriteSession session) implements BlockSink {

        @Override
        public void put(Block block) throws IOException {
            session.put(block);
        }
    }
}
