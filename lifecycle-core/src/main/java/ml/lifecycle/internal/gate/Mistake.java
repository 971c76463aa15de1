package ml.lifecycle.internal.gate;

import ml.lifecycle.gate.Bound;
import ml.lifecycle.gate.Recorded;
import org.jspecify.annotations.Nullable;

/** Finds recorded values that their metric can never have, such as an accuracy of 7: nobody measured them. */
final class Mistake {

    /** So far a computed value may be off the end of its domain. */
    private static final double ROUNDING = 1e-9;

    private Mistake() {}

    /** What is wrong with values that were recorded under a key, or {@code null}. */
    static @Nullable String in(String key, double... values) {
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
