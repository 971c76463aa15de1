package ml.lifecycle.gate;

import java.util.Locale;

/**
 * The metrics that are computed from {@link Predictions}, unless said otherwise.
 *
 * <p>Rows count by their weights where there are any, and a row without weight does not count. Logarithms are natural. A
 * division by zero has no value, so that a check on it is INCONCLUSIVE, unless it says otherwise here. {@link Average} says
 * which classes an average is over.
 */
public enum MetricKind {
    /** Share of rows predicted right. */
    ACCURACY(true, Domain.SHARE),
    /** Mean of the recalls of all classes. It has no value where a class has no row. */
    BALANCED_ACCURACY(true, Domain.SHARE),
    /** Of those predicted to be of a class, the share that is; in an average, a class that is never predicted counts 0. */
    PRECISION(true, Domain.SHARE),
    /** Of those that are of a class, the share predicted to be. */
    RECALL(true, Domain.SHARE),
    /**
     * Harmonic mean of precision and recall: 2 TP / (2 TP + FP + FN), which is 0 where the class is only missed or only
     * falsely predicted.
     */
    F1(true, Domain.SHARE),
    /**
     * Matthews correlation coefficient, for any number of classes (J. Gorodkin, Computational Biology and Chemistry 28,
     * 2004). It is 0 where all answers are the same, and has no value where the truth is one class.
     */
    MCC(true, Domain.SIGNED),
    /** Cohen's kappa, without weights for near misses. It has no value where truth and answers are one class, the same. */
    KAPPA(true, Domain.SIGNED),
    /** Mean negative logarithm of the score of the true class, of at least 2.2 · 10⁻¹⁶. Needs scores. */
    LOG_LOSS(false, Domain.NOT_NEGATIVE),
    /**
     * Mean squared distance of scores and truth, summed over all classes: from 0 to 2, so that of two classes it is twice
     * the square of one (G. W. Brier, Monthly Weather Review 78, 1950). Needs scores.
     */
    BRIER(false, Bound.between(0, 2)),
    /**
     * Expected calibration error over ten equal bins of the highest score, each with its upper end: the mean distance between
     * that score and the share of rows whose true class has it, whatever was answered. Needs scores.
     */
    CALIBRATION_ERROR(false, Domain.SHARE),
    /**
     * Area under the ROC curve; one class against the rest, and equal scores count half. It has no value for a class that no
     * row has, or every one. Needs scores.
     */
    ROC_AUC(true, Domain.SHARE),
    /**
     * Area under the precision-recall curve as a sum of steps, without interpolation; equal scores are one step. It has no
     * value for a class that no row has. Needs scores.
     */
    AVERAGE_PRECISION(true, Domain.SHARE),
    /** Root of the mean squared error, with the number of rows as the divisor. */
    RMSE(false, Domain.NOT_NEGATIVE),
    /** Mean absolute error. */
    MAE(false, Domain.NOT_NEGATIVE),
    /** Coefficient of determination. It has no value where the truth is one number. */
    R2(true, Bound.atMost(1)),
    /** Mean absolute error relative to the truth, as a share; rows whose truth is 0 make it infinite. */
    MAPE(false, Domain.NOT_NEGATIVE),
    /**
     * Mutual information of clusters and truth, divided by the arithmetic mean of both entropies. It is 0 where one of both is
     * a single group, and has no value where both are.
     */
    NMI(true, Domain.SHARE),
    /**
     * Mutual information of clusters and truth beyond what is expected by chance (N. X. Vinh, J. Epps, J. Bailey, JMLR 11,
     * 2010), with the arithmetic mean of both entropies as the greatest. It has no value where chance expects that already.
     */
    AMI(true, Bound.atMost(1)),
    /**
     * Rand index of clusters and truth, adjusted for chance (L. Hubert, P. Arabie, Journal of Classification 2, 1985). It has
     * no value where both are a single group, or each row is a group of its own in both.
     */
    ADJUSTED_RAND(true, Domain.SIGNED),
    /**
     * Mean silhouette of the clusters by Euclidean distances; a row that is alone in its cluster counts 0. It needs the rows
     * themselves, so it is taken as it was recorded; a run records it of at most 1,000 training rows.
     */
    SILHOUETTE(true, Domain.SIGNED),
    /** Number of clusters without rows. It needs the model, so it is taken as it was recorded. */
    EMPTY_CLUSTERS(false, Domain.NOT_NEGATIVE);

    private final boolean greaterIsBetter;
    private final Bound domain;

    MetricKind(boolean greaterIsBetter, Bound domain) {
        this.greaterIsBetter = greaterIsBetter;
        this.domain = domain;
    }

    /**
     * Whether a greater value is better.
     *
     * @return whether it is; else a smaller one is
     */
    public boolean greaterIsBetter() {
        return greaterIsBetter;
    }

    /**
     * The values that are possible; any other is a mistake of who measured or recorded it.
     *
     * @return for example 0 to 1
     */
    public Bound domain() {
        return domain;
    }

    /**
     * The name under which it is recorded.
     *
     * @return for example {@code balanced_accuracy}
     */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
