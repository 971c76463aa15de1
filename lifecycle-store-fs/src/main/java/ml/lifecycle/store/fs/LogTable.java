package ml.lifecycle.store.fs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.spi.LogId;
import ml.lifecycle.spi.LogKind;
import ml.lifecycle.store.fs.LogWriter.Append;

/** All logs of a directory: hands appends to the store's own thread, where those of one log are written together. */
final class LogTable {


    private static final long FIRST_PAUSE = 50_000;
    private static final long LONGEST_PAUSE = 5_000_000;
    private static final int BATCH_BYTES = 1 << 20;

    private final StoreIo io;
    private final Names names;
    private final Worker thread;
    private final LockTable locks;
    private final Tuning tuning;
    private final Map<LogId, Log> logs = new ConcurrentHashMap<>();

    /** Logs that are known to have an event; they keep it for ever. */
    private final Set<LogId> begun = ConcurrentHashMap.newKeySet();

    /** Logs with open files, the least recently used first; only the store's own thread touches it. */
    private final LinkedHashMap<LogId, Log> open = new LinkedHashMap<>(16, 0.75f, true);

    private boolean closed;

    LogTable(StoreIo io, Names names, Worker thread, LockTable locks, Tuning tuning) {
        this.io = io;
        this.names = names;
        this.thread = thread;
        this.locks = locks;
        this.tuning = tuning;
    }

    LogFile file(LogId id) {
        return log(id).file;
    }

    private Log log(LogId id) {
        Log log = logs.get(id);
        return log != null ? log : logs.computeIfAbsent(id, Log::new);
    }

    long append(LogId id, Append append) {
        log(id).append(append);
        return append.ticket.await();
    }

    void force(LogId id) {
        Log log = log(id);
        thread.call(() -> {
            log.writer.force();
            return true;
        });
    }

    Set<String> keys(LogKind kind) throws IOException {
        Set<String> keys = new TreeSet<>();
        for (StoreIo.Entry entry : io.list(LogFile.kind(kind))) {
            if (entry.kind() == StoreIo.Kind.DIRECTORY && isKey(kind, entry.name())) {
                LogId id = new LogId(kind, entry.name());
                if (begun.contains(id) || begins(id)) {
                    begun.add(id);
                    keys.add(entry.name());
                }
            }
        }
        return keys;
    }

    /** Whether a log has a first line; a crash can leave a directory or the beginning of a line. */
    private boolean begins(LogId id) throws IOException {
        String path = LogFile.directory(id) + '/' + Segments.name(1);
        if (io.size(path) <= 0) {
            return false;
        }
        byte[] buffer = new byte[1 << 13];
        try (StoreIo.View view = io.view(path)) {
            long at = 0;
            for (int read = view.read(at, buffer, 0, buffer.length); read > 0; ) {
                for (int i = 0; i < read; i++) {
                    if (buffer[i] == '\n') {
                        return true;
                    }
                }
                at += read;
                read = view.read(at, buffer, 0, buffer.length);
            }
        }
        return false;
    }

    private static boolean isKey(LogKind kind, String name) {
        try {
            return new LogId(kind, name).key().equals(name);
        } catch (IllegalArgumentException foreign) {
            return false;
        }
    }

    /** Takes a torn tail off, as the next writer would. Returns whether there was one. */
    boolean repair(LogId id) {
        Log log = log(id);
        return thread.call(() -> log.repair());
    }

    /** Forces everything and gives all files back. On the store's own thread. */
    void close() {
        closed = true;
        for (Log log : logs.values()) {
            log.giveUp(IoThread.closedException());
            log.close();
        }
        open.clear();
    }

    private static void release(LogFile file) {
        try {
            file.release();
        } catch (IOException failure) {
            StoreLog.of(LogTable.class).log(System.Logger.Level.WARNING, "A file handle of the " + file + " could not be closed", failure);
        }
    }

    private void touch(Log log) {
        open.put(log.file.id(), log);
        while (open.size() > tuning.openLogs()) {
            open.remove(open.keySet().iterator().next()).close();
        }
    }

    /** One log with the appends that wait for it. */
    private final class Log {
        final LogFile file;
        final LogWriter writer;
        final long lock;
        final Queue<Append> waiting = new ConcurrentLinkedQueue<>();
        final AtomicBoolean scheduled = new AtomicBoolean();
        private boolean forceScheduled;
        private long waitingSince;
        private long pause;

        Log(LogId id) {
            file = new LogFile(id, io);
            writer = new LogWriter(file, io, names, tuning.segmentBytes());
            lock = LockTable.log(LogFile.directory(id));
        }

        void append(Append append) {
            waiting.add(append);
            if (scheduled.compareAndSet(false, true)) {
                try {
                    thread.execute(this::commit);
                } catch (UnavailableException closed) {
                    waiting.remove(append);
                    throw closed;
                }
            }
        }

        private void commit() {
            if (closed) {
                giveUp(IoThread.closedException());
                return;
            }
            try {
                if (!locks.tryLock(lock)) {
                    tryLater();
                    return;
                }
            } catch (IOException failure) {
                giveUp(Failures.unavailable("The " + file + " could not be locked", failure));
                return;
            }
            waitingSince = 0;
            scheduled.set(false);
            List<Append> batch = batch();
            try {
                touch(this);
                writer.append(batch);
            } catch (Throwable unforeseen) {
                LogWriter.failRest(batch, unforeseen);
                throw unforeseen;
            } finally {
                unlock();
                goOn();
            }
        }

        private List<Append> batch() {
            List<Append> batch = new ArrayList<>();
            int bytes = 0;
            for (Append next = waiting.peek(); next != null && bytes < BATCH_BYTES; next = waiting.peek()) {
                bytes += next.event.length;
                batch.add(waiting.remove());
            }
            return batch;
        }

        private void goOn() {
            if (writer.isDirty() && !forceScheduled) {
                forceScheduled = true;
                thread.schedule(tuning.forceNanos(), this::forceInterval);
            }
            if (!waiting.isEmpty() && scheduled.compareAndSet(false, true)) {
                thread.execute(this::commit);
            }
        }

        /** Another process has the lock: the thread does other work and comes back, a little later each time. */
        private void tryLater() {
            long now = System.nanoTime();
            if (waitingSince == 0) {
                waitingSince = now;
                pause = FIRST_PAUSE;
            } else if (now - waitingSince > tuning.lockNanos()) {
                giveUp(new UnavailableException("The " + file + " is locked by another process for longer than "
                        + tuning.lockNanos() / 1_000_000 + " ms; nothing was appended. Look for a process that hangs"
                        + " while it uses this store, and try again"));
                return;
            }
            thread.schedule(pause / 2 + ThreadLocalRandom.current().nextLong(pause), this::commit);
            pause = Math.min(2 * pause, LONGEST_PAUSE);
        }

        private void giveUp(UnavailableException failure) {
            waitingSince = 0;
            scheduled.set(false);
            List<Append> batch = new ArrayList<>();
            for (Append next = waiting.poll(); next != null; next = waiting.poll()) {
                batch.add(next);
            }
            LogWriter.failRest(batch, failure);
        }

        private void unlock() {
            try {
                locks.unlock(lock);
            } catch (IOException failure) {
                StoreLog.of(LogTable.class).log(System.Logger.Level.WARNING, "The lock of the " + file + " could not be released", failure);
            }
        }

        private void forceInterval() {
            forceScheduled = false;
            if (writer.isDirty()) {
                try {
                    writer.force();
                } catch (UnavailableException failure) {
                    StoreLog.of(LogTable.class).log(System.Logger.Level.WARNING, failure.getMessage(), failure);
                }
            }
        }

        private boolean repair() {
            try {
                if (file.end().tail() != LineScanner.Tail.TORN || !locks.tryLock(lock)) {
                    return false;
                }
                try {
                    return writer.repair();
                } finally {
                    locks.unlock(lock);
                }
            } catch (IOException failure) {
                throw Failures.unavailable("The " + file + " could not be repaired", failure);
            }
        }

        private void close() {
            try {
                writer.close();
            } catch (IOException | UnavailableException failure) {
                StoreLog.of(LogTable.class).log(System.Logger.Level.WARNING, "The " + file + " could not be closed", failure);
            }
            release(file);
        }
    }
}
