package ml.lifecycle.internal.evaluation;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Measures single predictions, one after the other on one thread. It warms up first, so that what is measured is compiled
 * code; it is no benchmark: other work on the machine is in the numbers, as it is in production.
 */
public final class Latencies {

    private static final int CALLS = 2_000;
    private static final long WARM_UP_NANOS = 100_000_000;
    private static final long MEASURE_NANOS = 400_000_000;
    private static final double NANOS_PER_MILLI = 1e6;

    /** What was predicted last, so that no compiler finds a prediction to be useless. */
    private static volatile @Nullable Object last;

    private Latencies() {}

    /**
     * Measures.
     *
     * @param prediction predicts the row of the given number
     * @param rows the number of rows, which are used in turn
     * @return the time of each of at most 2,000 predictions, in milliseconds; none if there are no rows
     */
    public static double[] measure(IntFunction<?> prediction, int rows) {
        if (rows == 0) {
            return new double[0];
        }
        run(prediction, rows, WARM_UP_NANOS);
        return run(prediction, rows, MEASURE_NANOS);
    }

    private static double[] run(IntFunction<?> prediction, int rows, long budget) {
        double[] millis = new double[CALLS];
        long begin = System.nanoTime();
        int call = 0;
        while (call < CALLS && (call == 0 || System.nanoTime() - begin < budget)) {
            long start = System.nanoTime();
            last = prediction.apply(call % rows);
            millis[call++] = (System.nanoTime() - start) / NANOS_PER_MILLI;
        }
        return Arrays.copyOf(millis, call);
    }

    /**
     * A quantile by the nearest rank: a time that was really measured.
     *
     * @param millis the times
     * @param quantile greater than 0, at most 1
     * @return the smallest time that at least this share of the predictions keeps
     */
    public static double quantile(double[] millis, double quantile) {
        double[] sorted = millis.clone();
        Arrays.sort(sorted);
        return sorted[Math.max(0, (int) Math.ceil(quantile * sorted.length) - 1)];
    }
}
