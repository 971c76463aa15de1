package ml.lifecycle.gate;

import java.util.Optional;

/**
 * The largest difference of a metric between two groups of rows, or between a group and all rows. There is no value with one
 * group only, or where a group does not define the metric.
 *
 * @param metric the metric
 * @param column the column of the evidence that names the group of each row
 * @param comparison with what a group is compared
 */
public record FairnessGap(Metric metric, String column, GroupComparison comparison) implements Measure {

    /**
     * Compares each group with all rows together, instead of with the other groups.
     *
     * @return the measure
     */
    public FairnessGap toOverall() {
        return new FairnessGap(metric, column, GroupComparison.TO_OVERALL);
    }

    @Override
    public Optional<Bound> domain() {
        return Optional.of(Domain.ofGap(metric));
    }

    @Override
    public String describe() {
        return metric.describe() + " gap across " + column
                + (comparison == GroupComparison.TO_OVERALL ? " to overall" : "");
    }

    @Override
    public String toString() {
        return describe();
    }

    /**
     * A fairness gap whose groups are not yet named.
     *
     * @param metric the metric
     */
    public record Of(Metric metric) {

        /**
         * Names the groups.
         *
         * @param column the column of the evidence that names the group of each row
         * @return the measure
         */
        public FairnessGap across(String column) {
            return new FairnessGap(metric, column, GroupComparison.BETWEEN_GROUPS);
        }
    }
}
