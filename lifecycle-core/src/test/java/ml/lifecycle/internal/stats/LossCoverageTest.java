package ml.lifecycle.internal.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import ml.lifecycle.gate.Checks;
import ml.lifecycle.gate.Metric;
import ml.lifecycle.gate.Predictions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bounds of log loss and Brier score hold as often as they say. Each trial has its own seed. */
class LossCoverageTest {

    private static final int TRIALS = 1_000;
    private static final int DRAWS = 300;
    private static final List<String> LABELS = List.of("no", "yes");

    /** How a model scores a row, and how likely 'yes' truly is then. */
    private enum Model {
        /** Right about its own doubts. */
        CALIBRATED {
            @Override
            double[] row(SplittableRandom random) {
                double score = random.nextDouble();
                return new double[] {score, score};
            }
        },
        /** Nearly always sure, rightly so but for a few rows: with few rows none of those may be seen. */
        RARELY_WRONG {
            @Override
            double[] row(SplittableRandom random) {
                double score = random.nextDouble() < 0.8 ? 0.999 : 0.95;
                return new double[] {score, score - 0.02};
            }
        },
        /** A small tree: three leaves, and hardly any doubt in two of them. */
        TREE {
            @Override
            double[] row(SplittableRandom random) {
                double leaf = random.nextDouble();
                double score = leaf < 0.45 ? 0.02 : leaf < 0.55 ? 0.3 : 0.98;
                return new double[] {score, score * 0.94 + 0.03};
            }
        },
        /** Much too sure of itself. */
        BOASTFUL {
            @Override
            double[] row(SplittableRandom random) {
                double odds = Math.exp(4 * random.nextDouble() - 2);
                double boast = odds * odds * odds;
                return new double[] {boast / (1 + boast), odds / (1 + odds)};
            }
        };

        /** The score of 'yes', and its true probability. */
        abstract double[] row(SplittableRandom random);

        Predictions drawn(int rows, long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            double[][] scores = new double[rows][];
            int[] truth = new int[rows];
            for (int row = 0; row < rows; row++) {
                double[] drawn = row(random);
                scores[row] = new double[] {1 - drawn[0], drawn[0]};
                truth[row] = random.nextDouble() < drawn[1] ? 1 : 0;
            }
            return Predictions.ofCodes(LABELS, truth, truth).scores(scores);
        }

        double truth(Metric metric) {
            return Metrics.value(metric, drawn(200_000, -1));
        }
    }

    private static void holds(Metric metric, Model model, int rows) {
        double truth = model.truth(metric);
        boolean[] below = new boolean[TRIALS];
        boolean[] above = new boolean[TRIALS];
        IntStream.range(0, TRIALS).parallel().forEach(trial -> {
            Spread spread = Resampler.spread(
                    Sample.of(metric, Part.all(model.drawn(rows, trial))), 0.95, DRAWS);
            below[trial] = spread.quantile(0.05) <= truth;
            above[trial] = truth <= spread.quantile(0.95);
        });
        assertTrue(share(below) >= 0.94 && share(above) >= 0.94, metric + " with " + rows
                + " rows: the lower bound held in " + share(below) + " of the trials, the upper one in " + share(above));
    }

    private static double share(boolean[] held) {
        return IntStream.range(0, held.length).filter(trial -> held[trial]).count() / (double) held.length;
    }

    @ParameterizedTest
    @DisplayName("each 95 % bound of log loss and Brier score holds, with few rows and great losses too")
    @CsvSource({"CALIBRATED, 30", "RARELY_WRONG, 30", "RARELY_WRONG, 100", "TREE, 30", "BOASTFUL, 30"})
    void bounds(Model model, int rows) {
        holds(Checks.logLoss(), model, rows);
        holds(Checks.brierScore(), model, rows);
    }

    @Test
    @DisplayName("each 95 % bound of the difference between two models on the same rows holds")
    void differences() {
        int rows = 30;
        Metric metric = Checks.brierScore();
        double truth = Metrics.value(metric, Model.TREE.drawn(200_000, -1))
                - Metrics.value(metric, other(Model.TREE.drawn(200_000, -1)));
        boolean[] below = new boolean[TRIALS];
        boolean[] above = new boolean[TRIALS];
        IntStream.range(0, TRIALS).parallel().forEach(trial -> {
            Predictions one = Model.TREE.drawn(rows, trial);
            Spread spread = Resampler.spread(
                    Sample.ofPair(metric, one, other(one), (first, second) -> first - second), 0.95, DRAWS);
            below[trial] = spread.quantile(0.05) <= truth;
            above[trial] = truth <= spread.quantile(0.95);
        });
        assertTrue(share(below) >= 0.94 && share(above) >= 0.94, share(below) + " and " + share(above));
    }

    /** The model that is right about the two outer leaves, and sure of nothing in the middle one. */
    private static Predictions other(Predictions predictions) {
        double[][] scores = Arrays.stream(predictions.scores()).map(row -> {
            double score = row[1] == 0.3 ? 0.5 : row[1] * 0.94 + 0.03;
            return new double[] {1 - score, score};
        }).toArray(double[][]::new);
        return Predictions.ofCodes(LABELS, predictions.truth(), predictions.truth()).scores(scores);
    }

    @Test
    @DisplayName("a hard answer that is never wrong has the bound of Clopper and Pearson")
    void asProportion() {
        double[][] scores = new double[60][];
        Arrays.fill(scores, new double[] {0, 1});
        int[] truth = IntStream.generate(() -> 1).limit(60).toArray();
        Estimate brier = Estimate.of(Checks.brierScore(), Predictions.ofCodes(LABELS, truth, truth).scores(scores), 0.95);
        // Each wrong row would have a loss of 2.
        assertEquals(2 * new Proportion(0, 60).upper(0.95), brier.upper(), 0.01);
        assertEquals(0, brier.lower());
        assertEquals("Gaffke", brier.method());
    }

    @Test
    @DisplayName("rows with weights have bounds around the weighed mean")
    void weighed() {
        Predictions plain = Model.CALIBRATED.drawn(100, 7);
        double[] weights = IntStream.range(0, 100).mapToDouble(row -> row % 2 == 0 ? 2 : 0).toArray();
        Estimate half = Estimate.of(Checks.brierScore(), plain.weights(weights), 0.95);
        Estimate whole = Estimate.of(Checks.brierScore(), plain, 0.95);
        assertTrue(half.lower() < half.value() && half.value() < half.upper());
        assertTrue(half.upper() - half.lower() > whole.upper() - whole.lower(), "half of the rows tell less");
    }
}
