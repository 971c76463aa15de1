package ml.lifecycle.internal.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import ml.lifecycle.gate.Average;
import ml.lifecycle.gate.Bound;
import ml.lifecycle.gate.Checks;
import ml.lifecycle.gate.GroupColumn;
import ml.lifecycle.gate.Metric;
import ml.lifecycle.gate.Predictions;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

@Label("Groups that are counted in one pass")
class PartProperties {

    private static final Bound HALF = Bound.atLeast(0.5);

    @Property(tries = 100)
    @Label("give what the selected rows of each group give, to the bit")
    void counting_equals_selecting(@ForAll("metrics") Metric metric, @ForAll @IntRange(min = 0, max = 400) int rows,
            @ForAll @IntRange(min = 1, max = 6) int groups, @ForAll boolean weighted, @ForAll long seed) {
        Predictions all = draw(rows, seed, weighted);
        GroupColumn column = column(rows, groups, seed);
        List<Part> parts = Part.groups(metric, all, column);
        List<Predictions> selected = IntStream.range(0, groups).mapToObj(group -> select(all, column, group)).toList();
        for (int group = 0; group < groups; group++) {
            Predictions rowsOfGroup = selected.get(group);
            assertEquals(rowsOfGroup.rows(), parts.get(group).rows());
            assertEquals(Estimate.of(metric, rowsOfGroup, 0), Estimate.of(metric, parts.get(group), 0));
            assertEquals(Estimate.of(metric, rowsOfGroup, 0.9), Estimate.of(metric, parts.get(group), 0.9));
            assertArrayEquals(numbers(column, group), parts.get(group).numbers());
            if (!Double.isNaN(Metrics.value(metric, rowsOfGroup))) {
                assertEquals(Estimate.doubt(metric, Part.all(rowsOfGroup), HALF, 0.9),
                        Estimate.doubt(metric, parts.get(group), HALF, 0.9));
            }
        }
        if (groups > 1 && !Double.isNaN(Metrics.value(metric, selected.get(0)))
                && !Double.isNaN(Metrics.value(metric, selected.get(1)))) {
            assertEquals(Estimate.ofIndependent(metric, selected.get(0), selected.get(1), 0.9),
                    Estimate.ofIndependent(metric, parts.get(0), parts.get(1), 0.9));
        }
    }

    @Provide
    Arbitrary<Metric> metrics() {
        Metric recall = Checks.recall("c1");
        return Arbitraries.of(Checks.accuracy(), Checks.balancedAccuracy(), Checks.matthews(), Checks.kappa(),
                Checks.macroF1(), recall, Checks.precision("c2"), Checks.f1("c0"), recall.average(Average.WEIGHTED),
                recall.average(Average.MICRO), Checks.recall("nobody"), Checks.rmse(), Checks.logLoss());
    }

    private static Predictions draw(int rows, long seed, boolean weighted) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] truth = random.ints(rows, 0, 3).toArray();
        int[] predicted =
                IntStream.of(truth).map(label -> random.nextInt(4) == 0 ? random.nextInt(3) : label).toArray();
        double[][] scores = new double[rows][];
        for (int row = 0; row < rows; row++) {
            double one = random.nextDouble(0.1, 0.4);
            scores[row] = new double[] {one, 0.5, 0.5 - one};
        }
        Predictions drawn = Predictions.ofCodes(List.of("c0", "c1", "c2"), truth, predicted).scores(scores);
        return weighted ? drawn.weights(random.doubles(rows).toArray()) : drawn;
    }

    /** Groups of unequal size, often one without rows. */
    private static GroupColumn column(int rows, int groups, long seed) {
        SplittableRandom random = new SplittableRandom(seed + 1);
        int[] codes = random.ints(rows, 0, groups).map(code -> Math.min(code, random.nextInt(groups))).toArray();
        return new GroupColumn(IntStream.range(0, groups).mapToObj(group -> "g" + group).toList(), codes);
    }

    private static Predictions select(Predictions all, GroupColumn column, int group) {
        return all.select(numbers(column, group));
    }

    private static int[] numbers(GroupColumn column, int group) {
        return IntStream.range(0, column.codes().length).filter(row -> column.codes()[row] == group).toArray();
    }
}
