package ml.lifecycle.internal.gate;

import ml.lifecycle.internal.stats.Estimate;

/**
 * A measured value with words about it.
 *
 * @param estimate the value and its bounds
 * @param on what it was measured on, as part of a sentence: {@code on 30 rows}
 */
record Measured(Estimate estimate, String on) {

    static Measured onRows(Estimate estimate) {
        String right = estimate.counts() == null ? "" : " (" + Say.count(estimate.counts().successes()) + " right)";
        return new Measured(estimate, " on " + Say.rows(estimate.rows()) + right);
    }

    static Measured recorded(double value, String key) {
        return new Measured(Estimate.point(value, 0), ", recorded as " + Say.name(key));
    }

    static Measured none(String problem, long rows) {
        return new Measured(Estimate.none(problem, rows), "");
    }
}
