package ml.lifecycle.gate;

import java.util.Optional;
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
        MEAN_SHIFT,
        /** The greatest difference of the two cumulative distributions, from 0 to 1. Numbers only. */
        KOLMOGOROV_SMIRNOV,
        /** The root of the Jensen–Shannon divergence in bits, over the bins of PSI, from 0 to 1. */
        JENSEN_SHANNON,
        /**
         * How far values must be moved on the average, in standard deviations of the reference, or in interquartile ranges
         * divided by 1.349 where these are smaller. Numbers only.
         */
        WASSERSTEIN,
        /** Pearson's χ², as Cramér's V, from 0 to 1; of numbers over the bins of PSI. Missing values do not count. */
        CHI_SQUARED;

        /**
         * Whether it needs numbers.
         *
         * @return whether columns of text have no such distance
         */
        public boolean isOfNumbers() {
            return this == MEAN_SHIFT || this == KOLMOGOROV_SMIRNOV || this == WASSERSTEIN;
        }
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
     * Measured by the greatest difference of the two cumulative distributions (Kolmogorov, Smirnov).
     *
     * @return the measure
     */
    public Drift kolmogorovSmirnov() {
        return new Drift(Method.KOLMOGOROV_SMIRNOV, column);
    }

    /**
     * Measured by the root of the Jensen–Shannon divergence.
     *
     * @return the measure
     */
    public Drift jensenShannon() {
        return new Drift(Method.JENSEN_SHANNON, column);
    }

    /**
     * Measured by Wasserstein's distance of first order, in standard deviations of the reference, or in interquartile
     * ranges divided by 1.349 where these are smaller. With 200 values or more on both sides, the outermost 0.5 % of either
     * end do not count.
     *
     * @return the measure
     */
    public Drift wasserstein() {
        return new Drift(Method.WASSERSTEIN, column);
    }

    /**
     * Measured by Cramér's V, of Pearson's χ².
     *
     * @return the measure
     */
    public Drift chiSquared() {
        return new Drift(Method.CHI_SQUARED, column);
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
    public Optional<Bound> domain() {
        return Optional.of(switch (method) {
            case PSI, MEAN_SHIFT, WASSERSTEIN -> Domain.NOT_NEGATIVE;
            case KOLMOGOROV_SMIRNOV, JENSEN_SHANNON, CHI_SQUARED -> Domain.SHARE;
        });
    }

    @Override
    public String describe() {
        return "drift (" + switch (method) {
            case PSI -> "PSI";
            case MEAN_SHIFT -> "mean shift";
            case KOLMOGOROV_SMIRNOV -> "Kolmogorov–Smirnov";
            case JENSEN_SHANNON -> "Jensen–Shannon";
            case WASSERSTEIN -> "Wasserstein";
            case CHI_SQUARED -> "χ²";
        } + ")"
                + (column == null ? " of the worst column" : " of " + column);
    }

    @Override
    public String toString() {
        return describe();
    }
}
