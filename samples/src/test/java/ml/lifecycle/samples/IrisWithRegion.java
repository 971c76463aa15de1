package ml.lifecycle.samples;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import ml.lifecycle.core.Split;
import ml.lifecycle.data.Table;
import ml.lifecycle.data.TableColumn;

/** Iris comes from one place; a made-up region gives the fairness check something to compare. */
final class IrisWithRegion {

    private IrisWithRegion() {}

    static Split split() {
        return Split.stratified(table(), "species", 0.6, 42).named("iris").groups("region");
    }

    private static Table table() {
        Table iris = read();
        Map<String, List<Object>> columns = new LinkedHashMap<>();
        for (TableColumn column : iris.columns()) {
            List<Object> values = new ArrayList<>();
            for (int row = 0; row < iris.rows(); row++) {
                values.add(column.value(row));
            }
            columns.put(column.name(), values);
        }
        List<Object> regions = new ArrayList<>();
        for (int row = 0; row < iris.rows(); row++) {
            regions.add(row % 2 == 0 ? "north" : "south");
        }
        columns.put("region", regions);
        return Table.of(columns);
    }

    private static Table read() {
        try (InputStream csv = IrisQuickstart.class.getResourceAsStream("iris.csv")) {
            Path file = Files.createTempFile("iris", ".csv");
            Files.write(file, Objects.requireNonNull(csv).readAllBytes());
            Table table = Table.read(file);
            Files.delete(file);
            return table;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
