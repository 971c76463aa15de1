package ml.lifecycle.gate;

import java.util.function.Supplier;
import ml.lifecycle.RefusedException;
import org.jspecify.annotations.Nullable;

/** Times of predictions that are measured once, when somebody first asks for them. May be shared among threads. */
final class LazyTimes {

    private @Nullable Supplier<double[]> measuring;
    private double @Nullable [] times;

    LazyTimes(Supplier<double[]> measuring) {
        this.measuring = measuring;
    }

    /** The measured times are checked, whenever they are measured. */
    synchronized double[] get() {
        if (times == null && measuring != null) {
            times = checked(measuring.get());
            measuring = null;
        }
        return times == null ? new double[0] : times.clone();
    }

    static double[] checked(double[] milliseconds) {
        for (int call = 0; call < milliseconds.length; call++) {
            if (!(milliseconds[call] >= 0 && milliseconds[call] < Double.POSITIVE_INFINITY)) {
                throw new RefusedException("The time " + milliseconds[call] + " ms of call " + call
                        + " (counted from 0) is not allowed: expected a finite number, 0 or more.");
            }
        }
        return milliseconds.clone();
    }
}
