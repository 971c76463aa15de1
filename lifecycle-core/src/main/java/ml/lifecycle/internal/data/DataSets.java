package ml.lifecycle.internal.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import ml.lifecycle.CorruptException;
import ml.lifecycle.data.DataSet;
import ml.lifecycle.internal.text.Json;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.spi.Damage;
import ml.lifecycle.spi.EventVisitor;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.LogId;
import ml.lifecycle.spi.LogKind;
import org.jspecify.annotations.Nullable;

/** The data sets of a store. Safe for use by several threads and processes. */
public final class DataSets {

    private final LifecycleStore store;
    private final Clock clock;
    private final ConcurrentMap<String, LoggedDataSet> known = new ConcurrentHashMap<>();

    /**
     * Creates the entry to the data sets of a store.
     *
     * @param store where they are kept
     * @param clock tells when a snapshot was added
     */
    public DataSets(LifecycleStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * The data set of that name; it exists in the store from its first snapshot on.
     *
     * @param name its name
     * @return the data set
     * @throws ml.lifecycle.RefusedException if the name is not allowed
     * @throws ml.lifecycle.ConflictException if there is one whose name differs only in case or form
     */
    public DataSet get(String name) {
        LogId log = Names.log(LogKind.DATA, Names.requireName("data set", name));
        LoggedDataSet found = known.get(log.key());
        if (found == null || !found.name().equals(name)) {
            // Only a name that the log does not contradict is remembered.
            LoggedDataSet fresh = new LoggedDataSet(store, clock, log, name).refresh();
            if (!fresh.snapshots().isEmpty()) {
                known.put(log.key(), fresh);
            }
            return fresh;
        }
        return found.refresh();
    }

    /**
     * All data sets. One whose log has no readable event has no name and is not among them.
     *
     * @return the data sets, sorted by name
     */
    public List<DataSet> all() {
        List<DataSet> sets = new ArrayList<>();
        for (String key : store.logs().keys(LogKind.DATA)) {
            LogId log = new LogId(LogKind.DATA, key);
            new Peek(log).name().ifPresent(name -> sets.add(new LoggedDataSet(store, clock, log, name).refresh()));
        }
        sets.sort(Comparator.comparing(DataSet::name));
        return List.copyOf(sets);
    }

    /**
     * Of which other tables the tables of snapshots are parts, as they were when they were added.
     *
     * @param sets data sets of this entry
     * @return for the digest of the table of a snapshot the digests of those others; nothing for one that is no part
     */
    public Map<String, Set<String>> origins(List<DataSet> sets) {
        Map<String, Set<String>> origins = new HashMap<>();
        for (DataSet set : sets) {
            if (set instanceof LoggedDataSet logged) {
                logged.snapshots().forEach(snapshot -> origins
                        .computeIfAbsent(snapshot.tableDigest(), digest -> new TreeSet<>()).addAll(logged.origins(snapshot)));
            }
        }
        return origins;
    }

    /**
     * The digests of the contents and profiles of all snapshots, which a sweep must keep.
     *
     * @return the digests, sorted
     * @throws CorruptException if a log is damaged, so that it is not known what it refers to
     */
    public Set<String> referencedDigests() {
        Set<String> digests = new TreeSet<>();
        for (String key : store.logs().keys(LogKind.DATA)) {
            LogId log = new LogId(LogKind.DATA, key);
            Peek peek = new Peek(log);
            requireUndamaged(key, Optional.ofNullable(peek.damage));
            if (peek.name().isPresent()) {
                LoggedDataSet set = new LoggedDataSet(store, clock, log, peek.name().get());
                digests.addAll(set.contents());
                requireUndamaged(key, set.damage());
            }
        }
        return digests;
    }

    private static void requireUndamaged(String key, Optional<Damage> damage) {
        damage.ifPresent(found -> {
            throw new CorruptException("The data log " + key + " is damaged (" + found
                    + "), so that it is not known which contents it refers to. verify() lists all damage.");
        });
    }

    /** Reads of a log the name, and whether it is damaged. */
    private final class Peek implements EventVisitor {

        private @Nullable String name;
        private @Nullable Damage damage;
        private final String key;

        Peek(LogId log) {
            key = log.key();
            store.logs().read(log, 0, this);
        }

        Optional<String> name() {
            return Optional.ofNullable(name);
        }

        @Override
        public void event(long sequence, byte[] buffer, int offset, int length) {
            if (name != null) {
                return;
            }
            try {
                JsonNode json = Json.read("event " + sequence + " of the data log " + key, buffer, offset, length);
                name = json.path("op").asText().equals(SnapshotCodec.OP) ? json.path("name").asText() : null;
            } catch (CorruptException unreadable) {
                damage = new Damage(key, -1, -1, unreadable.getMessage());
            }
        }

        @Override
        public void damaged(Damage found) {
            damage = found;
        }
    }
}
