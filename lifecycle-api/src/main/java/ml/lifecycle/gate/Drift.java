package ml.lifecycle.gate;

import java.util.Optional;
import ml.lifecycle.data.DriftMethod;
import org.jspecify.annotations.Nullable;

/**
 * How far the judged data is from the training data.
 *
 * @param method how the distance is measured
 * @param column one column, or {@code null} for the one that drifted most
 */
public record Drift(DriftMethod method, @Nullable String column) implements Measure {

    /**
     * Measured by the population stability index.
     *
     * @return the measure
     */
    public Drift psi() {
        return new Drift(DriftMethod.PSI, column);
    }

    /**
     * Measured by the relative change of the mean, {@code |mean − reference| / |reference|}.
     *
     * @return the measure
     */
    public Drift meanShift() {
        return new Drift(DriftMethod.MEAN_SHIFT, column);
    }

    /**
     * Measured by the greatest difference of the two cumulative distributions (Kolmogorov, Smirnov).
     *
     * @return the measure
     */
    public Drift kolmogorovSmirnov() {
        return new Drift(DriftMethod.KOLMOGOROV_SMIRNOV, column);
    }

    /**
     * Measured by the root of the Jensen–Shannon divergence.
     *
     * @return the measure
     */
    public Drift jensenShannon() {
        return new Drift(DriftMethod.JENSEN_SHANNON, column);
    }

    /**
     * Measured by Wasserstein's distance of first order, in standard deviations of the reference, or in interquartile
     * ranges divided by 1.349 where these are smaller. With 200 values or more on both sides, the outermost 0.5 % of either
     * end do not count.
     *
     * @return the measure
     */
    public Drift wasserstein() {
        return new Drift(DriftMethod.WASSERSTEIN, column);
    }

    /**
     * Measured by Cramér's V, of Pearson's χ².
     *
     * @return the measure
     */
    public Drift chiSquared() {
        return new Drift(DriftMethod.CHI_SQUARED, column);
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
        return "drift (" + method + ")"
                + (column == null ? " of the worst column" : " of " + column);
    }

    @Override
    public String toString() {
        return describe();
    }
}
