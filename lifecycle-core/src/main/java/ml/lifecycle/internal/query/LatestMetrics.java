package ml.lifecycle.internal.query;

import java.util.LinkedHashMap;
import java.util.Map;
import ml.lifecycle.spi.MetricReader;
import ml.lifecycle.spi.PointVisitor;

/** Of each metric of a run the point with the greatest (step, time); of equals the last one. */
final class LatestMetrics implements PointVisitor {

    private final Map<String, Latest> metrics = new LinkedHashMap<>();

    private final MetricReader points;

    LatestMetrics(MetricReader points) {
        this.points = points;
    }

    /** Reads what came since the last call and returns the latest values of all metrics. */
    Map<String, Double> read() {
        points.read(this);
        Map<String, Double> values = new LinkedHashMap<>();
        metrics.forEach((name, metric) -> values.put(name, metric.value));
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
