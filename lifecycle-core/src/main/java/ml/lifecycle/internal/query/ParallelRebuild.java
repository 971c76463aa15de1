package ml.lifecycle.internal.query;

import java.util.ArrayList;
import java.util.List;
import ml.lifecycle.spi.EventLogs;
import ml.lifecycle.spi.LogId;
import org.jspecify.annotations.Nullable;

/**
 * Folds a long log by several threads, each a part of it. The result is what one thread gives; a log that is damaged,
 * or in which a run begins twice, is left to one thread.
 */
final class ParallelRebuild {

    /** So many events are worth a thread. */
    private static final long PART = 5_000;
    /** More threads than this only wait for the disk and for what is done one after the other. */
    private static final int MOST = 8;

    private final EventLogs logs;
    private final LogId log;

    private ParallelRebuild(EventLogs logs, LogId log) {
        this.logs = logs;
        this.log = log;
    }

    /**
     * The index of all events up to one of them.
     *
     * @param last the sequence number of the last event
     * @return the index, or {@code null} if one thread has to read the log
     */
    static @Nullable RunIndex of(EventLogs logs, LogId log, long last) {
        int parts = (int) Math.min(Math.min(Runtime.getRuntime().availableProcessors(), MOST), last / PART);
        return parts < 2 ? null : new ParallelRebuild(logs, log).read(last, parts);
    }

    /** The same with a given number of parts. */
    static @Nullable RunIndex of(EventLogs logs, LogId log, long last, int parts) {
        return new ParallelRebuild(logs, log).read(last, parts);
    }

    private @Nullable RunIndex read(long last, int count) {
        List<PartReader> parts = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            RunIndex index = new RunIndex(log.key());
            index.position = last * i / count;
            PartReader part = new PartReader(index, last * (i + 1) / count);
            parts.add(part);
            if (i > 0) {
                Thread thread = new Thread(() -> read(part), "lifecycle-index-" + i);
                thread.setDaemon(true);
                thread.start();
                threads.add(thread);
            }
        }
        read(parts.get(0));
        threads.forEach(Threads::join);
        return joined(parts);
    }

    private void read(PartReader part) {
        try {
            logs.read(log, part.index().position, part);
        } catch (RuntimeException ended) {
            // Whatever a store makes of the exception that ends the reading. A part that is not whole is read again by
            // one thread, which meets the same failure and throws it.
        }
    }

    private @Nullable RunIndex joined(List<PartReader> parts) {
        RunIndex whole = parts.get(0).index();
        for (PartReader part : parts) {
            if (!part.isWhole() || part.index() != whole && !part.addTo(whole)) {
                return null;
            }
        }
        return whole.damages.isEmpty() ? whole : null;
    }
}
