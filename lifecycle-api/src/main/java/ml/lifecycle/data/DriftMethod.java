package ml.lifecycle.data;

/** How the distance of two samples of a column is measured, and by which test it is told from chance. */
public enum DriftMethod {
    /** The greatest difference of the two cumulative distributions, from 0 to 1. Numbers only. */
    KOLMOGOROV_SMIRNOV("Kolmogorov–Smirnov"),
    /**
     * How far values must be moved on the average, in standard deviations of the reference, or what stands for these where
     * a few values lie far out (the interquartile range divided by 1.349, if that is smaller). With 200 values or more on
     * both sides, the outermost 0.5 % of either end do not count. Numbers only.
     */
    WASSERSTEIN("Wasserstein"),
    /** Pearson's χ², as Cramér's V, from 0 to 1. */
    CHI_SQUARED("χ²"),
    /** The root of the Jensen–Shannon divergence in bits, from 0 to 1. */
    JENSEN_SHANNON("Jensen–Shannon"),
    /** The population stability index over ten bins of equal share in the reference. */
    PSI("PSI"),
    /** The relative change of the mean. Numbers only. */
    MEAN_SHIFT("mean shift");

    private final String title;

    DriftMethod(String title) {
        this.title = title;
    }

    /**
     * Whether it needs numbers.
     *
     * @return whether other columns have no such distance
     */
    public boolean isOfNumbers() {
        return this == KOLMOGOROV_SMIRNOV || this == WASSERSTEIN || this == MEAN_SHIFT;
    }

    @Override
    public String toString() {
        return title;
    }
}
