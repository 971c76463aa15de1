package ml.lifecycle.internal.stats;

import java.util.Objects;
import ml.lifecycle.gate.Metric;
import ml.lifecycle.gate.MetricKind;
import ml.lifecycle.gate.Predictions;

/**
 * The mean distance, over ten bins of the highest score, between that score and the share of rows whose true class has it:
 * C. Guo et al., On calibration of modern neural networks, ICML 2017. Bins contain their upper end. What was answered does not
 * matter; where several classes have the highest score, the first of them counts.
 */
final class Calibration {

    private static final int BINS = 10;

    private final int[] bins;
    private final double[] highest;
    private final boolean[] right;

    private Calibration(int[] truth, double[][] scores) {
        bins = new int[truth.length];
        highest = new double[truth.length];
        right = new boolean[truth.length];
        for (int row = 0; row < bins.length; row++) {
            int best = best(scores[row]);
            highest[row] = scores[row][best];
            bins[row] = Math.max(0, Math.min(BINS, (int) Math.ceil(highest[row] * BINS)) - 1);
            right[row] = truth[row] == best;
        }
    }

    static Calibration of(Predictions predictions) {
        return new Calibration(predictions.truth(), Objects.requireNonNull(predictions.scores()));
    }

    private static int best(double[] scores) {
        int best = 0;
        for (int label = 1; label < scores.length; label++) {
            best = scores[label] > scores[best] ? label : best;
        }
        return best;
    }

    /** The error by the weights of the rows. */
    Statistic error() {
        return weights -> {
            double[] sums = new double[BINS];
            double total = 0;
            for (int row = 0; row < bins.length; row++) {
                sums[bins[row]] += weights[row] * (highest[row] - (right[row] ? 1 : 0));
                total += weights[row];
            }
            double error = 0;
            for (double sum : sums) {
                error += Math.abs(sum);
            }
            return error / total;
        };
    }

    /** Whether {@link #below} can tell the lower bounds of a metric. */
    static boolean knowsLowerBounds(Metric metric, Predictions predictions) {
        return metric.kind() == MetricKind.CALIBRATION_ERROR && predictions.scores() != null && predictions.weights() == null;
    }

    /**
     * Drawn upper bounds with lower ones that hold. The error of a calibrated model is above 0 in every sample, and drawn rows
     * take that for the truth: lower bounds found so held in 0 to 14 % of trials. Here the share of each bin is bounded exactly,
     * all of them together at the asked confidence, and only what is left of each distance counts.
     */
    Spread below(Spread drawn) {
        return new Spread.Halves(new Spread.Formula("Clopper-Pearson of each bin", this::lower),
                new Spread.Wider(drawn, new Spread.Formula("MOVER", this::upper)));
    }

    /** The distances of all bins vary each for itself; drawn rows alone held in 85 to 92 % for an overconfident model. */
    private double upper(double share) {
        double[] sizes = new double[BINS];
        double[] found = new double[BINS];
        double[] said = new double[BINS];
        count(sizes, found, said);
        double error = 0;
        double squares = 0;
        for (int bin = 0; bin < BINS; bin++) {
            if (sizes[bin] > 0) {
                Share exact = new Share(found[bin], sizes[bin]);
                double mean = said[bin] / sizes[bin];
                double distance = Math.abs(exact.value() - mean);
                double most = Math.max(exact.quantile(share) - mean, mean - exact.quantile(1 - share));
                double weight = sizes[bin] / bins.length;
                error += weight * distance;
                squares += weight * weight * (most - distance) * (most - distance);
            }
        }
        return error + Math.sqrt(squares);
    }

    private void count(double[] sizes, double[] found, double[] said) {
        for (int row = 0; row < bins.length; row++) {
            sizes[bins[row]]++;
            found[bins[row]] += right[row] ? 1 : 0;
            said[bins[row]] += highest[row];
        }
    }

    private double lower(double share) {
        double[] sizes = new double[BINS];
        double[] found = new double[BINS];
        double[] said = new double[BINS];
        count(sizes, found, said);
        double error = 0;
        for (int bin = 0; bin < BINS; bin++) {
            if (sizes[bin] > 0) {
                Share exact = new Share(found[bin], sizes[bin]);
                double each = share / (2 * BINS);
                double mean = said[bin] / sizes[bin];
                double distance = Math.max(exact.quantile(each) - mean, mean - exact.quantile(1 - each));
                error += sizes[bin] / bins.length * Math.max(0, distance);
            }
        }
        return error;
    }
}
