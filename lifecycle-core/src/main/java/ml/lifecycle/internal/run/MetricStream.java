package ml.lifecycle.internal.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import ml.lifecycle.spi.Commit;
import ml.lifecycle.spi.LogId;
import ml.lifecycle.spi.MetricSink;
import org.jspecify.annotations.Nullable;

/**
 * The metric points of one run, and the latest of each metric. A call with a known name allocates nothing and waits only
 * for calls with the same name.
 *
 * <p>The first point of each metric stays here. All go to the store with the second point of any metric, or when what
 * was recorded has to be seen. A run that ends before that has all its points in its last event and needs no stream,
 * which would cost more than all the rest of a short run: a directory, a file, and forcing both.
 */
final class MetricStream {

    /** How many metrics an event takes. */
    private static final int PART = 4_000;

    private final Recorders recorders;
    private final LogId log;
    private final String run;
    private final Map<String, MetricCell> cells = new ConcurrentHashMap<>();
    /** The cells in the order of recording. */
    private final Queue<MetricCell> order = new ConcurrentLinkedQueue<>();
    private volatile boolean sealed;
    private boolean closed;
    /** Where points go, once there is a reason to stream. */
    private volatile @Nullable MetricSink sink;
    /** Whether the store may still keep points in its memory that had waited here. */
    private volatile boolean young;

    MetricStream(Recorders recorders, LogId log, String run) {
        this.recorders = recorders;
        this.log = log;
        this.run = run;
    }

    /** Takes a point; whether it was taken, which it is not after {@link #seal}. */
    boolean add(@Nullable String name, double value, long step) {
        MetricCell cell = name == null ? null : cells.get(name);
        MetricSink open = sink;
        if (cell == null || open == null) {
            return addFirst(name, value, step);
        }
        long at = recorders.clock.millis();
        synchronized (cell) {
            return !cell.sealed && add(cell, open, step, at, value);
        }
    }

    /** Takes a point that may be the first one of its metric, or the one that opens the stream. */
    private boolean addFirst(@Nullable String name, double value, long step) {
        Stack.require();
        MetricCell cell = name == null ? null : cells.get(name);
        if (cell == null) {
            cell = create(name);
        }
        long at = recorders.clock.millis();
        if (sink == null && !sealed && (cell.used || recorders.commit() == Commit.FORCED)) {
            stream(false);
        }
        synchronized (cell) {
            if (cell.sealed) {
                return false;
            }
            MetricSink open = sink;
            // Two threads may both have found the metric new; then the second one of them comes here without a stream.
            if (open == null && cell.used) {
                open = open();
            }
            if (open == null) {
                cell.pending = true;
                cell.point(step, at, value);
            } else {
                add(cell, open, step, at, value);
            }
        }
        if (sink == null) {
            recorders.arm();
        }
        return true;
    }

    /** Gives a point to the store, and keeps it if it is the latest. */
    private static boolean add(MetricCell cell, MetricSink open, long step, long at, double value) {
        boolean latest = cell.isLatest(step, at);
        if (cell.pending) {
            handOver(cell, open);
        }
        open.add(cell.name, step, at, value);
        // The store has it: from here on nothing can fail, not even without stack.
        if (latest) {
            cell.step = step;
            cell.at = at;
            cell.value = value;
        }
        if (!cell.used) {
            cell.used = true;
        }
        return true;
    }

    private MetricCell create(@Nullable String name) {
        String checked = recorders.keys.require("metric", name);
        return cells.computeIfAbsent(checked, key -> {
            MetricCell cell = new MetricCell(key);
            order.add(cell);
            // Who seals sets the flag first and looks at the queue then; so either it sees this cell or this sees it.
            cell.sealed = sealed;
            return cell;
        });
    }

    /** The stream; a run that has ended opens none, since nobody would close it. */
    private synchronized @Nullable MetricSink open() {
        MetricSink open = sink;
        if (open == null && !closed) {
            open = recorders.store.metrics().open(log, run);
            sink = open;
        }
        return open;
    }

    /**
     * Gives the store the points that are only here; from now on it gets each one at once.
     *
     * @param evenSealed whether the run is being interrupted; when it ends, its last event has them
     */
    private void stream(boolean evenSealed) {
        MetricSink open = open();
        if (open == null) {
            return;
        }
        young = true;
        for (MetricCell cell : order) {
            synchronized (cell) {
                if (evenSealed || !cell.sealed) {
                    handOver(cell, open);
                }
            }
        }
    }

    /** Hands over what was recorded since the last call, if this was the first thing that was recorded. */
    void publish() {
        if (isPending()) {
            stream(true);
            flush(false);
            young = false;
        }
    }

    private static void handOver(MetricCell cell, MetricSink open) {
        if (cell.pending) {
            open.add(cell.name, cell.step, cell.at, cell.value);
            cell.pending = false;
        }
    }

    /** Whether there are points that only this run knows, or that have waited here before the store took them. */
    boolean isPending() {
        if (young) {
            return true;
        }
        for (MetricCell cell : order) {
            if (cell.pending) {
                return true;
            }
        }
        return false;
    }

    /** Takes no more points; those taken before are in the store and in {@link #latest}. */
    void seal() {
        sealed = true;
        setSealed(true);
    }

    void unseal() {
        sealed = false;
        setSealed(false);
    }

    private void setSealed(boolean value) {
        for (MetricCell cell : order) {
            synchronized (cell) {
                cell.sealed = value;
            }
        }
    }

    /** Writes what was streamed; what is pending stays here. */
    void flush(boolean force) {
        MetricSink open = sink;
        if (open != null && force) {
            open.force();
        } else if (open != null) {
            open.flush();
        }
    }

    void close() {
        MetricSink open;
        synchronized (this) {
            closed = true;
            open = sink;
        }
        if (open != null) {
            open.close();
        }
    }

    Map<String, Double> latest() {
        Map<String, Double> latest = new LinkedHashMap<>();
        for (MetricCell cell : order) {
            synchronized (cell) {
                if (cell.used) {
                    latest.put(cell.name, cell.value);
                }
            }
        }
        return latest;
    }

    /** The metrics that have points, in parts that are small enough for an event; after {@link #seal}. */
    List<List<MetricCell>> parts() {
        List<MetricCell> used = order.stream().filter(cell -> cell.used).toList();
        List<List<MetricCell>> parts = new ArrayList<>();
        for (int from = 0; from < used.size(); from += PART) {
            parts.add(used.subList(from, Math.min(from + PART, used.size())));
        }
        return parts;
    }
}
