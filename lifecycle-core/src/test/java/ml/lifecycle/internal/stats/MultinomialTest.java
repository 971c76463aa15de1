package ml.lifecycle.internal.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.inference.ChiSquareTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MultinomialTest {

    @ParameterizedTest
    @DisplayName("binomial numbers are distributed as the library of another project says")
    @CsvSource({"20, 0.1", "40, 0.3", "1000, 0.02", "1000, 0.5", "1000, 0.97", "1000000, 0.00003", "25, 0.5"})
    void binomial(int trials, double probability) {
        BinomialDistribution distribution = BinomialDistribution.of(trials, probability);
        int low = distribution.inverseCumulativeProbability(0.005);
        int high = distribution.inverseCumulativeProbability(0.995);
        double[] expected = new double[high - low + 1];
        long[] observed = new long[expected.length];
        for (int bin = 0; bin < expected.length; bin++) {
            expected[bin] = distribution.probability(low + bin);
        }
        expected[0] = distribution.cumulativeProbability(low);
        expected[expected.length - 1] = distribution.survivalProbability(high - 1);
        SplittableRandom random = new SplittableRandom(11);
        for (int draw = 0; draw < 200_000; draw++) {
            int number = Multinomial.binomial(trials, probability, random);
            observed[Math.max(0, Math.min(expected.length - 1, number - low))]++;
        }
        double p = ChiSquareTest.withDefaults().test(expected, observed).getPValue();
        assertTrue(p > 0.001, () -> "p = " + p + " for " + Arrays.toString(observed));
    }

    @Test
    @DisplayName("cells are drawn in proportion, many rows for few cells and few rows for many")
    void cells() {
        double[] expected = new double[300];
        Arrays.setAll(expected, cell -> cell % 3 == 0 ? 0 : cell);
        Multinomial cells = new Multinomial(expected);
        for (int rows : new int[] {7, 5000}) {
            double[] counts = new double[300];
            double[] sums = new double[300];
            SplittableRandom random = new SplittableRandom(5);
            for (int draw = 0; draw < 100_000 / rows; draw++) {
                cells.draw(rows, random, counts);
                assertEquals(rows, Arrays.stream(counts).sum());
                Arrays.setAll(sums, cell -> sums[cell] + counts[cell]);
            }
            assertEquals(0, sums[0] + sums[297]);
            double[] used = Arrays.stream(expected).filter(value -> value > 0).toArray();
            long[] seen = new long[used.length];
            int at = 0;
            for (int cell = 0; cell < 300; cell++) {
                if (expected[cell] > 0) {
                    seen[at++] = (long) sums[cell];
                }
            }
            assertTrue(ChiSquareTest.withDefaults().test(used, seen).getPValue() > 0.001);
        }
    }
}
