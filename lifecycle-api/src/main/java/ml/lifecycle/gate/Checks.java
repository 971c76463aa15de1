package ml.lifecycle.gate;

import java.util.List;
import java.util.function.Predicate;
import ml.lifecycle.data.DriftMethod;

/** The beginnings of all checks, made for static import. */
public final class Checks {

    private Checks() {}

    /**
     * The share of rows that are predicted right.
     *
     * @return the measure
     */
    public static Metric accuracy() {
        return Metric.of(MetricKind.ACCURACY);
    }

    /**
     * The mean of the recalls of all classes. Of a class without a judged row nothing is known: then there is no value, and the
     * class is named. At a confidence, each recall is bounded by the rows of its class, so that a class
     * of few rows makes the bounds wide.
     *
     * @return the measure
     */
    public static Metric balancedAccuracy() {
        return Metric.of(MetricKind.BALANCED_ACCURACY);
    }

    /**
     * The mean of the precisions of all classes, without a value if one has no judged row; {@link Metric#of(String)} picks one
     * class.
     *
     * @return the measure
     */
    public static Metric macroPrecision() {
        return Metric.of(MetricKind.PRECISION);
    }

    /**
     * The mean of the recalls of all classes, without a value if one has no judged row; {@link Metric#of(String)} picks one
     * class.
     *
     * @return the measure
     */
    public static Metric macroRecall() {
        return Metric.of(MetricKind.RECALL);
    }

    /**
     * The mean of the F1 of all classes, without a value if one has no judged row; {@link Metric#of(String)} picks one
     * class.
     *
     * @return the measure
     */
    public static Metric macroF1() {
        return Metric.of(MetricKind.F1);
    }

    /**
     * Matthews correlation coefficient.
     *
     * @return the measure
     */
    public static Metric matthews() {
        return Metric.of(MetricKind.MCC);
    }

    /**
     * Cohen's kappa.
     *
     * @return the measure
     */
    public static Metric kappa() {
        return Metric.of(MetricKind.KAPPA);
    }

    /**
     * The mean negative logarithm of the score of the true class. At a confidence, the upper bound reckons with rows that
     * were not seen, as great a loss as the scores admit: a score of 0 admits 36, one of 0.001 admits 7. With scores that
     * close to 0, it takes many rows to show a small log loss; {@link #brierScore} takes fewer, since no loss exceeds 2.
     *
     * @return the measure
     */
    public static Metric logLoss() {
        return Metric.of(MetricKind.LOG_LOSS);
    }

    /**
     * The mean squared distance of scores and truth, added up over all classes: from 0 to 2.
     *
     * @return the measure
     */
    public static Metric brierScore() {
        return Metric.of(MetricKind.BRIER);
    }

    /**
     * The expected calibration error.
     *
     * @return the measure
     */
    public static Metric calibrationError() {
        return Metric.of(MetricKind.CALIBRATION_ERROR);
    }

    /**
     * The area under the ROC curve, mean over all classes, without a value if one has no judged row;
     * {@link Metric#of(String)} picks one class. At a confidence, the bounds of one class, and of two, are formulas that hold
     * with few rows of a class; with three classes or more rows are drawn anew, and a 95 % bound held in 91 to 93 % of simulated trials with few rows.
     *
     * @return the measure
     */
    public static Metric rocAuc() {
        return Metric.of(MetricKind.ROC_AUC);
    }

    /**
     * The average precision, mean over all classes, without a value if one has no judged row; {@link Metric#of(String)} picks
     * one class.
     *
     * @return the measure
     */
    public static Metric averagePrecision() {
        return Metric.of(MetricKind.AVERAGE_PRECISION);
    }

    /**
     * The root of the mean squared error. At a confidence it is INCONCLUSIVE with fewer than 100 rows. Where a few errors
     * are very large, an upper bound holds less often than it says: at 95 %, with lognormal errors, in 82 % of simulated
     * trials with 100 rows, in 84 % with 200 and in 94 % with 1,000; ask for more rows then, or for {@link #mae}.
     *
     * @return the measure
     */
    public static Metric rmse() {
        return Metric.of(MetricKind.RMSE);
    }

    /**
     * The mean absolute error. At a confidence it is INCONCLUSIVE with fewer than 50 rows. A lower bound holds as often as
     * it says; an upper one cannot know of rare large errors of which the rows have none.
     *
     * @return the measure
     */
    public static Metric mae() {
        return Metric.of(MetricKind.MAE);
    }

    /**
     * The coefficient of determination. At a confidence it is INCONCLUSIVE with fewer than 100 rows. Where a few errors, or
     * a few truths, are very large, bounds hold less often than they say: at 95 %, with lognormal errors, a lower one in
     * 89 % of simulated trials with 100 rows and in 96 % with 1,000; with a lognormal truth and errors that do not grow
     * with it, an upper one in 82 and 87 %.
     *
     * @return the measure
     */
    public static Metric r2() {
        return Metric.of(MetricKind.R2);
    }

    /**
     * The mean absolute error relative to the truth. At a confidence it is INCONCLUSIVE with fewer than 50 rows.
     *
     * @return the measure
     */
    public static Metric mape() {
        return Metric.of(MetricKind.MAPE);
    }

    /**
     * The normalised mutual information of clusters and truth.
     *
     * @return the measure
     */
    public static Metric nmi() {
        return Metric.of(MetricKind.NMI);
    }

    /**
     * The adjusted mutual information of clusters and truth.
     *
     * @return the measure
     */
    public static Metric ami() {
        return Metric.of(MetricKind.AMI);
    }

    /**
     * The adjusted Rand index of clusters and truth.
     *
     * @return the measure
     */
    public static Metric adjustedRand() {
        return Metric.of(MetricKind.ADJUSTED_RAND);
    }

    /**
     * The mean silhouette of the clusters, as it was recorded.
     *
     * @return the measure
     */
    public static Metric silhouette() {
        return Metric.of(MetricKind.SILHOUETTE);
    }

    /**
     * The number of clusters without rows, as it was recorded.
     *
     * @return the measure
     */
    public static Metric emptyClusters() {
        return Metric.of(MetricKind.EMPTY_CLUSTERS);
    }

    /**
     * The F1 of one class.
     *
     * @param label the class
     * @return the measure
     */
    public static Metric f1(String label) {
        return new Metric(MetricKind.F1, label, null);
    }

    /**
     * The recall of one class.
     *
     * @param label the class
     * @return the measure
     */
    public static Metric recall(String label) {
        return new Metric(MetricKind.RECALL, label, null);
    }

    /**
     * The precision of one class.
     *
     * @param label the class
     * @return the measure
     */
    public static Metric precision(String label) {
        return new Metric(MetricKind.PRECISION, label, null);
    }

    /**
     * Any metric that the run recorded.
     *
     * @param name the name under which it was recorded
     * @return the measure
     */
    public static Recorded recorded(String name) {
        return new Recorded(name);
    }

    /**
     * The time of one prediction: the median, unless another quantile is chosen.
     *
     * @return the measure
     */
    public static Latency latency() {
        return new Latency(0.5);
    }

    /**
     * The predictions per second of one caller who asks for single rows: {@code throughput().atLeast(1000)}.
     *
     * @return the measure
     */
    public static Throughput throughput() {
        return new Throughput();
    }

    /**
     * How much worse a metric is on the judged data than on the training data.
     *
     * @param metric the metric
     * @return the measure
     */
    public static OverfitGap overfitGap(Metric metric) {
        return new OverfitGap(metric);
    }

    /**
     * The largest difference of a metric between two groups of rows.
     *
     * @param metric the metric
     * @return to be completed by {@link FairnessGap.Of#across}
     */
    public static FairnessGap.Of fairnessGap(Metric metric) {
        return new FairnessGap.Of(metric);
    }

    /**
     * How far the judged data is from the training data, by the population stability index of the worst column unless
     * another method or column is chosen.
     *
     * @return the measure
     */
    public static Drift drift() {
        return new Drift(DriftMethod.PSI, null);
    }

    /**
     * Not worse than the champion: a paired test on the same rows, with margin 0 and 95 % confidence unless changed.
     *
     * @param metric what is compared
     * @return the check
     */
    public static ChampionCheck notWorseThanChampion(Metric metric) {
        return new ChampionCheck(metric, ChampionCheck.Relation.NOT_WORSE, 0, 0.95, null);
    }

    /**
     * Better than the champion: a paired test on the same rows, with 95 % confidence unless changed.
     *
     * @param metric what is compared
     * @return the check
     */
    public static ChampionCheck betterThanChampion(Metric metric) {
        return new ChampionCheck(metric, ChampionCheck.Relation.BETTER, 0, 0.95, null);
    }

    /**
     * Not worse than a baseline that the evidence names, as {@link #notWorseThanChampion}.
     *
     * @param baseline the name of the baseline
     * @param metric what is compared
     * @return the check
     */
    public static ChampionCheck notWorseThan(String baseline, Metric metric) {
        return new ChampionCheck(metric, ChampionCheck.Relation.NOT_WORSE, 0, 0.95, baseline);
    }

    /**
     * Better than a baseline that the evidence names, as {@link #betterThanChampion}.
     *
     * @param baseline the name of the baseline
     * @param metric what is compared
     * @return the check
     */
    public static ChampionCheck betterThan(String baseline, Metric metric) {
        return new ChampionCheck(metric, ChampionCheck.Relation.BETTER, 0, 0.95, baseline);
    }

    /**
     * Better than always answering the most frequent true label, or the mean of the true numbers.
     *
     * @param metric what is compared
     * @return the check
     */
    public static ChampionCheck betterThanTrivial(Metric metric) {
        return betterThan(ChampionCheck.TRIVIAL, metric);
    }

    /**
     * How much greater a metric is than the champion's.
     *
     * @param metric the metric
     * @return the measure
     */
    public static Change change(Metric metric) {
        return new Change(metric, false, null);
    }

    /**
     * Groups are equally often predicted to have a label.
     *
     * @param label the label that matters
     * @return to be completed by {@link Fairness.Of#across}
     */
    public static Fairness.Of demographicParity(String label) {
        return new Fairness.Of(Fairness.Criterion.DEMOGRAPHIC_PARITY, label);
    }

    /**
     * Rows that have a label are equally often found in all groups.
     *
     * @param label the label that matters
     * @return to be completed by {@link Fairness.Of#across}
     */
    public static Fairness.Of equalOpportunity(String label) {
        return new Fairness.Of(Fairness.Criterion.EQUAL_OPPORTUNITY, label);
    }

    /**
     * Rows that have a label, and rows that do not, are equally often predicted to have it in all groups.
     *
     * @param label the label that matters
     * @return to be completed by {@link Fairness.Of#across}
     */
    public static Fairness.Of equalisedOdds(String label) {
        return new Fairness.Of(Fairness.Criterion.EQUALISED_ODDS, label);
    }

    /**
     * Rows predicted to have a label equally often have it in all groups.
     *
     * @param label the label that matters
     * @return to be completed by {@link Fairness.Of#across}
     */
    public static Fairness.Of predictiveParity(String label) {
        return new Fairness.Of(Fairness.Criterion.PREDICTIVE_PARITY, label);
    }

    /**
     * The number of predicted rows.
     *
     * @return the measure
     */
    public static Rows rows() {
        return new Rows();
    }

    /**
     * The stored model, loaded anew, answers exactly as before: alone, in a batch and in any order.
     *
     * @return the check
     */
    public static FactCheck isConsistent() {
        return new FactCheck(Fact.CONSISTENT);
    }

    /**
     * Two fresh trainings give the same model.
     *
     * @return the check
     */
    public static FactCheck isDeterministic() {
        return new FactCheck(Fact.DETERMINISTIC);
    }

    /**
     * The model refuses input that its signature does not allow.
     *
     * @return the check
     */
    public static FactCheck refusesInvalidInput() {
        return new FactCheck(Fact.REFUSES_INVALID_INPUT);
    }

    /**
     * No judged row is among the training rows.
     *
     * @return the check
     */
    public static FactCheck hasNoLeak() {
        return new FactCheck(Fact.NO_LEAK);
    }

    /**
     * All of several checks must pass.
     *
     * @param checks the checks
     * @return one check
     */
    public static CombinedCheck allOf(Check... checks) {
        return new CombinedCheck(CombinedCheck.Mode.ALL, List.of(checks));
    }

    /**
     * One of several checks must pass.
     *
     * @param checks the checks
     * @return one check
     */
    public static CombinedCheck anyOf(Check... checks) {
        return new CombinedCheck(CombinedCheck.Mode.ANY, List.of(checks));
    }

    /**
     * A requirement in code. It is recorded by name and result, and cannot be part of a protection rule.
     *
     * @param name what must hold, in words
     * @param code says whether it holds
     * @return the check
     * @throws ml.lifecycle.RefusedException if the name is blank
     */
    public static CustomCheck custom(String name, Predicate<? super Evidence> code) {
        return CustomCheck.of(name, code);
    }
}
