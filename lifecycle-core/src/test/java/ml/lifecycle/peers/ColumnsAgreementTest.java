package ml.lifecycle.peers;

import static ml.lifecycle.gate.DataChecks.column;
import static ml.lifecycle.gate.DataChecks.duplicateRows;
import static ml.lifecycle.gate.DataChecks.rowCount;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ml.lifecycle.data.ColumnProfile;
import ml.lifecycle.data.Correlation;
import ml.lifecycle.data.Profile;
import ml.lifecycle.data.Table;
import ml.lifecycle.gate.Evidence;
import ml.lifecycle.gate.Measure;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What profiles and gates say of columns is what NumPy, SciPy and pandas say. */
class ColumnsAgreementTest {

    private static final List<String> WITH_UNIT = Stream.concat(
            Stream.of("x_mean", "x_deviation", "x_quantile", "x_min", "x_max", "x_edge"),
            IntStream.range(1, 10).mapToObj(decile -> "x_quantile_" + 10 * decile)).toList();

    @Test
    @DisplayName("columns")
    void columns() {
        Answers.of("columns").compare(seed -> {
            Map<String, double[]> input = Inputs.of("columns", seed);
            Map<String, List<? extends @Nullable Object>> columns = new LinkedHashMap<>();
            columns.put("x", Judged.present(input.get("x")));
            columns.put("y", Judged.present(input.get("y")));
            columns.put("level", Judged.texts(input.get("level")));
            Table table = Table.of(columns);
            Map<String, Double> values = Judged.values(Evidence.of(table), measures(seed));
            put(values, table.profile(), (int) (seed % 20));
            // Peers were asked about numbers that are not scaled; a power of two takes nothing away.
            WITH_UNIT.forEach(name -> values.computeIfPresent(name, (unused, value) -> value / input.get("scale")[0]));
            return values;
        });
    }

    private static Map<String, Measure> measures(long seed) {
        Map<String, Measure> measures = new LinkedHashMap<>();
        measures.put("rows", rowCount());
        measures.put("duplicate_rows", duplicateRows());
        measures.put("x_missing", column("x").missing());
        measures.put("level_missing", column("level").missing());
        measures.put("x_distinct", column("x").distinct());
        measures.put("level_distinct", column("level").distinct());
        measures.put("level_share", column("level").share("c0"));
        measures.put("x_mean", column("x").mean());
        measures.put("x_deviation", column("x").standardDeviation());
        measures.put("x_quantile", column("x").quantile(seed % 101 / 100.0));
        return measures;
    }

    private static void put(Map<String, Double> values, Profile profile, int part) {
        ColumnProfile x = profile.column("x");
        values.put("x_min", x.min());
        values.put("x_max", x.max());
        values.put("x_skewness", x.skewness());
        values.put("x_outliers", (double) x.outliers());
        values.put("x_edge", x.edges().length == 0 ? Double.NaN : x.edges()[part % x.edges().length]);
        values.put("x_part", x.edges().length == 0 ? Double.NaN : x.histogram()[part % x.edges().length]);
        for (int decile = 1; decile < 10; decile++) {
            values.put("x_quantile_" + 10 * decile, x.quantiles().length == 0 ? Double.NaN : x.quantiles()[decile]);
        }
        values.put("level_most", profile.column("level").top().values().stream().findFirst()
                .map(Long::doubleValue).orElse(Double.NaN));
        Optional<Correlation> pair = profile.correlations().stream().findFirst();
        values.put("pearson", pair.map(Correlation::pearson).orElse(Double.NaN));
        values.put("both", pair.map(found -> (double) found.rows()).orElse(Double.NaN));
        values.put("spearman", pair.map(Correlation::spearman).orElse(Double.NaN));
    }
}
