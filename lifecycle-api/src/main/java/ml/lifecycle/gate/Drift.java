package ml.lifecycle.gate;

import java.util.Optional;
import ml.lifecycle.data.DriftMethod;
import org.jspecify.annotations.Nullable;

/**
 * How far the judged data is from the training data, by the figures of {@link ml.lifecycle.data.Table#driftTo}. A distance
 * beyond the bound fails if it is more than chance gives, at 5 % over all columns together, and is INCONCLUSIVE if it may be
 * chance. So is a column of another type, or of the training data only, one whose values hardly repeat, fewer than five
 * values, and a bound that so few rows cannot reach. Where the method does not count missing values, a change of their
 * share fails that is more than chance, if the training data has none missing, or by more than two points of a hundred.
 * Timestamps are compared only when named, and columns of texts not by methods that need numbers.
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
     * Measured by Wasserstein's distance of first order; {@link DriftMethod#WASSERSTEIN} says in which unit.
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
