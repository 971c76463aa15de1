package ml.lifecycle.internal.stats;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import ml.lifecycle.gate.Checks;
import ml.lifecycle.gate.Metric;
import ml.lifecycle.gate.Predictions;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bounds hold as often as they say. Each trial has its own seed, so that the result does not depend on the order. */
class CoverageTest {

    private static final int TRIALS = 10_000;
    private static final List<String> LABELS = List.of("a", "b", "c");
    private static final double[] SHARES = {0.5, 0.3, 0.2};

    private static double share(IntPredicate holds) {
        return IntStream.range(0, TRIALS).parallel().filter(holds).count() / (double) TRIALS;
    }

    private static void within(double low, double high, double share) {
        assertTrue(share >= low && share <= high, () -> "covered in " + share + " of the trials");
    }

    @ParameterizedTest
    @DisplayName("a 95 % interval of a proportion covers in 94 to 100 % of 10,000 trials")
    @CsvSource({"30, 0.9", "100, 0.95", "500, 0.8"})
    void proportions(int rows, double rate) {
        within(0.94, 1, share(trial -> {
            long right = Multinomial.binomial(rows, rate, new SplittableRandom(trial));
            Proportion seen = new Proportion(right, rows);
            return seen.lower(0.975) <= rate && rate <= seen.upper(0.975);
        }));
    }

    @Test
    @DisplayName("a one-sided exact bound never covers less than it says, at any rate")
    void exactly() {
        for (int rows : new int[] {7, 30, 120}) {
            for (double rate = 0.02; rate < 1; rate += 0.02) {
                double covered = 0;
                for (int right = 0; right <= rows; right++) {
                    covered += new Proportion(right, rows).lower(0.95) <= rate
                            ? BinomialDistribution.of(rows, rate).probability(right)
                            : 0;
                }
                assertTrue(covered >= 0.95 - 1e-9, rows + " rows at " + rate + ": " + covered);
            }
        }
    }

    /** Fewer draws than usual: they make the bounds noisier, which the coverage must bear. */
    private static Spread spread(Metric metric, Predictions predictions) {
        return Resampler.spread(Sample.of(metric, Part.all(predictions)), 0.95, 400);
    }

    private static double[] confusion(double errors) {
        double[] cells = new double[9];
        for (int cell = 0; cell < 9; cell++) {
            cells[cell] = SHARES[cell / 3] * (cell / 3 == cell % 3 ? 1 - errors : errors / 2);
        }
        return cells;
    }

    private static Predictions drawn(double[] cells, int rows, long seed) {
        double[] counts = new double[9];
        new Multinomial(cells).draw(rows, new SplittableRandom(seed), counts);
        int[] truth = new int[rows];
        int[] predicted = new int[rows];
        int row = 0;
        for (int cell = 0; cell < 9; cell++) {
            for (int times = 0; times < counts[cell]; times++, row++) {
                truth[row] = cell / 3;
                predicted[row] = cell % 3;
            }
        }
        return Predictions.ofCodes(LABELS, truth, predicted);
    }

    @Test
    @DisplayName("a 95 % interval of macro F1 covers in 94 to 100 % of 10,000 trials, its lower bound in 95 % or more")
    void macroF1() {
        Metric metric = Checks.macroF1();
        double[] cells = confusion(0.1);
        double truth = Metrics.ofCells(metric, -1, 3, 3).of(cells);
        boolean[] below = new boolean[TRIALS];
        within(0.94, 1, share(trial -> {
            Spread spread = spread(metric, drawn(cells, 100, trial));
            below[trial] = spread.quantile(0.05) <= truth;
            return spread.quantile(0.025) <= truth && truth <= spread.quantile(0.975);
        }));
        within(0.95, 1, share(trial -> below[trial]));
    }

    @ParameterizedTest
    @DisplayName("each bound of macro F1 holds in 94 % or more of 10,000 trials, with few rows and few errors too")
    @CsvSource({"30, 0.05", "30, 0.25", "100, 0.05"})
    void boundsOfMacroF1(int rows, double errors) {
        Metric metric = Checks.macroF1();
        double[] cells = confusion(errors);
        double truth = Metrics.ofCells(metric, -1, 3, 3).of(cells);
        boolean[] below = new boolean[TRIALS];
        within(0.94, 1, share(trial -> {
            Spread spread = spread(metric, drawn(cells, rows, trial));
            below[trial] = spread.quantile(0.05) <= truth;
            return truth <= spread.quantile(0.95);
        }));
        within(0.94, 1, share(trial -> below[trial]));
    }

    @Test
    @DisplayName("the RMSE of fewer than 100 rows has no bounds, and the report says why")
    void fewSquares() {
        double[] truth = new Random(1).doubles(99).toArray();
        Estimate few = Estimate.of(Checks.rmse(), Predictions.ofNumbers(truth, new double[99]), 0.95);
        assertTrue(Double.isNaN(few.upper()) && few.problem().startsWith("bounds by resampling need at least 100 rows"));
        assertTrue(Estimate.of(Checks.mae(), Predictions.ofNumbers(truth, new double[99]), 0.95).upper() > 0);
        assertTrue(Estimate.of(Checks.rmse(), Predictions.ofNumbers(new double[100],
                new Random(1).doubles(100).toArray()), 0.95).upper() > 0);
    }

    @Test
    @DisplayName("a 95 % interval of the RMSE of 100 rows covers in 94 to 100 % of 10,000 trials")
    void rmse() {
        within(0.94, 1, share(trial -> {
            Random random = new Random(trial);
            double[] truth = random.doubles(100).toArray();
            double[] predicted = IntStream.range(0, 100)
                    .mapToDouble(row -> truth[row] + random.nextGaussian()).toArray();
            Spread spread = spread(Checks.rmse(), Predictions.ofNumbers(truth, predicted));
            return spread.quantile(0.025) <= 1 && 1 <= spread.quantile(0.975);
        }));
    }

    @ParameterizedTest
    @DisplayName("a candidate that is worse by just the margin passes in about 5 % of 10,000 trials, never in 6 %")
    @CsvSource({"50, 0.05, 0.10", "100, 0.05, 0.20", "300, 0.01, 0.05", "300, 0.05, 0.06", "1000, 0.01, 0.16"})
    void notWorse(int rows, double margin, double disagreement) {
        double lost = (disagreement + margin) / 2;
        double[] cells = {disagreement - lost, lost, 1 - disagreement};
        within(0, 0.06, share(trial -> {
            double[] counts = new double[3];
            new Multinomial(cells).draw(rows, new SplittableRandom(trial), counts);
            return new PairedProportions((long) counts[0], (long) counts[1], rows).lower(0.95) >= -margin;
        }));
    }

    @Test
    @DisplayName("a candidate as good as the champion is found better in at most 5 % of 10,000 trials")
    void mcnemar() {
        within(0, 0.05, share(trial -> {
            double[] counts = new double[3];
            new Multinomial(new double[] {0.05, 0.05, 0.9}).draw(400, new SplittableRandom(trial), counts);
            return new PairedProportions((long) counts[0], (long) counts[1], 400).mcnemar() <= 0.05;
        }));
    }

    @Test
    @DisplayName("the difference of two groups is covered in 94 to 100 % of 10,000 trials")
    void difference() {
        within(0.94, 1, share(trial -> {
            SplittableRandom random = new SplittableRandom(trial);
            Proportion one = new Proportion(Multinomial.binomial(60, 0.9, random), 60);
            Proportion other = new Proportion(Multinomial.binomial(40, 0.8, random), 40);
            double[] bounds = one.difference(other, 0.975);
            return bounds[0] <= 0.1 && 0.1 <= bounds[1];
        }));
    }

    @Test
    @DisplayName("the ratio of two groups is covered in 94 to 100 % of 10,000 trials")
    void ratio() {
        within(0.94, 1, share(trial -> {
            SplittableRandom random = new SplittableRandom(trial);
            Proportion one = new Proportion(Multinomial.binomial(80, 0.4, random), 80);
            Proportion other = new Proportion(Multinomial.binomial(60, 0.5, random), 60);
            double[] bounds = one.ratio(other, 0.975);
            return bounds[0] <= 0.8 && 0.8 <= bounds[1];
        }));
    }
}
