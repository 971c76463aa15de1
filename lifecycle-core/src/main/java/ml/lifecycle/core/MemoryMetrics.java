package ml.lifecycle.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import ml.lifecycle.RefusedException;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.spi.LogId;
import ml.lifecycle.spi.MetricReader;
import ml.lifecycle.spi.MetricSink;
import ml.lifecycle.spi.MetricStore;

/** Metric points in memory. */
final class MemoryMetrics implements MetricStore {

    private static final Pattern RUN = Pattern.compile("[a-z0-9-]{1,64}");

    private final MemoryStore store;
    private final Map<Writer, Boolean> open = new ConcurrentHashMap<>();

    MemoryMetrics(MemoryStore store) {
        this.store = store;
    }

    private record Point(String metric, long step, long epochMillis, double value) {}

    @Override
    public MetricSink open(LogId experiment, String run) {
        Writer writer = new Writer(open);
        store.content().writersOf(key(experiment, run)).add(writer);
        open.put(writer, true);
        return writer;
    }

    @Override
    public MetricReader follow(LogId experiment, String run) {
        String key = key(experiment, run);
        Map<Writer, Integer> seen = new HashMap<>();
        return visitor -> {
            for (Writer writer : store.content().writers.getOrDefault(key, List.of())) {
                List<Point> points = writer.points(seen.getOrDefault(writer, 0));
                seen.merge(writer, points.size(), Integer::sum);
                for (Point point : points) {
                    visitor.point(point.metric, point.step, point.epochMillis, point.value);
                }
            }
        };
    }

    private static String key(LogId experiment, String run) {
        if (!RUN.matcher(run).matches()) {
            throw new RefusedException("'" + run + "' is not the identity of a run: expected 1 to 64 characters from"
                    + " a-z 0-9 -");
        }
        return experiment.kind() + "/" + experiment.key() + "/" + run;
    }

    /** Closes the writers of this opened store. */
    void close() {
        open.keySet().forEach(Writer::close);
    }

    /** One writer of one run. */
    static final class Writer implements MetricSink {

        private final Map<Writer, Boolean> siblings;
        private final List<Point> points = new ArrayList<>();
        private boolean closed;

        Writer(Map<Writer, Boolean> siblings) {
            this.siblings = siblings;
        }

        synchronized List<Point> points(int from) {
            return List.copyOf(points.subList(from, points.size()));
        }

        synchronized int size() {
            return points.size();
        }

        @Override
        public synchronized void add(String metric, long step, long epochMillis, double value) {
            flush();
            points.add(new Point(metric, step, epochMillis, value));
        }

        @Override
        public synchronized void flush() {
            if (closed) {
                throw new UnavailableException("This writer of metric points is closed; open another one");
            }
        }

        @Override
        public void force() {
            flush();
        }

        @Override
        public synchronized void close() {
            closed = true;
            siblings.remove(this);
        }
    }
}
