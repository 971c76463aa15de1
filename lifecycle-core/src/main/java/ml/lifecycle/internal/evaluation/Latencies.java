package ml.lifecycle.internal.evaluation;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Measures single predictions, one after the other on one thread. It warms up by the clock, however fast the model is,
 * so that what is measured is compiled code; it is no benchmark: other work on the machine is in the numbers, as it is
 * in production.
 *
 * <p>A slow model is given up to five seconds for the 300 calls that the 99th percentile needs at a confidence of 95 %.
 */
public final class Latencies {

    private static final int MOST_CALLS = 2_000;
    private static final int ENOUGH_CALLS = 300;
    private static final long WARM_UP_NANOS = 100_000_000;
    /** As many predictions have let the compiler see the model; what is left is to compile the way of a single row. */
    private static final int ENOUGH_BEFORE = 5_000;
    private static final long SHORT_WARM_UP_NANOS = 500_000;
    private static final long MEASURE_NANOS = 400_000_000;
    private static final long LONGEST_NANOS = 5_000_000_000L;
    private static final double NANOS_PER_MILLI = 1e6;

    /** What was predicted last, so that no compiler finds a prediction to be useless. */
    private static volatile @Nullable Object last;

    private Latencies() {}

    /**
     * Measures.
     *
     * @param prediction predicts the row of the given number
     * @param rows the number of rows, which are used in turn
     * @return the time of each of at most 2,000 predictions in the order of the calls, in milliseconds; none if there
     *         are no rows
     */
    public static double[] measure(IntFunction<?> prediction, int rows) {
        return measure(prediction, rows, 0);
    }

    /**
     * Measures a model that has predicted before, and may need less to be warm.
     *
     * @param prediction predicts the row of the given number
     * @param rows the number of rows, which are used in turn
     * @param before how many rows it has predicted just before
     * @return as of {@link #measure(IntFunction, int)}
     */
    public static double[] measure(IntFunction<?> prediction, int rows, int before) {
        return measure(prediction, rows, before, System::nanoTime);
    }

    static double[] measure(IntFunction<?> prediction, int rows, int before, LongSupplier nanos) {
        if (rows == 0) {
            return new double[0];
        }
        warmUp(prediction, rows, before < ENOUGH_BEFORE ? WARM_UP_NANOS : SHORT_WARM_UP_NANOS, nanos);
        double[] millis = new double[MOST_CALLS];
        long begin = nanos.getAsLong();
        int call = 0;
        while (call < MOST_CALLS && isTimeLeft(call, nanos.getAsLong() - begin)) {
            long start = nanos.getAsLong();
            last = prediction.apply(call % rows);
            millis[call++] = (nanos.getAsLong() - start) / NANOS_PER_MILLI;
        }
        return Arrays.copyOf(millis, call);
    }

    private static void warmUp(IntFunction<?> prediction, int rows, long warmUp, LongSupplier nanos) {
        long begin = nanos.getAsLong();
        int row = 0;
        do {
            last = prediction.apply(row);
            row = (row + 1) % rows;
        } while (nanos.getAsLong() - begin < warmUp);
    }

    private static boolean isTimeLeft(int calls, long elapsed) {
        return elapsed < MEASURE_NANOS || calls < ENOUGH_CALLS && elapsed < LONGEST_NANOS;
    }
}
