package ml.lifecycle.gate;

import java.util.Locale;

/** The metrics that are computed from {@link Predictions}, unless said otherwise. */
public enum MetricKind {
    /** Share of rows predicted right. */
    ACCURACY(true, Domain.SHARE),
    /** Mean of the recalls of all classes that occur. */
    BALANCED_ACCURACY(true, Domain.SHARE),
    /** Of those predicted to be of a class, the share that is. */
    PRECISION(true, Domain.SHARE),
    /** Of those that are of a class, the share predicted to be. */
    RECALL(true, Domain.SHARE),
    /** Harmonic mean of precision and recall. */
    F1(true, Domain.SHARE),
    /** Matthews correlation coefficient, for any number of classes. */
    MCC(true, Domain.SIGNED),
    /** Cohen's kappa. */
    KAPPA(true, Domain.SIGNED),
    /** Mean negative logarithm of the score of the true class. Needs scores. */
    LOG_LOSS(false, Domain.NOT_NEGATIVE),
    /** Mean squared distance of scores and truth, summed over the classes. Needs scores. */
    BRIER(false, Bound.between(0, 2)),
    /** Expected calibration error over ten equal bins of the highest score. Needs scores. */
    CALIBRATION_ERROR(false, Domain.SHARE),
    /** Area under the ROC curve; one class against the rest. Needs scores. */
    ROC_AUC(true, Domain.SHARE),
    /** Area under the precision-recall curve as a sum of steps. Needs scores. */
    AVERAGE_PRECISION(true, Domain.SHARE),
    /** Root of the mean squared error. */
    RMSE(false, Domain.NOT_NEGATIVE),
    /** Mean absolute error. */
    MAE(false, Domain.NOT_NEGATIVE),
    /** Coefficient of determination. */
    R2(true, Bound.atMost(1)),
    /** Mean absolute error relative to the truth; rows whose truth is 0 make it infinite. */
    MAPE(false, Domain.NOT_NEGATIVE),
    /** Normalised mutual information of clusters and truth (arithmetic mean). */
    NMI(true, Domain.SHARE),
    /** Adjusted mutual information of clusters and truth (arithmetic mean). */
    AMI(true, Bound.atMost(1)),
    /** Adjusted Rand index of clusters and truth. */
    ADJUSTED_RAND(true, Domain.SIGNED),
    /** Mean silhouette of the clusters. It needs the rows themselves, so it is taken as it was recorded. */
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
