package ml.lifecycle.run;

import java.time.Instant;

/**
 * One measured value of a metric.
 *
 * @param metric the name of the metric
 * @param step the step, for example the epoch; 0 for a metric that is measured once
 * @param at when it was measured, in milliseconds
 * @param value the value; NaN and infinities are kept, since a diverged loss is a finding
 */
public record MetricPoint(String metric, long step, Instant at, double value) {}
