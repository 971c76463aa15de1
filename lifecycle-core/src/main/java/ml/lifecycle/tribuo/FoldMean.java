package ml.lifecycle.tribuo;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import ml.lifecycle.gate.Bound;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The mean of a metric over the splits of a cross-validation, with a 95 % interval.
 *
 * <p>Trainings on overlapping rows are not independent. The variance of the mean is therefore taken as
 * {@code (1/n + test/train) * s²}, with {@code n - 1} degrees of freedom: C. Nadeau, Y. Bengio, Inference for the
 * generalization error, Machine Learning 52 (2003), section 3.
 *
 * @param mean the mean
 * @param deviation the standard deviation over the splits
 * @param low the lower end of the interval
 * @param high its upper end
 */
record FoldMean(double mean, double deviation, double low, double high) {

    private static final double UPPER = 0.975;

    /**
     * The mean of some values.
     *
     * @param values one for each split, two or more
     * @param ratios of each split the rows to measure on relative to those to learn from
     */
    static FoldMean of(double[] values, double[] ratios) {
        int count = values.length;
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        double variance = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum() / (count - 1);
        double ratio = Arrays.stream(ratios).average().orElse(Double.NaN);
        double reach = Math.sqrt((1.0 / count + ratio) * variance)
                * TDistribution.of(count - 1.0).inverseCumulativeProbability(UPPER);
        return new FoldMean(mean, Math.sqrt(variance), mean - reach, mean + reach);
    }

    /** The same, with an interval that ends where the values that are possible do. */
    FoldMean within(Optional<Bound> domain) {
        return domain.map(possible -> new FoldMean(mean, deviation,
                Math.max(low, possible.low()), Math.min(high, possible.high()))).orElse(this);
    }

    /** Whether the mean is surely not 0. */
    boolean isDistinct() {
        return low > 0 || high < 0;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.4f ± %.4f [%.4f, %.4f]", mean, deviation, low, high);
    }
}
