package ml.lifecycle.internal.stats;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How often something happens per second, from the times it takes. Times that follow each other are alike, so the
 * bounds are those of the means of batches of consecutive ones, with Student's distribution: A. M. Law, Simulation
 * modeling and analysis (2015), section 9.5.3.
 */
public final class Rate {

    /** Five in each batch. */
    private static final int FEWEST = 100;
    private static final int BATCHES = 20;
    private static final double MILLIS_PER_SECOND = 1_000;

    private Rate() {}

    /**
     * The number per second.
     *
     * @param millis times in milliseconds, one after the other
     * @param confidence one-sided; 0 for no bounds
     * @return the estimate; without value if there are fewer than 100 times, or if they are all 0
     */
    public static Estimate perSecond(double[] millis, double confidence) {
        if (millis.length < FEWEST) {
            return Estimate.none("a throughput needs at least " + FEWEST + " timed calls, and there are "
                    + millis.length,
                    millis.length);
        }
        double mean = Arrays.stream(millis).sum() / millis.length;
        if (!(mean > 0 && mean < Double.POSITIVE_INFINITY)) {
            return Estimate.none("the measured times do not give one", millis.length);
        }
        if (confidence == 0) {
            return Estimate.point(MILLIS_PER_SECOND / mean, millis.length);
        }
        double error = error(millis);
        double each = (1 + confidence) / 2;
        return new Estimate(MILLIS_PER_SECOND / mean, rate(mean, error, confidence), rate(mean, error, 1 - confidence),
                rate(mean, error, each), rate(mean, error, 1 - each), millis.length, "batch means", "", null);
    }

    /** The rate of a time that the true mean is below with this confidence. */
    private static double rate(double mean, double error, double confidence) {
        double time = mean + error * TDistribution.of(BATCHES - 1.0).inverseCumulativeProbability(confidence);
        return time > 0 ? MILLIS_PER_SECOND / time : Double.POSITIVE_INFINITY;
    }

    /** The standard error of the mean; the last few times, which fill no batch, are left out. */
    private static double error(double[] millis) {
        int size = millis.length / BATCHES;
        double[] means = new double[BATCHES];
        for (int time = 0; time < size * BATCHES; time++) {
            means[time / size] += millis[time] / size;
        }
        double mean = Arrays.stream(means).sum() / BATCHES;
        double squares = Arrays.stream(means).map(batch -> (batch - mean) * (batch - mean)).sum();
        return Math.sqrt(squares / (BATCHES - 1.0) / BATCHES);
    }
}
