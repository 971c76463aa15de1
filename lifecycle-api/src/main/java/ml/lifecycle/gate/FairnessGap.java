package ml.lifecycle.gate;

/**
 * The largest difference of a metric between two groups of rows.
 *
 * @param metric the metric
 * @param column the column of the evidence that names the group of each row
 */
public record FairnessGap(Metric metric, String column) implements Measure {

    @Override
    public String describe() {
        return metric.describe() + " gap across " + column;
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
            return new FairnessGap(metric, column);
        }
    }
}
