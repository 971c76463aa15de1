package ml.lifecycle.internal.query;

import java.util.LinkedHashMap;
import java.util.Map;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.LogId;
import ml.lifecycle.spi.PointVisitor;

/** Of each metric of a run the point with the greatest (step, time); of equals the last one. */
final class LatestMetrics implements PointVisitor {

    private final Map<String, Latest> metrics = new LinkedHashMap<>();

    private LatestMetrics() {}

    static Map<String, Double> read(LifecycleStore store, LogId log, String run) {
        LatestMetrics latest = new LatestMetrics();
        store.metrics().read(log, run, latest);
        Map<String, Double> values = new LinkedHashMap<>();
        latest.metrics.forEach((name, metric) -> values.put(name, metric.value));
        return values;
    }

    @Override
    public void point(String name, long step, long epochMillis, double value) {
        Latest metric = metrics.computeIfAbsent(name, ignored -> new Latest());
        if (step > metric.step || (step == metric.step && epochMillis >= metric.at)) {
            metric.step = step;
            metric.at = epochMillis;
            metric.value = value;
        }
    }

    private static final class Latest {
        private long step = Long.MIN_VALUE;
        private long at = Long.MIN_VALUE;
        private double value;
    }
}
