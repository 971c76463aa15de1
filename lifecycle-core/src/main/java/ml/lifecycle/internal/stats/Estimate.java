package ml.lifecycle.internal.stats;

import ml.lifecycle.gate.Bound;
import ml.lifecycle.gate.Metric;
import ml.lifecycle.gate.Predictions;
import org.jspecify.annotations.Nullable;

/**
 * A measured value with what can be said about the true one.
 *
 * @param value the observed value, NaN if there is none
 * @param lower the one-sided lower bound at the asked confidence, NaN if there is none
 * @param upper the one-sided upper bound at the asked confidence, NaN if there is none
 * @param low the lower end of the two-sided interval at that confidence, NaN if there is none
 * @param high its upper end, NaN if there is none
 * @param rows how many rows it rests on
 * @param method how the bounds were found, for people; empty if there are none
 * @param problem why value or bounds are missing, as part of a sentence; empty if they are not
 * @param counts the counts of a proportion, or {@code null}
 */
public record Estimate(double value, double lower, double upper, double low, double high, long rows, String method,
        String problem, @Nullable Proportion counts) {

    /**
     * A value without bounds.
     *
     * @param value the value
     * @param rows how many rows it rests on
     * @return the point estimate
     */
    public static Estimate point(double value, long rows) {
        return new Estimate(value, Double.NaN, Double.NaN, Double.NaN, Double.NaN, rows, "", "", null);
    }

    /**
     * Nothing.
     *
     * @param problem why, as part of a sentence
     * @param rows how many rows there are
     * @return an estimate without value
     */
    public static Estimate none(String problem, long rows) {
        return new Estimate(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, rows, "", problem, null);
    }

    /**
     * The estimate of a metric.
     *
     * @param metric which metric
     * @param predictions what was predicted, beside the truth
     * @param confidence one-sided; 0 for no bounds
     * @return the estimate; one without value if the predictions do not define the metric
     */
    public static Estimate of(Metric metric, Predictions predictions, double confidence) {
        return of(metric, Part.all(predictions), confidence);
    }

    /**
     * The estimate of a metric on some of the rows.
     *
     * @param metric which metric
     * @param part the rows
     * @param confidence one-sided; 0 for no bounds
     * @return the estimate; one without value if the rows do not define the metric
     */
    public static Estimate of(Metric metric, Part part, double confidence) {
        double value = Metrics.value(metric, part);
        if (Double.isNaN(value)) {
            return none(Metrics.problem(metric, part), part.rows());
        }
        Proportion counts = Proportion.of(metric, part);
        Estimate point = counts == null
                ? point(value, part.rows())
                : point(value, counts.trials()).withCounts(counts);
        if (confidence == 0) {
            return point;
        }
        return counts == null
                ? point.with(Sample.of(metric, part), confidence)
                : point.exact(counts, confidence);
    }

    /**
     * How much room the rows leave for the true value to be out of bounds: the probability of a value as good as this
     * one or better, if the true one just missed the bound.
     *
     * @param metric which metric
     * @param part the rows
     * @param bound the bound
     * @param confidence one-sided
     * @return the one-sided p-value; 1 if these rows cannot tell
     */
    public static double doubt(Metric metric, Part part, Bound bound, double confidence) {
        Proportion counts = Proportion.of(metric, part);
        if (counts != null) {
            double low = bound.low() <= 0 ? 0 : bound.low() > 1 ? 1 : counts.atLeastAsMany(bound.low());
            double high = bound.high() >= 1 ? 0 : bound.high() < 0 ? 1 : counts.atMostAsMany(bound.high());
            return Math.max(low, high);
        }
        Sample sample = Sample.of(metric, part);
        if (sample.rows < sample.needed) {
            return 1;
        }
        Spread spread = Resampler.spread(sample, confidence);
        return spread.varies() ? Math.max(spread.below(bound.low()), spread.above(bound.high())) : 1;
    }

    /**
     * The difference of a metric between two models on the same rows: the first less the second.
     *
     * @param metric which metric
     * @param first predictions
     * @param second predictions for the same rows, with the same labels
     * @param confidence one-sided; 0 for no bounds
     * @return the estimate
     */
    public static Estimate ofDifference(Metric metric, Predictions first, Predictions second, double confidence) {
        return ofPair(Sample.ofPair(metric, first, second, (one, other) -> one - other), confidence);
    }

    /**
     * The change of a metric between two models on the same rows, relative to the second.
     *
     * @param metric which metric
     * @param first predictions
     * @param second predictions for the same rows, with the same labels
     * @param confidence one-sided; 0 for no bounds
     * @return the estimate; without value if that of the second is 0
     */
    public static Estimate ofRelativeChange(Metric metric, Predictions first, Predictions second, double confidence) {
        return ofPair(Sample.ofPair(metric, first, second,
                (one, other) -> other == 0 ? Double.NaN : (one - other) / Math.abs(other)), confidence);
    }

    private static Estimate ofPair(Sample sample, double confidence) {
        Estimate point = point(sample.value(), sample.rows);
        return confidence == 0 || Double.isNaN(point.value) ? point : point.with(sample, confidence);
    }

    /**
     * The difference of a metric between some of the rows and all of them.
     *
     * @param metric which metric
     * @param all all rows
     * @param part the numbers of some of the rows
     * @param confidence one-sided
     * @return the estimate
     */
    public static Estimate ofPart(Metric metric, Predictions all, int[] part, double confidence) {
        return ofPair(Sample.ofPart(metric, all, part), confidence);
    }

    /**
     * The difference of a metric between two independent sets of rows: the first less the second.
     *
     * @param metric which metric
     * @param first predictions
     * @param second predictions for other rows
     * @param confidence one-sided
     * @return the estimate
     */
    public static Estimate ofIndependent(Metric metric, Predictions first, Predictions second, double confidence) {
        return ofIndependent(metric, Part.all(first), Part.all(second), confidence);
    }

    /**
     * The difference of a metric between two parts that share no row: the first less the second.
     *
     * @param metric which metric
     * @param first some rows
     * @param second other rows
     * @param confidence one-sided
     * @return the estimate
     */
    public static Estimate ofIndependent(Metric metric, Part first, Part second, double confidence) {
        Proportion one = Proportion.of(metric, first);
        Proportion other = Proportion.of(metric, second);
        long rows = Math.min(first.rows(), second.rows());
        double value = Metrics.value(metric, first) - Metrics.value(metric, second);
        if (one != null && other != null) {
            double[] bounds = one.difference(other, confidence);
            double[] interval = one.difference(other, (1 + confidence) / 2);
            return new Estimate(
                    value, bounds[0], bounds[1], interval[0], interval[1], rows, "Newcombe", "", null);
        }
        Sample sample = Sample.of(metric, first);
        Sample less = Sample.of(metric, second);
        if (rows < sample.needed) {
            return tooFew(value, rows, sample.needed);
        }
        return point(value, rows).with(Resampler.difference(sample, less, confidence), confidence);
    }

    private Estimate withCounts(Proportion counts) {
        return new Estimate(value, lower, upper, low, high, rows, method, problem, counts);
    }

    private Estimate exact(Proportion counts, double confidence) {
        double each = (1 + confidence) / 2;
        return new Estimate(value, counts.lower(confidence), counts.upper(confidence), counts.lower(each),
                counts.upper(each), rows, "Clopper-Pearson", "", counts);
    }

    private Estimate with(Sample sample, double confidence) {
        return sample.rows < sample.needed
                ? tooFew(value, rows, sample.needed)
                : with(Resampler.spread(sample, confidence), confidence);
    }

    private static Estimate tooFew(double value, long rows, int needed) {
        return new Estimate(value, Double.NaN, Double.NaN, Double.NaN, Double.NaN, rows, "",
                "bounds by resampling need at least " + needed + " rows" + (needed == Resampler.FEW_ROWS ? ""
                        : " for this metric, since with fewer they hold less often than they say"), null);
    }

    private Estimate with(Spread spread, double confidence) {
        if (!spread.varies()) {
            return new Estimate(value, Double.NaN, Double.NaN, Double.NaN, Double.NaN, rows, "",
                    spread.problem(), null);
        }
        double each = (1 + confidence) / 2;
        return new Estimate(value, spread.quantile(1 - confidence), spread.quantile(confidence),
                spread.quantile(1 - each), spread.quantile(each), rows, spread.method(), "", null);
    }
}
