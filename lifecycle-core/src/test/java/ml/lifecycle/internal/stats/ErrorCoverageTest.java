package ml.lifecycle.internal.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import ml.lifecycle.gate.Checks;
import ml.lifecycle.gate.Metric;
import ml.lifecycle.gate.Predictions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bounds of errors of predicted numbers hold about as often as they say. Each trial has its own seed. */
class ErrorCoverageTest {

    private static final int TRIALS = 1_000;
    private static final int DRAWS = 200;

    /** How the predictions miss the truth, which is normal. */
    private enum Miss {
        NORMAL {
            @Override
            double of(Random random) {
                return random.nextGaussian();
            }
        },
        LOGNORMAL {
            @Override
            double of(Random random) {
                return Math.exp(random.nextGaussian());
            }
        },
        /** Student's distribution with three degrees of freedom. */
        HEAVY {
            @Override
            double of(Random random) {
                double sum = 0;
                for (int degree = 0; degree < 3; degree++) {
                    double one = random.nextGaussian();
                    sum += one * one;
                }
                return random.nextGaussian() / Math.sqrt(sum / 3);
            }
        };

        abstract double of(Random random);

        Predictions drawn(int rows, long seed) {
            Random random = new Random(seed);
            double[] truth = new double[rows];
            double[] predicted = new double[rows];
            for (int row = 0; row < rows; row++) {
                truth[row] = 3 * random.nextGaussian();
                predicted[row] = truth[row] + of(random);
            }
            return Predictions.ofNumbers(truth, predicted);
        }
    }

    private static void holds(Metric metric, Miss miss, int rows, double truth, double least) {
        boolean[] below = new boolean[TRIALS];
        boolean[] above = new boolean[TRIALS];
        IntStream.range(0, TRIALS).parallel().forEach(trial -> {
            Spread spread = Resampler.spread(
                    Sample.of(metric, Part.all(miss.drawn(rows, trial))), 0.95, DRAWS);
            below[trial] = spread.quantile(0.05) <= truth;
            above[trial] = truth <= spread.quantile(0.95);
        });
        assertTrue(share(below) >= least && share(above) >= least, metric + " with " + rows + " rows: the lower bound"
                + " held in " + share(below) + " of the trials, the upper one in " + share(above));
    }

    private static double share(boolean[] held) {
        return IntStream.range(0, held.length).filter(trial -> held[trial]).count() / (double) held.length;
    }

    @ParameterizedTest
    @DisplayName("each 95 % bound of the MAE holds, with errors of heavy tails too")
    @CsvSource({"NORMAL, 50, 0.79788", "LOGNORMAL, 100, 1.64872", "HEAVY, 100, 1.10266"})
    void meanError(Miss miss, int rows, double truth) {
        holds(Checks.mae(), miss, rows, truth, 0.935);
    }

    @Test
    @DisplayName("each 95 % bound of RMSE and R² of 100 rows with normal errors holds")
    void squares() {
        holds(Checks.rmse(), Miss.NORMAL, 100, 1, 0.94);
        holds(Checks.r2(), Miss.NORMAL, 100, 1 - 1.0 / 9, 0.94);
    }

    @Test
    @DisplayName("the difference of two models on the same rows is covered")
    void differences() {
        boolean[] below = new boolean[TRIALS];
        boolean[] above = new boolean[TRIALS];
        IntStream.range(0, TRIALS).parallel().forEach(trial -> {
            Predictions one = Miss.LOGNORMAL.drawn(100, trial);
            double[] half = new double[100];
            Arrays.setAll(half, row -> (one.truthNumbers()[row] + one.predictedNumbers()[row]) / 2);
            Spread spread = Resampler.spread(Sample.ofPair(Checks.mae(), one,
                    Predictions.ofNumbers(one.truthNumbers(), half), (first, second) -> first - second), 0.95, DRAWS);
            below[trial] = spread.quantile(0.05) <= 0.82436;
            above[trial] = 0.82436 <= spread.quantile(0.95);
        });
        assertTrue(share(below) >= 0.935 && share(above) >= 0.935, share(below) + " and " + share(above));
    }

    @Test
    @DisplayName("few rows, and errors that are all the same, have no bounds")
    void refused() {
        Predictions few = Miss.NORMAL.drawn(49, 1);
        assertTrue(Estimate.of(Checks.mae(), few, 0.95).problem().startsWith("bounds by resampling need at least 50"));
        assertTrue(Estimate.of(Checks.r2(), Miss.NORMAL.drawn(99, 1), 0.95).problem()
                .startsWith("bounds by resampling need at least 100"));
        Predictions same = Predictions.ofNumbers(IntStream.range(0, 100).asDoubleStream().toArray(),
                IntStream.range(1, 101).asDoubleStream().toArray());
        assertTrue(Estimate.of(Checks.mae(), same, 0.95).problem().startsWith("these rows do not vary enough"));
    }

    @Test
    @DisplayName("rows with weights have bounds around the weighed mean, and the method has its name")
    void weighed() {
        double[] weights = IntStream.range(0, 200).mapToDouble(row -> row % 2 == 0 ? 2 : 0).toArray();
        Estimate half = Estimate.of(Checks.mae(), Miss.NORMAL.drawn(200, 7).weights(weights), 0.95);
        assertTrue(half.lower() < half.value() && half.value() < half.upper());
        assertEquals("Gaffke, greatest error seen", half.method());
    }
}
