package ml.lifecycle.gate;

import java.util.Optional;

/**
 * How much worse a metric is on the judged data than on the training data; positive when it is worse.
 *
 * @param metric the metric
 */
public record OverfitGap(Metric metric) implements Measure {

    @Override
    public Optional<Bound> domain() {
        return Domain.ofDifference(metric);
    }

    @Override
    public String describe() {
        return "overfit gap of " + metric.describe();
    }

    @Override
    public String toString() {
        return describe();
    }
}
