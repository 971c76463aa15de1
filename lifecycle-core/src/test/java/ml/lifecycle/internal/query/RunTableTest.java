package ml.lifecycle.internal.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.run.RunStatus;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RunTableTest {

    private static RunRecord run(String name, RunStatus status, Map<String, String> params,
            Map<String, Double> metrics) {
        return new RunRecord(name, "iris", name, null, status, Instant.EPOCH, Instant.EPOCH.plusMillis(1234), null,
                params, metrics, Map.of(), Map.of(), List.of(), Map.of());
    }

    @Test
    void without_columns_it_shows_the_run_the_params_that_differ_and_the_metrics() {
        List<RunRecord> runs = List.of(
                run("cart", RunStatus.FINISHED, Map.of("depth", "2", "seed", "1"), Map.of("accuracy", 0.95)),
                run("knn", RunStatus.FINISHED, Map.of("depth", "3", "seed", "1"), Map.of("accuracy", 2.0 / 3)));
        assertEquals("""
                run   depth  accuracy
                cart      2      0.95
                knn       3    0.6667""", DefaultColumns.table(runs, List.of()).toString());
    }

    @Test
    void the_status_is_shown_when_not_all_have_finished() {
        assertEquals(List.of("run", "status"), DefaultColumns.table(
                List.of(run("a", RunStatus.FAILED, Map.of(), Map.of())), List.of()).columns());
    }

    @Test
    void as_many_metrics_as_fit_into_80_columns_are_shown_those_of_the_KPIs_first() {
        Map<String, Double> metrics = new LinkedHashMap<>();
        for (int i = 0; i < 30; i++) {
            metrics.put("metric_number_" + i, 1.0 / i);
        }
        List<RunRecord> runs = new ArrayList<>(List.of(run("a", RunStatus.FINISHED, Map.of(), metrics)));
        var table = DefaultColumns.table(runs, List.of("absent", "metric_number_29"));
        assertEquals("metric_number_29", table.columns().get(1));
        assertEquals("metric_number_0", table.columns().get(2));
        assertTrue(table.toString().lines().allMatch(line -> line.length() <= 80), table.toString());
    }

    @Test
    void named_columns_are_shown_whole_and_harmless() {
        RunRecord run = run("a\u001B[31m", RunStatus.FINISHED, Map.of("accuracy", "x".repeat(100)),
                Map.of("accuracy", 0.5));
        var table = Cells.table(List.of(run), List.of(Field.attribute("name"),
                new Field(Field.Kind.PARAM, "accuracy"), new Field(Field.Kind.METRIC, "accuracy"),
                Field.attribute("duration"), new Field(Field.Kind.TAG, "none")), Integer.MAX_VALUE);
        assertEquals(List.of("name", "params.accuracy", "metrics.accuracy", "duration", "none"), table.columns());
        assertEquals(List.of("a\\u001b[31m", "x".repeat(100), "0.5", "1.234 s", ""), table.rows().get(0));
    }

    @ParameterizedTest
    @CsvSource({"m, 0.96666666, 0.9667", "m, 0, 0", "m, -0.0, 0", "m, 12.3456, 12.35", "m, 1234.5, 1234",
        "m, 100, 100", "m, 0.00001234567, 1.235e-5", "m, 1e300, 1e300", "m, NaN, NaN", "m, -Infinity, -Infinity",
        "t_ms, 0.0123, 12.3 µs", "t_ms, 12.5, 12.5 ms", "t_ms, 0, 0 ms", "t_ms, 90000, 90 s", "t_ms, NaN, NaN",
        "s_bytes, 512, 512 B", "s_bytes, 2048, 2.048 kB", "s_bytes, 5e9, 5000 MB"})
    void numbers_have_four_digits_that_mean_something(String metric, double value, String text) {
        assertEquals(text, Cells.number(metric, value));
    }
}
