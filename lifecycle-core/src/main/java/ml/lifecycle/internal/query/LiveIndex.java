package ml.lifecycle.internal.query;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;
import ml.lifecycle.CorruptException;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.run.ArtifactRef;
import ml.lifecycle.run.DataUse;
import ml.lifecycle.run.ModelInfo;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.run.RunStatus;
import ml.lifecycle.spi.Damage;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.LogId;
import org.jspecify.annotations.Nullable;

/** The index of one experiment, as fresh as its log at each question. Safe for use by several threads. */
public final class LiveIndex {

    /** So many events are read faster than a snapshot is opened. */
    private static final long SMALL = 1_000;
    /** After so many events a snapshot is written although the store stays open. */
    private static final long GROWTH = 20_000;

    /** So often is a snapshot begun at most, since those who ask for something new need not wait for it. */
    private static final int ATTEMPTS = 10;

    private final LifecycleStore store;
    private final LogId log;
    private final OpenRuns own;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final String cacheKey;
    private RunIndex index;
    private EventReader reader;
    private boolean begun;
    /** How many events the cached snapshot stands for, or the one that is being written. */
    private long cached;
    private @Nullable Thread saver;

    /**
     * Creates an empty index.
     *
     * @param store where the log is
     * @param log the log of the experiment
     * @param own the runs that this process is recording
     */
    public LiveIndex(LifecycleStore store, LogId log, OpenRuns own) {
        this.store = store;
        this.log = log;
        this.own = own;
        cacheKey = "runs-" + log.key();
        index = new RunIndex(log.key());
        reader = new EventReader(index);
    }

    /**
     * The name of the experiment.
     *
     * @return the name, or the key of the log if its first event cannot be read
     */
    public String experiment() {
        return read(runs -> runs.experiment);
    }

    /**
     * The question of the experiment.
     *
     * @return the question last stated
     */
    public Optional<String> question() {
        return read(runs -> Optional.ofNullable(runs.question));
    }

    /**
     * The KPIs of the experiment.
     *
     * @return each as JSON, in the order in which they were stated
     */
    public List<String> kpis() {
        return read(runs -> List.copyOf(runs.kpis));
    }

    /**
     * A run.
     *
     * @param id its id
     * @return the run, if this experiment has it
     */
    public Optional<RunRecord> run(String id) {
        return read(runs -> {
            int row = runs.ids.find(id);
            return row < 0 ? Optional.empty() : Optional.of(record(runs, row));
        });
    }

    /**
     * Where in the log the metrics of a run begin.
     *
     * @param id its id
     * @return a sequence number that is less than that of the first event with metrics of the run
     */
    public long beforeMetrics(String id) {
        return read(runs -> {
            int row = runs.ids.find(id);
            return row < 0 ? 0L : (long) runs.beforeMetrics.get(row);
        });
    }

    /**
     * The parts of the log that cannot be read.
     *
     * @return the damages
     */
    public Set<Damage> damages() {
        return read(runs -> Set.copyOf(runs.damages));
    }

    /**
     * Gives all artifacts that a run of this experiment refers to.
     *
     * @param visitor receives their digests
     */
    public void artifacts(Consumer<String> visitor) {
        read(runs -> {
            for (int row = 0; row < runs.rows(); row++) {
                for (ArtifactRef artifact : RawSections.artifacts(runs.artifacts.get(row)).values()) {
                    visitor.accept(artifact.digest());
                }
            }
            return runs.rows();
        });
    }

    /**
     * The runs that used some data. What runs say of their data is kept once for all that say the same, so that these few
     * texts are searched, and then one number of each run.
     *
     * @param tables the digests of tables
     * @return the runs that used one of them as a whole or in part, in the order in which they began
     */
    public List<RunRecord> using(Set<String> tables) {
        return read(runs -> {
            BitSet codes = new BitSet();
            for (int code = 0; code < runs.data.dict.size(); code++) {
                String raw = runs.data.dict.text(code);
                if (tables.stream().anyMatch(raw::contains)
                        && data(raw).stream().anyMatch(use -> tables.stream().anyMatch(use::isOf))) {
                    codes.set(code + 1);
                }
            }
            List<RunRecord> found = new ArrayList<>();
            for (int row = 0; row < runs.rows() && !codes.isEmpty(); row++) {
                if (codes.get(runs.data.codes.get(row))) {
                    found.add(record(runs, row));
                }
            }
            return found;
        });
    }

    /** Brings the index up to date and asks it something. */
    <T> T read(Function<RunIndex, T> question) {
        refresh();
        lock.readLock().lock();
        try {
            return question.apply(index);
        } finally {
            lock.readLock().unlock();
        }
    }

    private void refresh() {
        own.publish();
        long last = store.logs().last(log);
        lock.readLock().lock();
        try {
            if (index.position >= last && index.open.areSettled()) {
                return;
            }
        } finally {
            lock.readLock().unlock();
        }
        lock.writeLock().lock();
        try {
            if (!begun) {
                resume(last);
                begun = true;
            }
            if (index.position < last) {
                index.position = Math.max(index.position, store.logs().read(log, index.position, reader));
            }
            lookAtOpenRuns();
            if (index.position - cached > Math.max(GROWTH, cached / 4)) {
                saveBeside();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Begins with the cached snapshot, if there is one of this log. */
    private void resume(long last) {
        Optional<ByteBuffer> content = store.cache().load(cacheKey);
        RunIndex snapshot = content.isEmpty() ? null : IndexSnapshot.read(content.get());
        if (snapshot == null || snapshot.position < 1 || snapshot.position > last) {
            begin(ParallelRebuild.of(store.logs(), log, last));
            return;
        }
        ResumedReader resumed = new ResumedReader(snapshot);
        store.logs().read(log, snapshot.position - 1, resumed);
        if (resumed.isSame()) {
            cached = resumed.position();
            begin(snapshot);
        } else {
            begin(ParallelRebuild.of(store.logs(), log, last));
        }
    }

    private void begin(@Nullable RunIndex first) {
        if (first != null) {
            index = first;
            reader = new EventReader(first);
        }
    }

    /** Keeps the index for the next process, if it has grown since it was kept, and waits until that is done. */
    public void keep() {
        Thread thread;
        lock.writeLock().lock();
        try {
            if (index.position - cached > SMALL) {
                saveBeside();
            }
            thread = saver;
        } finally {
            lock.writeLock().unlock();
        }
        if (thread != null) {
            Threads.join(thread);
        }
    }

    /** Saves on a thread of its own, so that no query waits for it. It is no daemon: the end of the process does wait. */
    private void saveBeside() {
        Thread before = saver;
        cached = index.position;
        Thread thread = new Thread(() -> {
            if (before != null) {
                Threads.join(before);
            }
            save();
        }, "lifecycle-index-saver");
        saver = thread;
        thread.start();
    }

    private void save() {
        try {
            // A damaged log is read anew each time, so that its damage is told each time.
            copy().map(IndexSnapshot::seal).ifPresent(parts -> store.cache().save(cacheKey, parts));
        } catch (UnavailableException closed) {
            // Whoever closes the store itself does without what only makes the next start faster.
        }
    }

    /** Copies the index while it stands still. Who waits meanwhile to bring it up to date goes first, but not for ever. */
    private Optional<List<ByteBuffer>> copy() {
        for (int i = 1; ; i++) {
            boolean patient = i < ATTEMPTS;
            lock.readLock().lock();
            try {
                return index.damages.isEmpty()
                        ? IndexSnapshot.copy(index, () -> patient && lock.hasQueuedThreads())
                        : Optional.empty();
            } catch (SnapshotOut.StoppedException givenWay) {
                continue;
            } finally {
                lock.readLock().unlock();
            }
        }
    }

    /** Runs without an end have no metrics in the log yet: those of this process are in memory, others are streamed. */
    private void lookAtOpenRuns() {
        if (!index.open.areSettled()) {
            index.open.forEach(run -> {
                if (!run.settled) {
                    look(run);
                }
            });
        }
    }

    private void look(OpenRows.OpenRow run) {
        int row = run.row;
        String id = index.ids.text(row);
        Map<String, Double> metrics = own.metrics(id);
        boolean alive = metrics != null || (!run.session.isEmpty() && store.alive(run.session));
        if (metrics == null) {
            LatestMetrics points =
                    run.points == null ? new LatestMetrics(store.metrics().follow(log, id)) : run.points;
            run.points = null; // A read that fails begins anew the next time.
            metrics = points.read();
            run.points = alive ? points : null;
        }
        metrics.forEach((name, value) -> index.metrics.set(row, name, value));
        index.status(row, alive ? RunStatus.RUNNING : RunStatus.INTERRUPTED);
        run.settled = !alive;
    }

    static RunRecord record(RunIndex runs, int row) {
        double end = runs.ends.get(row);
        String name = runs.names.get(row);
        return new RunRecord(runs.ids.text(row), runs.experiment, name == null ? "" : name, runs.parents.get(row),
                runs.status(row), Instant.ofEpochMilli((long) runs.starts.get(row)), instant(end),
                runs.failures.get(row), runs.params.of(row), runs.metrics.of(row), runs.tags.of(row),
                artifacts(runs, row), data(runs.data.get(row)), models(runs, row),
                runs.damages.isEmpty() ? "" : note(runs.status(row)));
    }

    // One bad section hides no run.

    private static Map<String, ArtifactRef> artifacts(RunIndex runs, int row) {
        try {
            return RawSections.artifacts(runs.artifacts.get(row));
        } catch (CorruptException damaged) {
            return Map.of();
        }
    }

    private static List<DataUse> data(@Nullable String raw) {
        try {
            return RawSections.data(raw);
        } catch (CorruptException damaged) {
            return List.of();
        }
    }

    private static Map<String, ModelInfo> models(RunIndex runs, int row) {
        try {
            return RawSections.models(runs.models.get(row));
        } catch (CorruptException damaged) {
            return Map.of();
        }
    }

    /** Nobody can say of which run a damaged event was. */
    private static String note(RunStatus status) {
        return "the log of its experiment, so " + (status == RunStatus.INTERRUPTED || status == RunStatus.RUNNING
                ? "this run may have ended, and more may be missing" : "some of this run may be missing")
                + "; see maintenance().verify()";
    }

    private static @Nullable Instant instant(double millis) {
        return DoubleColumn.isAbsent(millis) ? null : Instant.ofEpochMilli((long) millis);
    }
}
