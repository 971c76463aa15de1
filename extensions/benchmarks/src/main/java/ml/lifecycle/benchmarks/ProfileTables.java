package ml.lifecycle.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import ml.lifecycle.data.DriftReport;
import ml.lifecycle.data.Profile;
import ml.lifecycle.data.Table;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Profiles of tables of 20 columns of numbers, beside a plain loop over the same arrays. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 7, time = 2)
public class ProfileTables {

    static final int COLUMNS = 20;
    static final int ROWS = 500_000;
    static final int PARTS = 1_000;
    private static final int PART_ROWS = 2_000;
    private static final int DRIFT_ROWS = 100_000;

    /** Half a million rows, hardly one value twice. */
    @State(Scope.Thread)
    public static class Large {
        private double[][] numbers;
        private Table table;

        /** Draws the rows. */
        @Setup
        public void draw() {
            numbers = normal(new SplittableRandom(1), ROWS);
            table = table(numbers);
        }
    }

    /** Profiles of a thousand parts. */
    @State(Scope.Thread)
    public static class Parts {
        private final List<Profile> profiles = new ArrayList<>();

        /** Draws and profiles the parts. */
        @Setup
        public void draw() {
            SplittableRandom random = new SplittableRandom(2);
            for (int part = 0; part < PARTS; part++) {
                profiles.add(table(normal(random, PART_ROWS)).profile());
            }
        }
    }

    /** Profiles of a reference and of current rows of the same distribution. */
    @State(Scope.Thread)
    public static class Two {
        private Profile reference;
        private Profile current;

        /** Draws and profiles both. */
        @Setup
        public void draw() {
            SplittableRandom random = new SplittableRandom(3);
            reference = table(normal(random, DRIFT_ROWS)).profile();
            current = table(normal(random, DRIFT_ROWS)).profile();
        }
    }

    /** About normal, by column: the sum of twelve numbers between 0 and 1, moved and stretched. */
    private static double[][] normal(SplittableRandom random, int rows) {
        double[][] numbers = new double[COLUMNS][rows];
        for (int column = 0; column < COLUMNS; column++) {
            for (int row = 0; row < rows; row++) {
                numbers[column][row] = column + (column + 1) * (random.doubles(12).sum() - 6);
            }
        }
        return numbers;
    }

    private static Table table(double[][] numbers) {
        Map<String, List<Double>> columns = new LinkedHashMap<>();
        for (int column = 0; column < COLUMNS; column++) {
            columns.put("column" + column, Arrays.stream(numbers[column]).boxed().toList());
        }
        return Table.of(columns);
    }

    /** All statistics and sketches of all columns; the view has no profile yet. */
    @Benchmark
    public Profile profile(Large state) {
        return state.table.without().profile();
    }

    /** A plain loop that sums the same numbers. */
    @Benchmark
    public double sum(Large state) {
        double sum = 0;
        for (double[] column : state.numbers) {
            for (double number : column) {
                sum += number;
            }
        }
        return sum;
    }

    /** Merges the profiles of the parts, one after the other. */
    @Benchmark
    public Profile merge(Parts state) {
        return state.profiles.stream().reduce(Profile::merge).orElseThrow();
    }

    /** Compares all columns by all methods. */
    @Benchmark
    public DriftReport drift(Two state) {
        return state.reference.driftTo(state.current);
    }
}
