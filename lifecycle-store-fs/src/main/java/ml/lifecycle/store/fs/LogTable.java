package ml.lifecycle.store.fs;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import ml.lifecycle.spi.LogId;
import ml.lifecycle.spi.LogKind;

/** All logs of a directory, and how many of them keep their files open. */
final class LogTable {

    private final StoreIo io;
    private final Names names;
    private final Worker thread;
    private final LockTable locks;
    private final Tuning tuning;
    private final Map<LogId, LogCommits> logs = new ConcurrentHashMap<>();

    /** Logs that are known to have an event; they keep it for ever. */
    private final Set<LogId> begun = ConcurrentHashMap.newKeySet();

    /** Logs with open files, the least recently used first; only the store's own thread touches it. */
    private final LinkedHashMap<LogId, LogCommits> open = new LinkedHashMap<>(16, 0.75f, true);

    /** Only the store's own thread touches it. */
    private boolean closed;

    LogTable(StoreIo io, Names names, Worker thread, LockTable locks, Tuning tuning) {
        this.io = io;
        this.names = names;
        this.thread = thread;
        this.locks = locks;
        this.tuning = tuning;
    }

    LogFile file(LogId id) {
        return log(id).file();
    }

    private LogCommits log(LogId id) {
        LogCommits log = logs.get(id);
        return log != null ? log : logs.computeIfAbsent(id, this::create);
    }

    private LogCommits create(LogId id) {
        LogFile file = new LogFile(id, io);
        return new LogCommits(
                file, new LogWriter(file, io, names, tuning.segmentBytes()), thread, locks, tuning, this::touch);
    }

    long append(LogId id, Append append) {
        return log(id).append(append);
    }

    void force(LogId id) {
        LogCommits log = log(id);
        thread.call(() -> {
            log.force();
            return true;
        });
    }

    Set<String> keys(LogKind kind) throws IOException {
        Set<String> keys = new TreeSet<>();
        Placement.requireDirectory(io, LogFile.kind(kind));
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

    /** Whether a log of that kind can have that name. */
    static boolean isKey(LogKind kind, String name) {
        try {
            return new LogId(kind, name).key().equals(name);
        } catch (IllegalArgumentException foreign) {
            return false;
        }
    }

    /** Takes a torn tail off, or lets the log go on behind a damaged end. Returns what was done, in words. */
    Optional<String> repair(LogId id) throws IOException {
        LogCommits log = log(id);
        return switch (log.file().endFromBeginning().tail()) {
            case CLEAN -> Optional.empty();
            case TORN -> thread.call(log::removeTorn);
            case DAMAGED -> log.file().sealable() ? thread.call(log::seal) : Optional.empty();
        };
    }

    /** Forces everything and gives all files back. On the store's own thread. */
    void close() {
        closed = true;
        logs.values().forEach(LogCommits::end);
        open.clear();
    }

    private boolean touch(LogCommits log) {
        if (closed) {
            return false;
        }
        open.put(log.id(), log);
        while (open.size() > tuning.openLogs()) {
            open.remove(open.keySet().iterator().next()).close();
        }
        return true;
    }
}
