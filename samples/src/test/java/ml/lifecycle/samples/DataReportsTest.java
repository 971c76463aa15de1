package ml.lifecycle.samples;

import static ml.lifecycle.gate.DataChecks.expectationsFrom;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.data.ColumnChange;
import ml.lifecycle.data.DriftReport;
import ml.lifecycle.data.Snapshot;
import ml.lifecycle.data.Table;
import ml.lifecycle.gate.GateReport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The data of the course, from the file to its reports. */
class DataReportsTest {

    @ParameterizedTest
    @CsvSource({"iris, 150, 5, petal_length", "wine, 178, 14, alcohol", "breast-cancer, 569, 31, worst_perimeter"})
    void from_the_file_to_profile_expectations_and_drift(String name, int rows, int columns, String moved,
            @TempDir Path directory) throws Exception {
        Path file = directory.resolve(name + ".csv");
        try (InputStream csv = DataReportsTest.class.getResourceAsStream(name + ".csv")) {
            Files.write(file, Objects.requireNonNull(csv, name).readAllBytes());
        }
        try (Lifecycle lifecycle = Lifecycle.open(directory.resolve("store"))) {
            Snapshot snapshot = lifecycle.data(name).add(file);
            String profile = snapshot.profile().toHtml();
            assertTrue(profile.contains("<h1>Profile: " + rows + " rows × " + columns + " columns</h1>"), profile);
            assertEquals(columns, profile.split("<section ", -1).length - 1);
            assertTrue(snapshot.profile().toJson().contains("\"name\":\"" + moved + "\""));
            Table table = snapshot.table();
            GateReport expectations = expectationsFrom(snapshot.profile()).evaluate(snapshot);
            assertTrue(expectations.passed(), expectations::toString);
            assertFalse(snapshot.driftTo(table).drifted());
            DriftReport drift = snapshot.driftTo(DriftExercise.scaled(table, moved, 1.2));
            assertEquals(List.of(moved), drift.columns().stream()
                    .filter(column -> column.state() == ColumnChange.State.DRIFTED)
                    .map(ColumnChange::name).toList());
            assertTrue(drift.toHtml().contains("<h1><span class=\"verdict DRIFTED\">Drift: 1 of " + columns + " columns"));
        }
    }
}
