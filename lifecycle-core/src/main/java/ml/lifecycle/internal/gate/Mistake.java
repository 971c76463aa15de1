package ml.lifecycle.internal.gate;

import ml.lifecycle.gate.Bound;
import ml.lifecycle.gate.Recorded;
import org.jspecify.annotations.Nullable;

/** Finds recorded values that say nothing of a model: infinite ones, and such as their metric never has (an accuracy of 7). */
final class Mistake {

    /** So far a computed value may be off the end of its domain. */
    private static final double ROUNDING = 1e-9;

    private Mistake() {}

    /** What is wrong with values that were recorded under a key, or {@code null}. */
    static @Nullable String in(String key, double... values) {
        for (double value : values) {
            if (Double.isInfinite(value)) {
                return Say.name(key) + " was recorded as " + value + ", which is no number to be compared; look for what"
                        + " diverged";
            }
        }
        Bound domain = new Recorded(key).domain().orElse(null);
        if (domain == null) {
            return null;
        }
        for (double value : values) {
            if (value < domain.low() - ROUNDING || value > domain.high() + ROUNDING) {
                return Say.name(key) + " was recorded as " + Say.number(value) + ", but it is always "
                        + Say.bound(domain);
            }
        }
        return null;
    }
}
