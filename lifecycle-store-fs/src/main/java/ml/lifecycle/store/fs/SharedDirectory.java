package ml.lifecycle.store.fs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import ml.lifecycle.RefusedException;
import ml.lifecycle.UnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * What all stores that this JVM has opened on one directory share: the threads, the lock file, the logs. Two lock files
 * opened in one JVM would silently take each other's locks away.
 */
final class SharedDirectory {

    /** Work with files. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    /** Work with files that has no result. */
    @FunctionalInterface
    interface Step {
        void run() throws IOException;
    }

    private static final Map<Object, SharedDirectory> OPEN = new HashMap<>();

    private final StoreIo io;
    private final Tuning tuning;
    private final Names names;
    private final Worker thread;
    private final Worker artifacts;
    private final LockTable locks;
    private final LogTable logs;
    private final Map<String, Set<MetricWriter>> writers = new ConcurrentHashMap<>();

    /** Writers, open or closed, whose points are not all on the disk; only the store's own thread touches it. */
    private final Set<MetricWriter> unforced = new LinkedHashSet<>();

    private @Nullable Object identity;
    private int users = 1;

    /** Opens a directory through some way to its files, shared with nobody yet. */
    SharedDirectory(StoreIo io, Tuning tuning, Worker thread, Worker artifacts) {
        this.io = io;
        this.tuning = tuning;
        this.thread = thread;
        this.artifacts = artifacts;
        this.names = new Names(io);
        try {
            this.locks = onThread(thread, "The store in '" + io.root() + "' could not be opened", () -> {
                if (io.size(StoreDescription.FILE) == StoreIo.ABSENT) {
                    StoreDescription.requireEmpty(io);
                    StoreDescription.create(io);
                }
                StoreDescription.check(io);
                return new LockTable(io);
            });
            this.logs = new LogTable(io, names, thread, locks, tuning);
        } catch (RuntimeException | Error failure) {
            thread.close();
            artifacts.close();
            throw failure;
        }
    }

    /** Opens a directory, or joins those in this JVM who have it open. */
    static SharedDirectory open(Path directory) {
        synchronized (OPEN) {
            try {
                DiskIo io = DiskIo.open(directory);
                Object identity = io.identity();
                SharedDirectory shared = OPEN.get(identity);
                if (shared != null && shared.stands()) {
                    shared.users++;
                    return shared;
                }
                if (shared != null && io.size(StoreDescription.FILE) != StoreIo.ABSENT) {
                    throw new RefusedException("The store in '" + io.root() + "' is open in this process as '"
                            + shared.io.root() + "' and was moved meanwhile. Close it there first, then open it here");
                }
                shared = new SharedDirectory(io, Tuning.DEFAULT,
                        new IoThread("lifecycle-store"), new IoThread("lifecycle-store-artifacts"));
                shared.identity = identity;
                OPEN.put(identity, shared);
                shared.remarks().forEach(remark -> StoreLog.of(SharedDirectory.class).log(System.Logger.Level.WARNING, remark));
                return shared;
            } catch (IOException failure) {
                throw Failures.unavailable("The store in '" + directory + "' could not be opened", failure);
            }
        }
    }

    /** Whether the store is still there; if not, its directory was deleted, and another one may have its identity. */
    private boolean stands() throws IOException {
        return io.size(StoreDescription.FILE) != StoreIo.ABSENT;
    }

    /** Leaves the directory; the last one closes it. */
    void leave() {
        synchronized (OPEN) {
            if (--users > 0) {
                return;
            }
            if (identity != null) {
                OPEN.remove(identity, this);
            }
            close();
        }
    }

    private void close() {
        thread.call(() -> {
            List.copyOf(unforced).forEach(MetricWriter::forceTimed);
            logs.close();
            return true;
        });
        artifacts.close();
        thread.close();
        try {
            locks.close();
            io.close();
        } catch (IOException failure) {
            StoreLog.of(SharedDirectory.class).log(System.Logger.Level.WARNING, "The store in '" + io.root() + "' was not closed cleanly", failure);
        }
    }

    StoreIo io() {
        return io;
    }

    /** What a person should know about the place. */
    List<String> remarks() {
        return Stream.of(io.remark(), locks.remark()).flatMap(Optional::stream).toList();
    }

    Names names() {
        return names;
    }

    Tuning tuning() {
        return tuning;
    }

    Worker thread() {
        return thread;
    }

    LogTable logs() {
        return logs;
    }

    Set<MetricWriter> unforced() {
        return unforced;
    }

    /** The open writers of a run. */
    Set<MetricWriter> writers(String run) {
        return writers.computeIfAbsent(run, key -> ConcurrentHashMap.newKeySet());
    }

    /** Takes a closed writer out. */
    void closed(String run, MetricWriter writer) {
        writers.computeIfPresent(run, (key, ofRun) -> {
            ofRun.remove(writer);
            return ofRun.isEmpty() ? null : ofRun;
        });
    }

    /** Writes what the writers of a run have in memory. */
    void flush(String run) {
        writers.getOrDefault(run, Set.of()).forEach(MetricWriter::flushForReader);
    }

    /** Writes what all writers have in memory. */
    void flush() {
        List.copyOf(writers.keySet()).forEach(this::flush);
    }

    /** Works on the thread that writes logs and metric points. */
    <T> T onLogs(String failed, Work<T> work) {
        return onThread(thread, failed, work);
    }

    /** Works on the thread that writes artifacts, which may take longer. */
    <T> T onArtifacts(String failed, Work<T> work) {
        return onThread(artifacts, failed, work);
    }

    private static <T> T onThread(Worker thread, String failed, Work<T> work) {
        return thread.call(() -> {
            try {
                return work.run();
            } catch (IOException failure) {
                throw Failures.unavailable(failed, failure);
            }
        });
    }

    /** Works while holding a lock; for the thread of artifacts, which may wait for it. */
    void locked(long region, Step step) throws IOException {
        long start = System.nanoTime();
        for (long pause = 50_000; !locks.tryLock(region); pause = Math.min(2 * pause, 5_000_000)) {
            if (System.nanoTime() - start > tuning.lockNanos()) {
                throw new UnavailableException("The artifacts in '" + io.root() + "' are locked by another process for"
                        + " longer than " + tuning.lockNanos() / 1_000_000 + " ms. Look for a process that hangs while"
                        + " it uses this store, and try again");
            }
            LockSupport.parkNanos(pause);
        }
        try {
            step.run();
        } finally {
            locks.unlock(region);
        }
    }

    /** Marks an opened store as alive. */
    void enter(String session) {
        onLogs("The store in '" + io.root() + "' could not be opened", () -> {
            if (!locks.enter(LockTable.session(session))) {
                throw new IOException("session " + session + " is in use");
            }
            return true;
        });
    }

    void exit(String session) {
        onLogs("The lock of session " + session + " could not be released", () -> {
            locks.exit(LockTable.session(session));
            return true;
        });
    }

    boolean alive(String session) {
        return onLogs("The locks of '" + io.root() + "' cannot be read",
                () -> locks.held(LockTable.session(session)));
    }
}
