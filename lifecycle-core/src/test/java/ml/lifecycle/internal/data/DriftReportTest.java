package ml.lifecycle.internal.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.ColumnChange;
import ml.lifecycle.data.ColumnChange.State;
import ml.lifecycle.data.DriftMethod;
import ml.lifecycle.data.DriftReport;
import ml.lifecycle.data.DriftSettings;
import ml.lifecycle.data.Table;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.report.TextLayout;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DriftReportTest {

    private static List<@Nullable Object> values(int rows, IntFunction<@Nullable Object> value) {
        return IntStream.range(0, rows).mapToObj(value).collect(Collectors.toList());
    }

    /** Four columns of one distribution; {@code shift} moves the first. */
    private static Table sample(int rows, long seed, double shift) {
        Random random = new Random(seed);
        Map<String, List<@Nullable Object>> columns = new LinkedHashMap<>();
        columns.put("normal", values(rows, row -> 10 + shift + random.nextGaussian()));
        columns.put("skewed", values(rows, row -> Math.exp(random.nextGaussian())));
        columns.put("whole", values(rows, row -> (long) random.nextInt(6)));
        columns.put("text", values(rows, row -> random.nextInt(9) == 0 ? null : "abcd".substring(random.nextInt(4)).substring(0, 1)));
        return Table.of(columns);
    }

    static Table scaled(Table table, String name, double factor) {
        Map<String, List<@Nullable Object>> columns = new LinkedHashMap<>();
        for (TableColumn column : table.columns()) {
            columns.put(column.name(), values(table.rows(), row -> column.name().equals(name)
                    ? (Object) (column.number(row) * factor) : column.value(row)));
        }
        return Table.of(columns);
    }

    @Test
    void unchanged_data_alarms_no_more_often_than_stated_and_a_shift_is_found() {
        for (int rows : new int[] {60, 400, 3000}) {
            int alarms = 0;
            int found = 0;
            int repetitions = 200;
            for (int seed = 0; seed < repetitions; seed++) {
                Table reference = sample(2 * rows, 1000 + seed, 0);
                alarms += reference.driftTo(sample(rows, 5000 + seed, 0)).drifted() ? 1 : 0;
                found += reference.driftTo(sample(rows, 9000 + seed, 1)).column("normal").state() == State.DRIFTED ? 1 : 0;
            }
            // Of 200 at 5 % more than 19 come once in 500 such simulations; the seeds are fixed.
            assertTrue(alarms <= 19, alarms + " false alarms of " + repetitions + " with " + rows + " rows");
            assertTrue(found >= repetitions * 99 / 100, found + " of " + repetitions + " shifts found with " + rows + " rows");
        }
    }

    @Test
    void profiles_say_what_tables_say() {
        Table reference = sample(5000, 1, 0);
        Table current = sample(4000, 2, 0.5);
        DriftReport exact = reference.driftTo(current);
        DriftReport sketched = reference.profile().driftTo(current.profile());
        for (ColumnChange column : exact.columns()) {
            ColumnChange other = sketched.column(column.name());
            assertEquals(column.state(), other.state(), column.sentence());
            column.distances().forEach((method, distance) ->
                    assertEquals(distance, other.distances().get(method), 0.05, column.name() + " by " + method));
        }
        assertEquals(State.DRIFTED, exact.column("normal").state());
        assertEquals(DriftMethod.WASSERSTEIN, exact.column("normal").method());
        assertEquals(0.5, exact.column("normal").distance(), 0.05);
        assertEquals(0.05, exact.column("normal").meanShift(), 0.005);
        assertThrows(RefusedException.class, exact::orThrow);
        assertEquals(List.of("whole", "text"), exact.columns().stream().map(ColumnChange::name)
                .filter(name -> exact.column(name).method() == sketched.column(name).method()
                        && exact.column(name).distance() == sketched.column(name).distance()).toList());
    }

    @Test
    void the_exercise_of_the_course_petals_that_are_longer() {
        Table iris = TablesReadTest.iris();
        DriftReport little = iris.driftTo(scaled(iris, "petal_length", 1.08));
        assertEquals(0.08, little.column("petal_length").meanShift(), 1e-9);
        assertTrue(little.toString().contains("+8.0 %"), little::toString);
        DriftReport much = iris.driftTo(scaled(iris, "petal_length", 1.2));
        assertEquals(0.2, much.column("petal_length").meanShift(), 1e-9);
        assertEquals(List.of("petal_length"), much.columns().stream()
                .filter(column -> column.state() == State.DRIFTED).map(ColumnChange::name).toList(), much::toString);
        assertFalse(iris.driftTo(iris).drifted());
        assertEquals(5, iris.driftTo(iris).orThrow().columns().size());
    }

    @Test
    void distances_are_those_of_the_textbook() {
        Table reference = Table.of(Map.of("x", List.of(1.0, 2.0, 3.0, 4.0)));
        Table current = Table.of(Map.of("x", List.of(3.0, 4.0, 5.0, 6.0)));
        Map<DriftMethod, Double> distances = reference.driftTo(current).column("x").distances();
        assertEquals(0.5, distances.get(DriftMethod.KOLMOGOROV_SMIRNOV), 1e-12);
        assertEquals(2 / Math.sqrt(5 / 3.0), distances.get(DriftMethod.WASSERSTEIN), 1e-12);
        assertEquals(0.8, distances.get(DriftMethod.MEAN_SHIFT), 1e-12);
        // The table of R. A. Fisher's kind: (30 10 / 10 30) has χ² = 20, and so V = 0.5.
        Table before = Table.of(Map.of("t", values(40, row -> row < 30 ? "a" : "b")));
        Table now = Table.of(Map.of("t", values(40, row -> row < 10 ? "a" : "b")));
        ColumnChange change = before.driftTo(now).column("t");
        assertEquals(0.5, change.distance(), 1e-12);
        assertEquals(7.744216431044085e-6, change.probability(), 1e-12);
    }

    @Test
    void texts_that_come_and_go_and_missing_values_are_told() {
        Table before = Table.of(Map.of("t", values(300, row -> "abc".substring(row % 3, row % 3 + 1)),
                "n", values(300, row -> (double) (row % 17))));
        Table now = Table.of(Map.of("t", values(300, row -> "abd".substring(row % 3, row % 3 + 1)),
                "n", values(300, row -> row % 4 == 0 ? null : (double) (row % 17))));
        DriftReport report = before.driftTo(now);
        ColumnChange text = report.column("t");
        assertEquals(List.of("d"), text.appeared());
        assertEquals(List.of("c"), text.vanished());
        assertEquals(State.DRIFTED, text.state());
        assertEquals(1 / 3.0, text.newShare(), 1e-12);
        assertTrue(text.sentence().endsWith("% of the values are not among those of the reference; new: d; gone: c."), text.sentence());
        ColumnChange number = report.column("n");
        assertEquals(State.DRIFTED, number.state());
        assertEquals(0.25, number.missingNow());
        assertTrue(number.sentence().endsWith("missing in 0 % of the rows before, 25 % now."), number.sentence());
    }

    @Test
    void another_schema_is_said_and_is_no_pass() {
        Table iris = TablesReadTest.iris();
        DriftReport report = iris.driftTo(iris.without("species"));
        assertEquals(State.NOT_COMPARED, report.column("species").state());
        assertEquals("species is not among the current columns.", report.column("species").sentence());
        assertThrows(RefusedException.class, report::orThrow);
        assertTrue(report.toString().startsWith("Drift: none found, 1 column gone (150 rows"), report::toString);
        assertTrue(report.toHtml().contains("<h1><span class=\"verdict NOT_COMPARED\">"), report::toHtml);
        Table text = Table.of(Map.of("x", List.of("a")));
        assertEquals("x was TEXT in the reference and is INTEGER now.",
                text.driftTo(Table.of(Map.of("x", List.of(1L)))).column("x").sentence());
        assertEquals(State.NOT_COMPARED, iris.driftTo(iris.select()).column("species").state());
        assertEquals("species: χ² 0.1143, p = 1; the values are not compared: 1 value on one side cannot tell drift from chance;"
                + " at least 5 are needed; gone: versicolor, virginica.", iris.driftTo(iris.select(7)).column("species").sentence());
        assertThrows(RefusedException.class, () -> iris.driftTo(iris,
                DriftSettings.usual().method("species", DriftMethod.WASSERSTEIN)));
        assertThrows(RefusedException.class, () -> DriftSettings.usual().falseAlarms(0));
    }

    private static Table normal(int rows, long seed, double shift, double far) {
        Random random = new Random(seed);
        return Table.of(Map.of("x", values(rows, row -> row == 7 && far != 0 ? far : shift + random.nextGaussian())));
    }

    @Test
    void one_value_far_out_on_either_side_neither_hides_a_shift_nor_makes_one() {
        Table clean = normal(3000, 1, 0, 0);
        for (double far : new double[] {1e4, -1e9, 1e300}) {
            Table reference = normal(3000, 2, 0, far);
            for (Table shifted : List.of(normal(3000, 3, 0.5, 0), normal(3000, 3, 0.5, far))) {
                for (Table before : List.of(clean, reference)) {
                    ColumnChange change = before.driftTo(shifted).column("x");
                    assertEquals(State.DRIFTED, change.state(), change.sentence());
                    assertEquals(0.5, change.distance(), 0.06, change.sentence());
                    assertEquals(State.DRIFTED, before.profile().driftTo(shifted.profile()).column("x").state());
                }
            }
            // So small a shift is certain with these numbers of rows, and does not matter.
            Table little = normal(40_000, 4, 0.05, far);
            for (Table before : List.of(normal(40_000, 5, 0, 0), normal(40_000, 5, 0, far))) {
                ColumnChange change = before.driftTo(little).column("x");
                assertTrue(change.probability() < 0.001, change.sentence());
                assertEquals(State.STABLE, change.state(), change.sentence());
            }
        }
    }

    @Test
    void many_zeros_leave_a_unit_for_the_distance() {
        IntFunction<Table> mostly = shift -> {
            Random random = new Random(shift);
            return Table.of(Map.of("x", values(2000, row -> row == 0 ? 1e9 : row % 5 == 0 ? 5 + shift + random.nextGaussian() : 0.0)));
        };
        ColumnChange change = mostly.apply(0).driftTo(mostly.apply(3)).column("x");
        assertEquals(State.DRIFTED, change.state(), change.sentence());
        assertEquals(State.STABLE, mostly.apply(0).driftTo(mostly.apply(0)).column("x").state());
    }

    @Test
    void a_column_without_values_is_not_stable() {
        Table none = Table.of(Map.of("x", values(50, row -> null)));
        Table some = Table.of(Map.of("x", values(50, row -> (double) row)));
        for (DriftMethod method : DriftMethod.values()) {
            if (!method.isOfNumbers()) {
                assertEquals(State.NOT_COMPARED, none.driftTo(none, DriftSettings.usual().method("x", method)).column("x").state());
            }
        }
        assertEquals("x has no value on either side.", none.driftTo(none).column("x").sentence());
        assertEquals(State.NOT_COMPARED, none.profile().driftTo(none.profile()).column("x").state());
        // A column that became empty is read as TEXT; that its values are gone is what counts.
        assertEquals(State.DRIFTED, some.driftTo(none).column("x").state());
        assertEquals(State.DRIFTED, none.profile().driftTo(some.profile()).column("x").state());
        Table same = Table.of(Map.of("x", values(50, row -> 1.0)));
        ColumnChange unit = same.driftTo(same, DriftSettings.usual().method("x", DriftMethod.WASSERSTEIN)).column("x");
        assertEquals(State.STABLE, unit.state());
        assertEquals(0, unit.distance());
        ColumnChange moved = same.driftTo(some, DriftSettings.usual().method("x", DriftMethod.WASSERSTEIN)).column("x");
        assertEquals(State.NOT_COMPARED, moved.state());
        assertTrue(moved.sentence().contains("there is no such distance"), moved.sentence());
    }

    @Test
    void methods_and_thresholds_can_be_chosen() {
        Table reference = sample(3000, 1, 0);
        Table current = sample(3000, 2, 0.5);
        assertEquals(DriftMethod.PSI, reference.driftTo(current, DriftSettings.usual().method("normal", DriftMethod.PSI))
                .column("normal").method());
        assertFalse(reference.driftTo(current, DriftSettings.usual().threshold(0.9)).drifted());
    }

    @Test
    void every_line_fits() {
        List<DriftReport> reports = new ArrayList<>();
        reports.add(TablesReadTest.iris().driftTo(scaled(TablesReadTest.iris(), "petal_length", 3)));
        reports.add(Table.of(Map.of("a_rather_long_name_" + "c".repeat(40), List.of(1.0, 2.0)))
                .driftTo(Table.of(Map.of("other", List.of(1.0)))));
        reports.add(Table.of(Map.of("花弁の長さ".repeat(9), List.of(1.0, 2.0, 3.0)))
                .driftTo(Table.of(Map.of("花弁の長さ".repeat(9), List.of(-1e4, -2e4, -3e4)))));
        for (DriftReport report : reports) {
            report.toString().lines().forEach(line -> assertTrue(TextLayout.width(line) <= 80, line));
            assertEquals(report.toString().lines().count(), report.toString().split("\n", -1).length);
        }
    }
}
