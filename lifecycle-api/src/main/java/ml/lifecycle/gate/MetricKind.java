package ml.lifecycle.gate;

import java.util.Locale;

/** The metrics that are computed from {@link Predictions}, unless said otherwise. */
public enum MetricKind {
    /** Share of rows predicted right. */
    ACCURACY(true),
    /** Mean of the recalls of all classes that occur. */
    BALANCED_ACCURACY(true),
    /** Of those predicted to be of a class, the share that is. */
    PRECISION(true),
    /** Of those that are of a class, the share predicted to be. */
    RECALL(true),
    /** Harmonic mean of precision and recall. */
    F1(true),
    /** Matthews correlation coefficient, for any number of classes. */
    MCC(true),
    /** Cohen's kappa. */
    KAPPA(true),
    /** Mean negative logarithm of the score of the true class. Needs scores. */
    LOG_LOSS(false),
    /** Mean squared distance of scores and truth, summed over the classes. Needs scores. */
    BRIER(false),
    /** Expected calibration error over ten equal bins of the highest score. Needs scores. */
    CALIBRATION_ERROR(false),
    /** Area under the ROC curve; one class against the rest. Needs scores. */
    ROC_AUC(true),
    /** Area under the precision-recall curve as a sum of steps. Needs scores. */
    AVERAGE_PRECISION(true),
    /** Root of the mean squared error. */
    RMSE(false),
    /** Mean absolute error. */
    MAE(false),
    /** Coefficient of determination. */
    R2(true),
    /** Mean absolute error relative to the truth; rows whose truth is 0 make it infinite. */
    MAPE(false),
    /** Normalised mutual information of clusters and truth (arithmetic mean). */
    NMI(true),
    /** Adjusted mutual information of clusters and truth (arithmetic mean). */
    AMI(true),
    /** Adjusted Rand index of clusters and truth. */
    ADJUSTED_RAND(true),
    /** Mean silhouette of the clusters. It needs the rows themselves, so it is taken as it was recorded. */
    SILHOUETTE(true),
    /** Number of clusters without rows. It needs the model, so it is taken as it was recorded. */
    EMPTY_CLUSTERS(false);

    private final boolean greaterIsBetter;

    MetricKind(boolean greaterIsBetter) {
        this.greaterIsBetter = greaterIsBetter;
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
     * The name under which it is recorded.
     *
     * @return for example {@code balanced_accuracy}
     */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
