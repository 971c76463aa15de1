package ml.lifecycle.internal.gate;

import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleFunction;
import ml.lifecycle.internal.stats.Estimate;

/**
 * The largest of several differences between groups, or the smallest of several ratios.
 *
 * <p>That the largest difference is at most a bound means that all are: each is tested on its own at the asked
 * confidence, and the upper bound is the greatest of theirs (an intersection-union test: R. L. Berger, Technometrics 24
 * (1982)). For the lower bound one difference is enough, so there the confidence is divided among them (Bonferroni).
 */
final class Gaps {

    /**
     * One comparison.
     *
     * @param words who is compared: {@code between 'a' (0.9 on 40 rows) and 'b' (0.8 on 35 rows)}
     * @param value the difference, or the ratio, in any direction
     * @param bounds its estimate at a one-sided confidence
     */
    record Comparison(String words, double value, DoubleFunction<Estimate> bounds) {

        /** The difference without direction. */
        double distance() {
            return Math.abs(value);
        }

        /** The ratio of the smaller to the greater. */
        double ratio() {
            return Math.min(value, 1 / value);
        }
    }

    private final List<Comparison> comparisons;
    private final double confidence;

    Gaps(List<Comparison> comparisons, double confidence) {
        this.comparisons = comparisons;
        this.confidence = confidence;
    }

    Measured largestDifference(long rows) {
        Comparison worst = comparisons.stream().max(Comparator.comparingDouble(Comparison::distance)).orElseThrow();
        double[] ends = {0, 0, 0, 0};
        for (Comparison one : confidence == 0 ? List.<Comparison>of() : comparisons) {
            Estimate usual = one.bounds().apply(confidence);
            Estimate careful = one.bounds().apply(careful());
            if (Double.isNaN(usual.lower()) || Double.isNaN(careful.lower())) {
                return new Measured(unbounded(worst.distance(), rows, usual.problem()), worst.words());
            }
            ends[0] = Math.max(ends[0], Math.max(careful.lower(), -careful.upper()));
            ends[1] = Math.max(ends[1], Math.max(usual.upper(), -usual.lower()));
            ends[2] = Math.max(ends[2], Math.max(careful.low(), -careful.high()));
            ends[3] = Math.max(ends[3], Math.max(usual.high(), -usual.low()));
        }
        return measured(worst.distance(), ends, rows, worst.words());
    }

    Measured smallestRatio(long rows) {
        Comparison worst = comparisons.stream().min(Comparator.comparingDouble(Comparison::ratio)).orElseThrow();
        double[] ends = {1, 1, 1, 1};
        for (Comparison one : confidence == 0 ? List.<Comparison>of() : comparisons) {
            Estimate usual = one.bounds().apply(confidence);
            Estimate careful = one.bounds().apply(careful());
            ends[0] = Math.min(ends[0], Math.min(usual.lower(), 1 / usual.upper()));
            ends[1] = Math.min(ends[1], greatestRatio(careful.lower(), careful.upper()));
            ends[2] = Math.min(ends[2], Math.min(usual.low(), 1 / usual.high()));
            ends[3] = Math.min(ends[3], greatestRatio(careful.low(), careful.high()));
        }
        return measured(worst.ratio(), ends, rows, worst.words());
    }

    /** How close to 1 a ratio may be, in either direction. */
    private static double greatestRatio(double low, double high) {
        if (low <= 1 && high >= 1) {
            return 1;
        }
        return high < 1 ? high : 1 / low;
    }

    /** One direction of one comparison would be enough to pass, so both directions of all share the room. */
    private double careful() {
        return 1 - (1 - confidence) / (2 * comparisons.size());
    }

    private Measured measured(double value, double[] ends, long rows, String words) {
        Estimate estimate = confidence == 0
                ? Estimate.point(value, rows)
                : new Estimate(value, ends[0], ends[1], ends[2], ends[3], rows, "", "", null);
        return new Measured(estimate, words);
    }

    private static Estimate unbounded(double value, long rows, String problem) {
        return new Estimate(value, Double.NaN, Double.NaN, Double.NaN, Double.NaN, rows, "", problem, null);
    }
}
