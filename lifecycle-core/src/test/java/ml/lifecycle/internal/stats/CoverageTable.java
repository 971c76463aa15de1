package ml.lifecycle.internal.stats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import ml.lifecycle.internal.stats.Shapes.Shape;

/**
 * Writes how often the bounds of each metric hold, and how many rows they need to decide: metric, shape, rows, the share of
 * trials in which each 95 % bound held, the share in which there was none, and the least rows at which a model that is better
 * than what is required by 0.05 passes in 80 % of the trials. One seed for each trial.
 *
 * <p>Run it as its own program, with the file to write, the number of trials, and part of the metrics' names if only some are
 * wanted; the last results are in {@code coverage.csv} beside this class's resources.
 */
public final class CoverageTable {

    private static final double CONFIDENCE = 0.95;
    private static final double BETTER = 0.05;
    private static final double POWER = 0.8;
    private static final int[] ROWS = {20, 30, 50, 100, 200, 500, 1_000};
    private static final int[] DECIDING = {20, 30, 50, 70, 100, 150, 200, 300, 500, 700, 1_000, 1_500, 2_000, 3_000, 5_000};
    private static final int DECIDED = 200;

    private CoverageTable() {}

    /** What came of the trials: shares of those with bounds, and of all. */
    record Coverage(double lower, double upper, double without) {

        static Coverage of(Shape shape, double truth, int rows, int trials) {
            int[] counts = IntStream.range(0, trials).parallel().mapToObj(trial -> {
                Estimate estimate = estimate(shape, rows, trial);
                boolean none = Double.isNaN(estimate.lower());
                return new int[] {!none && estimate.lower() <= truth ? 1 : 0, !none && estimate.upper() >= truth ? 1 : 0,
                    none ? 1 : 0};
            }).reduce(new int[3], (a, b) -> new int[] {a[0] + b[0], a[1] + b[1], a[2] + b[2]});
            double with = trials - counts[2];
            return new Coverage(counts[0] / with, counts[1] / with, counts[2] / (double) trials);
        }
    }

    static Estimate estimate(Shape shape, int rows, int trial) {
        return Estimate.of(shape.metric(), shape.draw().rows(rows, new Random(31L * trial + rows)), CONFIDENCE);
    }

    /** The least rows at which a requirement that the model exceeds by 0.05 is shown; -1 if none of those tried. */
    private static int deciding(Shape shape, double truth) {
        boolean greater = shape.metric().kind().greaterIsBetter();
        double required = greater ? truth - BETTER : truth + BETTER;
        for (int rows : DECIDING) {
            long passed = IntStream.range(0, DECIDED).parallel().filter(trial -> {
                Estimate estimate = estimate(shape, rows, -1 - trial);
                return greater ? estimate.lower() >= required : estimate.upper() <= required;
            }).count();
            if (passed >= POWER * DECIDED) {
                return rows;
            }
        }
        return -1;
    }

    /**
     * Writes the table.
     *
     * @param args the file, the number of trials, and part of the names of the metrics
     * @throws IOException if the file cannot be written
     */
    public static void main(String[] args) throws IOException {
        int trials = Integer.parseInt(args[1]);
        String wanted = args.length > 2 ? args[2] : "";
        Path file = Path.of(args[0]);
        Files.writeString(file, "metric,shape,truth,rows,lower held,upper held,no bounds,rows to decide\n");
        for (Shape shape : Shapes.all()) {
            if (!shape.metric().key().contains(wanted)) {
                continue;
            }
            double truth = shape.truth();
            int deciding = deciding(shape, truth);
            for (int rows : ROWS) {
                Coverage coverage = Coverage.of(shape, truth, rows, trials);
                Files.writeString(file, String.format(Locale.ROOT, "%s,%s,%.4f,%d,%.4f,%.4f,%.4f,%d%n", shape.metric().key(), shape.name(), truth,
                        rows, coverage.lower(), coverage.upper(), coverage.without(), deciding), StandardOpenOption.APPEND);
            }
        }
    }
}
