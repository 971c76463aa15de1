package ml.lifecycle.gate;

import java.util.Optional;

/**
 * A metric in each group of rows; the group with the worst value counts. At a confidence, the bounds of all groups must
 * pass, corrected after Holm for their number.
 *
 * @param metric the metric
 * @param column the column of the evidence that names the group of each row
 */
public record WorstGroup(Metric metric, String column) implements Measure {

    @Override
    public Optional<Bound> domain() {
        return metric.domain();
    }

    @Override
    public String describe() {
        return metric.describe() + " in the worst group of " + column;
    }

    @Override
    public String toString() {
        return describe();
    }
}
