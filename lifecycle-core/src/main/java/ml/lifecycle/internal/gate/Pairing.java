package ml.lifecycle.internal.gate;

import java.util.Arrays;
import ml.lifecycle.gate.ChampionCheck;
import ml.lifecycle.gate.Evidence;
import ml.lifecycle.gate.Metric;
import ml.lifecycle.gate.Predictions;
import ml.lifecycle.internal.stats.Metrics;
import ml.lifecycle.signature.Output;
import org.jspecify.annotations.Nullable;

/** Finds with whom the candidate is compared, and whether the two can be. */
final class Pairing {

    private final Trial trial;
    private final @Nullable String baseline;

    Pairing(Trial trial, @Nullable String baseline) {
        this.trial = trial;
        this.baseline = baseline;
    }

    /** Whether the champion is asked for and there is none yet. */
    boolean isFirst() {
        return baseline == null && trial.champion() == null;
    }

    /** What the other is called in a sentence. */
    String name() {
        return baseline == null ? "the champion" : Say.name(baseline);
    }

    /** The other's evidence, or {@code null} if there is none. */
    @Nullable Evidence other() {
        if (baseline == null) {
            return trial.champion();
        }
        Evidence named = trial.candidate().baselines().get(baseline);
        Predictions mine = trial.candidate().predictions().orElse(null);
        return named == null && baseline.equals(ChampionCheck.TRIVIAL) && mine != null && mine.rows() > 0
                        && mine.kind() != Output.Kind.CLUSTER
                ? Evidence.of(trivial(mine))
                : named;
    }

    /** Answers the most frequent label, with the shares of the labels as scores; or the mean number. */
    private static Predictions trivial(Predictions mine) {
        int rows = mine.rows();
        double[] weights = mine.weights();
        if (mine.kind() == Output.Kind.NUMBER) {
            double[] mean = new double[rows];
            Arrays.fill(mean, mean(mine.truthNumbers(), weights));
            Predictions constant = Predictions.ofNumbers(mine.truthNumbers(), mean);
            return weights == null ? constant : constant.weights(weights);
        }
        double[] shares = shares(mine, weights);
        int frequent = 0;
        for (int label = 1; label < shares.length; label++) {
            frequent = shares[label] > shares[frequent] ? label : frequent;
        }
        int[] same = new int[rows];
        Arrays.fill(same, frequent);
        double[][] scores = new double[rows][];
        Arrays.fill(scores, shares);
        Predictions constant = Predictions.ofCodes(mine.labels(), mine.truth(), same).scores(scores);
        return weights == null ? constant : constant.weights(weights);
    }

    private static double mean(double[] numbers, double @Nullable [] weights) {
        double sum = 0;
        double total = 0;
        for (int row = 0; row < numbers.length; row++) {
            double weight = weights == null ? 1 : weights[row];
            sum += weight * numbers[row];
            total += weight;
        }
        return sum / total;
    }

    /** The share of each label, by weight. */
    private static double[] shares(Predictions mine, double @Nullable [] weights) {
        double[] shares = new double[mine.labels().size()];
        double total = 0;
        for (int row = 0; row < mine.rows(); row++) {
            double weight = weights == null ? 1 : weights[row];
            shares[mine.truth()[row]] += weight;
            total += weight;
        }
        for (int label = 0; label < shares.length; label++) {
            shares[label] /= total;
        }
        return shares;
    }

    /** Why the predictions of the two cannot be compared, or {@code null} if they can. */
    @Nullable String problem(Metric metric, @Nullable Predictions mine, @Nullable Predictions theirs) {
        if (mine == null || theirs == null) {
            return mine == null ? "the candidate has no predictions" : name() + " has no predictions";
        }
        if (mine.kind() != theirs.kind() || !mine.labels().equals(theirs.labels())) {
            return "the candidate and " + name() + " do not answer the same: " + mine.kind() + " " + mine.labels()
                    + " beside " + theirs.kind() + " " + theirs.labels();
        }
        if (!Arrays.equals(mine.truth(), theirs.truth())
                || !Arrays.equals(mine.truthNumbers(), theirs.truthNumbers())
                || !Arrays.equals(mine.weights(), theirs.weights())) {
            return "the candidate and " + name() + " were not judged on the same rows in the same order ("
                    + Say.rows(mine.rows()) + " beside " + Say.rows(theirs.rows()) + "); evaluate both on one table";
        }
        if (Double.isNaN(Metrics.value(metric, mine))) {
            return Metrics.problem(metric, mine);
        }
        return Double.isNaN(Metrics.value(metric, theirs))
                ? "of " + name() + ", " + Metrics.problem(metric, theirs)
                : null;
    }
}
