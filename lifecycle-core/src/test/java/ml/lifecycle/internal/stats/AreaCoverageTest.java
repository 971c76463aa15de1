package ml.lifecycle.internal.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import ml.lifecycle.gate.Average;
import ml.lifecycle.gate.Bound;
import ml.lifecycle.gate.Checks;
import ml.lifecycle.gate.Metric;
import ml.lifecycle.gate.MetricKind;
import ml.lifecycle.gate.Predictions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bounds of the area under the ROC curve and of mean recalls hold with few rows of a class. One seed for each trial. */
class AreaCoverageTest {

    private static final int TRIALS = 2_000;
    private static final List<String> LABELS = List.of("no", "yes");
    private static final Metric AREA = new Metric(MetricKind.ROC_AUC, "yes", null);

    /** Scores of both classes are normal; those of the class are higher by a shift. */
    private static Predictions ranked(int rows, int found, double shift, long seed) {
        Random random = new Random(seed);
        double[][] scores = new double[rows][];
        int[] truth = new int[rows];
        for (int row = 0; row < rows; row++) {
            truth[row] = row < found ? 1 : 0;
            double score = 1 / (1 + Math.exp(-random.nextGaussian() - truth[row] * shift));
            scores[row] = new double[] {1 - score, score};
        }
        return Predictions.ofCodes(LABELS, truth, truth).scores(scores);
    }

    private static Predictions labelled(int rows, int found, double recall, double others, long seed) {
        Random random = new Random(seed);
        int[] truth = new int[rows];
        int[] predicted = new int[rows];
        for (int row = 0; row < rows; row++) {
            truth[row] = row < found ? 1 : 0;
            boolean right = random.nextDouble() < (row < found ? recall : others);
            predicted[row] = right ? truth[row] : 1 - truth[row];
        }
        return Predictions.ofCodes(LABELS, truth, predicted);
    }

    private static void holds(double truth, IntFunction<Estimate> trials) {
        boolean[] below = new boolean[TRIALS];
        boolean[] above = new boolean[TRIALS];
        IntStream.range(0, TRIALS).parallel().forEach(trial -> {
            Estimate estimate = trials.apply(trial);
            below[trial] = estimate.lower() <= truth;
            above[trial] = truth <= estimate.upper();
        });
        assertTrue(share(below) >= 0.935 && share(above) >= 0.935,
                "the lower bound held in " + share(below) + " of the trials, the upper one in " + share(above));
    }

    private static double share(boolean[] held) {
        return IntStream.range(0, held.length).filter(trial -> held[trial]).count() / (double) held.length;
    }

    @ParameterizedTest
    @DisplayName("each 95 % bound of the ROC AUC holds, with few rows of the class and a nearly perfect order too")
    @CsvSource({"60, 30, 1.2, 0.80193", "100, 3, 1.2, 0.80193", "100, 5, 1.2, 0.80193", "200, 10, 2.5, 0.96145",
            "300, 100, 4, 0.99766"})
    void areas(int rows, int found, double shift, double truth) {
        holds(truth, trial -> Estimate.of(AREA, ranked(rows, found, shift, trial), 0.95));
    }

    @Test
    @DisplayName("the difference of two groups is covered, with few rows of the class in one of them")
    void groups() {
        holds(0.96145 - 0.80193, trial -> Estimate.ofIndependent(AREA, ranked(60, 20, 2.5, trial),
                ranked(60, 5, 1.2, -1L - trial), 0.95));
    }

    @Test
    @DisplayName("a perfect order of few rows is no certainty")
    void perfect() {
        Estimate few = Estimate.of(AREA, ranked(30, 10, 60, 1), 0.95);
        assertEquals(1, few.value());
        assertEquals(1, few.upper());
        assertEquals("Newcombe, DeLong", few.method());
        Estimate more = Estimate.of(AREA, ranked(300, 100, 60, 1), 0.95);
        assertTrue(few.lower() > 0.7 && few.lower() < more.lower() && more.lower() < 1);
    }

    @Test
    @DisplayName("the mean area of two classes has the bounds of each, since the one curve is the other")
    void ofTwo() {
        Predictions rows = ranked(100, 20, 1.2, 3);
        Estimate mean = Estimate.of(Checks.rocAuc(), rows, 0.95);
        Estimate one = Estimate.of(AREA, rows, 0.95);
        assertEquals(one.method(), mean.method());
        assertEquals(one.lower(), mean.lower(), 1e-9);
    }

    @Test
    @DisplayName("the doubt of a bound is 5 % just where the 95 % bound lies")
    void doubts() {
        Predictions rows = ranked(100, 20, 1.2, 3);
        Estimate estimate = Estimate.of(AREA, rows, 0.95);
        assertEquals(0.05, Estimate.doubt(AREA, Part.all(rows), Bound.atLeast(estimate.lower()), 0.95), 1e-6);
        assertEquals(0.05, Estimate.doubt(AREA, Part.all(rows), Bound.atMost(estimate.upper()), 0.95), 1e-6);
    }

    @ParameterizedTest
    @DisplayName("each 95 % bound of balanced accuracy and macro recall holds, with few rows of a class too")
    @CsvSource({"60, 30, 0.9, 0.9", "100, 5, 0.8, 0.99", "200, 10, 0.8, 0.99"})
    void recalls(int rows, int found, double recall, double others) {
        double truth = (recall + others) / 2;
        holds(truth, trial -> Estimate.of(Checks.balancedAccuracy(), labelled(rows, found, recall, others, trial), 0.95));
        holds(truth, trial -> Estimate.of(new Metric(MetricKind.RECALL, null, Average.MACRO),
                labelled(rows, found, recall, others, trial), 0.95));
    }

    @Test
    @DisplayName("the doubt of balanced accuracy is 5 % just where the 95 % bound lies")
    void doubtOfRecalls() {
        Predictions rows = labelled(100, 20, 0.8, 0.9, 3);
        Estimate estimate = Estimate.of(Checks.balancedAccuracy(), rows, 0.95);
        assertEquals(0.05, Estimate.doubt(
                Checks.balancedAccuracy(), Part.all(rows), Bound.atLeast(estimate.lower()), 0.95), 1e-6);
    }
}
