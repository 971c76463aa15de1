package ml.lifecycle.tribuo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ColumnEffectTest {

    private static final int SAMPLES = 1_500;

    /** A row: the value of the column, and the truth. */
    private record Row(double value, double truth) {

        Row with(double other) {
            return new Row(other, truth);
        }
    }

    /** A population of which the growth is known, and a model of it. */
    private record World(Random random, boolean root, double growth, ToDoubleFunction<Random> value,
            ToDoubleFunction<Row> error) {

        /** A fifth of the rows is of the second class, each tenth truth is the other one, and the model is right else. */
        static World classes() {
            Random random = new Random(3);
            // Before 0.1 are wrong. After, model and truth agree without noise on 0.8² + 0.2² = 0.68 of the rows.
            double after = 0.68 * 0.1 + 0.32 * 0.9;
            return new World(random, false, after - 0.1, Random::nextDouble,
                    row -> row.value > 0.8 == row.truth > 0.8 ? 0 : 1);
        }

        /** The truth is the value and noise. */
        static World numbers() {
            double noise = 0.5;
            return new World(new Random(4), true, Math.sqrt(2 + noise * noise) - noise, Random::nextGaussian,
                    row -> (row.value - row.truth) * (row.value - row.truth));
        }

        Row draw() {
            double value = this.value.applyAsDouble(random);
            if (root) {
                return new Row(value, value + 0.5 * random.nextGaussian());
            }
            boolean second = value > 0.8 != random.nextDouble() < 0.1;
            return new Row(value, second ? 1 : 0);
        }

        ColumnEffect sample(int rows, int repeats) {
            Row[] drawn = IntStream.range(0, rows).mapToObj(row -> draw()).toArray(Row[]::new);
            double[] before = IntStream.range(0, rows).mapToDouble(row -> error.applyAsDouble(drawn[row])).toArray();
            double[][] after = new double[repeats][rows];
            int[][] givers = new int[repeats][rows];
            for (int repeat = 0; repeat < repeats; repeat++) {
                int[] order = shuffled(rows);
                givers[repeat] = order;
                for (int row = 0; row < rows; row++) {
                    after[repeat][row] = error.applyAsDouble(drawn[row].with(drawn[order[row]].value));
                }
            }
            return root ? ColumnEffect.ofRoot(before, after, givers) : ColumnEffect.ofMean(before, after, givers);
        }

        private int[] shuffled(int rows) {
            int[] order = IntStream.range(0, rows).toArray();
            for (int index = rows - 1; index > 0; index--) {
                int other = random.nextInt(index + 1);
                int row = order[index];
                order[index] = order[other];
                order[other] = row;
            }
            return order;
        }

        double coverage(int rows, int repeats) {
            int covered = 0;
            for (int sample = 0; sample < SAMPLES; sample++) {
                ColumnEffect effect = sample(rows, repeats);
                covered += Math.abs(effect.growth() - growth) <= effect.reach() ? 1 : 0;
            }
            return (double) covered / SAMPLES;
        }
    }

    private static void assertCovers(double coverage) {
        assertTrue(coverage > 0.93 && coverage < 0.97, "covered " + coverage);
    }

    @Test
    void the_interval_of_a_loss_of_accuracy_covers_the_truth_as_often_as_it_says() {
        World classes = World.classes();
        assertCovers(classes.coverage(100, 10));
        assertCovers(classes.coverage(200, 5));
        assertCovers(classes.coverage(500, 2));
    }

    @Test
    void the_interval_of_a_growth_of_a_root_covers_the_truth_as_often_as_it_says() {
        World numbers = World.numbers();
        assertCovers(numbers.coverage(100, 10));
        assertCovers(numbers.coverage(200, 5));
        assertCovers(numbers.coverage(500, 2));
    }

    @Test
    void the_growth_is_the_one_that_can_be_computed_by_hand() {
        double[] before = {0, 0, 4, 4};
        double[][] after = {{8, 8, 8, 8}, {0, 16, 16, 0}};
        int[][] givers = {{1, 0, 3, 2}, {2, 3, 0, 1}};
        assertEquals(6, ColumnEffect.ofMean(before, after, givers).growth());
        assertEquals(Math.sqrt(8) - Math.sqrt(2), ColumnEffect.ofRoot(before, after, givers).growth(), 1e-12);
    }

    @Test
    void a_column_that_changes_no_answer_has_no_effect_and_no_width() {
        double[] before = {0, 1, 4};
        double[][] after = {{0, 1, 4}, {0, 1, 4}};
        int[][] givers = {{1, 2, 0}, {2, 0, 1}};
        assertEquals(new ColumnEffect(0, 0), ColumnEffect.ofMean(before, after, givers));
        assertEquals(new ColumnEffect(0, 0), ColumnEffect.ofRoot(before, after, givers));
        assertEquals(new ColumnEffect(0, 0),
                ColumnEffect.ofRoot(new double[3], new double[2][3], givers));
    }

    @Test
    void what_rounding_alone_makes_is_exactly_nothing() {
        double[] before = {1, 0, 0};
        double[] numbers = {0.1, 0.7, 2.3};
        double[][] turned = new double[10][];
        double[][] same = new double[10][];
        int[][] givers = new int[10][];
        for (int repeat = 0; repeat < 10; repeat++) {
            turned[repeat] = repeat % 2 == 0 ? new double[] {0, 1, 0} : new double[] {0, 0, 1};
            same[repeat] = new double[] {0.1, 0.7, Math.nextUp(2.3)};
            givers[repeat] = new int[] {1, 2, 0};
        }
        ColumnEffect cancelled = ColumnEffect.ofMean(before, turned, givers);
        assertEquals(0, cancelled.growth());
        assertTrue(cancelled.reach() > 0.1, cancelled.toString());
        assertEquals(new ColumnEffect(0, 0), ColumnEffect.ofMean(numbers, same, givers));
        assertEquals(new ColumnEffect(0, 0), ColumnEffect.ofRoot(numbers, same, givers));
        same[0][0] += 1e-9;
        assertEquals(1e-9 / 30, ColumnEffect.ofMean(numbers, same, givers).growth(), 1e-15);
        assertTrue(ColumnEffect.ofRoot(numbers, same, givers).growth() > 1e-12);
    }

    @Test
    void a_model_without_error_before_has_a_finite_interval() {
        ColumnEffect effect = ColumnEffect.ofRoot(new double[3], new double[][] {{0, 1, 4}, {1, 0, 9}},
                new int[][] {{1, 2, 0}, {2, 0, 1}});
        assertTrue(effect.reach() > 0 && Double.isFinite(effect.reach()), effect.toString());
    }

    @Test
    void a_single_row_says_nothing_about_others() {
        ColumnEffect effect = ColumnEffect.ofMean(new double[] {1}, new double[][] {{1}, {1}}, new int[][] {{0}, {0}});
        assertEquals(0, effect.growth());
        assertTrue(Double.isNaN(effect.reach()));
    }
}
