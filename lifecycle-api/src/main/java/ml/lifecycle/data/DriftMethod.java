package ml.lifecycle.data;

/** How the distance of two samples of a column is measured, and by which test it is told from chance. */
public enum DriftMethod {
    /**
     * The greatest difference of the two cumulative distributions, from 0 to 1, with the limiting distribution of Kolmogorov
     * and the correction of M. A. Stephens, Journal of the Royal Statistical Society B 32 (1970); where the numbers of rows
     * multiply to 250,000 or less, exactly (J. L. Hodges, Arkiv för Matematik 3, 1958). Equal values make the
     * probability too great, never too small. Numbers only; missing values do not count.
     */
    KOLMOGOROV_SMIRNOV("Kolmogorov–Smirnov"),
    /**
     * How far values must be moved on the average, {@code ∫ |F⁻¹(u) − G⁻¹(u)| du}, in standard deviations of the reference,
     * or what stands for these where a few values lie far out (the interquartile range divided by 1.349, if that is
     * smaller). With 200 values or more on both sides the outermost 0.5 % of either end do not count; with 1,000 or more
     * they count by the distance of their medians, so that a tail that flies away is seen, and a single value is not.
     * The probability is that of Kolmogorov and Smirnov; with 1,000 values or more the smaller one of that and of Fisher's
     * exact test of how both sides share the outermost 0.5 % of all, doubled. Without a value where the reference has one value
     * only and the current data has others. Numbers only; missing values do not count.
     */
    WASSERSTEIN("Wasserstein"),
    /**
     * Pearson's χ² over the bins of {@link #PSI}, as Cramér's V, from 0 to 1; without Yates' correction, and no bins are put
     * together. Where fewer than five rows are expected anywhere, the probability is that of dealing the rows out anew, by
     * the gamma distribution with the same mean and variance (P. W. Mielke, K. J. Berry, Journal of Statistical Planning and
     * Inference 12, 1985). Missing values do not count.
     */
    CHI_SQUARED("χ²"),
    /**
     * The root of the Jensen–Shannon divergence {@code H((p + q) / 2) − (H(p) + H(q)) / 2} in bits over the bins of
     * {@link #PSI}, from 0 to 1. Half a row is added to each bin; missing values are one of them. The probability is that of
     * χ² over the same bins, to which the divergence is proportional for small differences: F. Österreicher, I. Vajda,
     * Annals of the Institute of Statistical Mathematics 55 (2003).
     */
    JENSEN_SHANNON("Jensen–Shannon"),
    /**
     * The population stability index, {@code Σ (p − q) ln (p / q)} over bins, with the natural logarithm and half a row added
     * to each bin. Each value is a bin of texts, and of numbers of which neither side has more than ten; other numbers have
     * ten bins of equal share in the reference, one below and one above all of its numbers, and one for numbers between
     * that the reference does not have, where it repeats its own. Missing values are a bin. The probability is that of χ²
     * over the same bins, to which the index is proportional for small differences: B. Yurdakul, J. Naranjo, Statistical
     * properties of the population stability index, Journal of Risk Model Validation 14 (2020); what lies beyond the
     * reference is judged by G. L. Rosenbaum's exact test, Annals of Mathematical Statistics 25 (1954).
     */
    PSI("PSI"),
    /**
     * The relative change of the mean, {@code |mean − reference| / |reference|}, with the greater one of the
     * probabilities of Student's test of two means and of B. L. Welch's, Biometrika 34 (1947). Without a value where the reference has a mean of 0. Numbers only; missing values do not count.
     */
    MEAN_SHIFT("mean shift");

    private final String title;

    DriftMethod(String title) {
        this.title = title;
    }

    /**
     * Whether it needs numbers.
     *
     * @return whether texts and moments have no such distance; truths have one, as 0 and 1
     */
    public boolean isOfNumbers() {
        return this == KOLMOGOROV_SMIRNOV || this == WASSERSTEIN || this == MEAN_SHIFT;
    }

    @Override
    public String toString() {
        return title;
    }
}
