package ml.lifecycle.internal.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import ml.lifecycle.spi.LogId;
import ml.lifecycle.spi.MetricSink;
import org.jspecify.annotations.Nullable;

/**
 * The metric points of one run: each goes to the store, and the latest of each metric is kept. A call with a known name
 * allocates nothing and waits only for calls with the same name.
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
    private @Nullable MetricSink sink;

    MetricStream(Recorders recorders, LogId log, String run) {
        this.recorders = recorders;
        this.log = log;
        this.run = run;
    }

    /** Takes a point; whether it was taken, which it is not after {@link #seal}. */
    boolean add(@Nullable String name, double value, long step) {
        MetricCell cell = name == null ? null : cells.get(name);
        if (cell == null) {
            cell = create(name);
        }
        long at = recorders.clock.millis();
        synchronized (cell) {
            if (cell.sealed) {
                return false;
            }
            sink.add(cell.name, step, at, value);
            cell.point(step, at, value);
        }
        return true;
    }

    private MetricCell create(@Nullable String name) {
        String checked = recorders.keys.require("metric", name);
        open();
        return cells.computeIfAbsent(checked, key -> {
            MetricCell cell = new MetricCell(key);
            order.add(cell);
            // Who seals sets the flag first and looks at the queue then; so either it sees this cell or this sees it.
            cell.sealed = sealed;
            return cell;
        });
    }

    private synchronized MetricSink open() {
        if (sink == null) {
            sink = recorders.store.metrics().open(log, run);
        }
        return sink;
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

    synchronized void flush(boolean force) {
        if (sink != null && force) {
            sink.force();
        } else if (sink != null) {
            sink.flush();
        }
    }

    synchronized void close() {
        if (sink != null) {
            sink.close();
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
