package ml.lifecycle.gate;

import org.jspecify.annotations.Nullable;

/**
 * How far the judged data is from the training data.
 *
 * @param method how the distance is measured
 * @param column one column, or {@code null} for the one that drifted most
 */
public record Drift(Method method, @Nullable String column) implements Measure {

    /** How the distance of two distributions is measured. */
    public enum Method {
        /** Population stability index over ten bins of equal share in the reference. */
        PSI,
        /** Relative change of the mean. Numbers only. */
        MEAN_SHIFT
    }

    /**
     * Measured by the population stability index.
     *
     * @return the measure
     */
    public Drift psi() {
        return new Drift(Method.PSI, column);
    }

    /**
     * Measured by the relative change of the mean, {@code |mean − reference| / |reference|}.
     *
     * @return the measure
     */
    public Drift meanShift() {
        return new Drift(Method.MEAN_SHIFT, column);
    }

    /**
     * Of one column only.
     *
     * @param column the column
     * @return the measure
     */
    public Drift of(String column) {
        return new Drift(method, column);
    }

    @Override
    public String describe() {
        return (method == Method.PSI ? "drift (PSI)" : "drift (mean shift)")
                + (column == null ? " of the worst column" : " of " + column);
    }
}
