package ml.lifecycle.samples;

import static ml.lifecycle.gate.Checks.drift;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import ml.lifecycle.data.DriftReport;
import ml.lifecycle.data.Table;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.gate.Evidence;
import ml.lifecycle.gate.QualityGate;

/**
 * The flowers of the next season have longer petals. By 8 % it is told, but below the 10 % that the gate allows; by 20 % the
 * gate refuses.
 */
public final class DriftExercise {

    private static final QualityGate GATE = QualityGate.named("drift").require(drift().meanShift().atMost(0.10));

    private DriftExercise() {}

    /**
     * Compares two seasons with the reference, and writes what it found as pages for a browser.
     *
     * @param args the directory of the pages, by default the working directory
     * @throws IOException if the sample's data cannot be copied or a page cannot be written
     */
    public static void main(String... args) throws IOException {
        Path directory = Path.of(args.length == 0 ? "." : args[0]);
        Table reference = iris();
        List<Path> pages = new ArrayList<>();
        for (double factor : new double[] {1.08, 1.2}) {
            long percent = Math.round(100 * (factor - 1));
            Table season = scaled(reference, "petal_length", factor);
            System.out.println("\n== Petals longer by " + percent + " % ==");
            DriftReport report = reference.driftTo(season);
            report.print();
            System.out.println();
            GATE.evaluate(Evidence.of(season).drift(reference, season)).print();
            pages.add(Files.writeString(directory.resolve("drift-" + percent + "-percent.html"), report.toHtml()));
        }
        System.out.println("\nThe same with charts, to be opened in a browser:");
        pages.forEach(page -> System.out.println("  " + page));
    }

    /** The table with one column of numbers multiplied. */
    static Table scaled(Table table, String name, double factor) {
        Map<String, List<Object>> columns = new LinkedHashMap<>();
        for (TableColumn column : table.columns()) {
            List<Object> values = new ArrayList<>();
            for (int row = 0; row < table.rows(); row++) {
                values.add(column.name().equals(name) ? (Object) (column.number(row) * factor) : column.value(row));
            }
            columns.put(column.name(), values);
        }
        return Table.of(columns);
    }

    static Table iris() throws IOException {
        Path file = Files.createTempFile("iris", ".csv");
        try (InputStream csv = DriftExercise.class.getResourceAsStream("iris.csv")) {
            Files.write(file, Objects.requireNonNull(csv, "iris.csv is part of the samples").readAllBytes());
            return Table.read(file);
        } finally {
            Files.delete(file);
        }
    }
}
