package ml.lifecycle.internal.gate;

import static ml.lifecycle.gate.Checks.drift;
import static ml.lifecycle.internal.gate.GateEvaluatorTest.judge;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ml.lifecycle.data.ColumnChange.State;
import ml.lifecycle.data.DriftMethod;
import ml.lifecycle.data.DriftSettings;
import ml.lifecycle.data.Table;
import ml.lifecycle.gate.CheckResult;
import ml.lifecycle.gate.Drift;
import ml.lifecycle.gate.Evidence;
import ml.lifecycle.gate.Verdict;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The gate says of drift what the report says. */
class DriftVerdictTest {

    private static Table table(int rows, IntFunction<@Nullable Object> value) {
        List<@Nullable Object> values = IntStream.range(0, rows).mapToObj(value).collect(Collectors.toList());
        return Table.of(Map.of("x", values));
    }

    private static Table normal(int rows, long seed, double shift) {
        Random random = new Random(seed);
        return table(rows, row -> shift + random.nextGaussian());
    }

    private static CheckResult ask(DriftMethod method, double bound, Table reference, Table current) {
        return judge(new Drift(method, null).atMost(bound), Evidence.of(Map.of()).drift(reference, current), null);
    }

    private static void says(Verdict verdict, String part, CheckResult result) {
        assertEquals(verdict, result.verdict(), result::sentence);
        assertTrue(result.sentence().contains(part), result::sentence);
    }

    @ParameterizedTest
    @EnumSource(DriftMethod.class)
    void types_that_cannot_be_compared_are_inconclusive(DriftMethod method) {
        Table truths = table(300, row -> row % 2 == 0);
        Table numbers = normal(300, 1, 0);
        says(Verdict.INCONCLUSIVE, "x was BOOLEAN in the reference and is NUMBER now", ask(method, 0.2, truths, numbers));
        says(Verdict.INCONCLUSIVE, "x was NUMBER in the reference and is BOOLEAN now", ask(method, 0.2, numbers, truths));
        assertEquals(State.NOT_COMPARED, truths.driftTo(numbers).column("x").state());
        assertEquals(State.NOT_COMPARED, truths.profile().driftTo(numbers.profile()).column("x").state());
        // Whole numbers and others are both numbers.
        Table whole = table(300, row -> 5L + row % 50);
        Table halves = table(300, row -> 5.0 + row % 50);
        assertEquals(Verdict.PASS, ask(method, 0.2, whole, halves).verdict());
    }

    @ParameterizedTest
    @EnumSource(DriftMethod.class)
    void the_gate_and_the_report_have_the_same_figure(DriftMethod method) {
        for (double shift : new double[] {0, 0.3, 2}) {
            Table reference = normal(700, 2, 5);
            Table current = normal(400, 3, 5 + shift);
            CheckResult asked = ask(method, 0.05, reference, current);
            assertEquals(reference.driftTo(current, DriftSettings.usual().method("x", method)).column("x").distance(),
                    asked.observed());
            assertEquals(shift == 2 ? Verdict.FAIL : asked.verdict(), asked.verdict());
        }
    }

    @ParameterizedTest
    @EnumSource(DriftMethod.class)
    void values_that_went_missing_are_drift_by_every_method(DriftMethod method) {
        Table whole = table(500, row -> 3.0 + row % 20);
        for (int left : new int[] {50, 0}) {
            Table current = table(500, row -> row < left ? 3.0 + row % 20 : null);
            assertEquals(Verdict.FAIL, ask(method, 0.3, whole, current).verdict(),
                    ask(method, 0.3, whole, current)::sentence);
            assertEquals(State.DRIFTED, whole.driftTo(current).column("x").state());
        }
    }

    @Test
    void a_bound_that_so_few_rows_cannot_reach_is_inconclusive() {
        Table reference = normal(1000, 1, 0);
        for (DriftMethod method : List.of(DriftMethod.PSI, DriftMethod.JENSEN_SHANNON)) {
            says(Verdict.INCONCLUSIVE, "1 value on one side cannot tell drift from chance; at least 5 are needed",
                    ask(method, 0.2, reference, table(1, row -> 9.0)));
        }
        says(Verdict.INCONCLUSIVE, "so few rows in the column 'x' never exceed",
                ask(DriftMethod.JENSEN_SHANNON, 0.7, table(1000, row -> "a" + row % 40), table(8, row -> "a" + row)));
        says(Verdict.FAIL, "more than chance", ask(DriftMethod.PSI, 0.2, reference, table(20, row -> 9.0)));
    }

    @Test
    void full_separation_is_no_pass() {
        Table ab = table(1000, row -> row < 500 ? "a" : "b");
        for (int rows : new int[] {9, 30}) {
            CheckResult result = ask(DriftMethod.CHI_SQUARED, 0.3, ab, table(rows, row -> "c"));
            says(Verdict.FAIL, "1 in the column 'x'", result);
            assertEquals(1, result.observed());
        }
        for (DriftMethod method : List.of(DriftMethod.PSI, DriftMethod.JENSEN_SHANNON, DriftMethod.CHI_SQUARED)) {
            assertEquals(Verdict.FAIL, ask(method, 0.3, normal(1000, 1, 0), table(30, row -> 9.0)).verdict());
            assertEquals(Verdict.FAIL, ask(method, 0.3, table(60, row -> 5), table(60, row -> 900)).verdict());
            assertEquals(Verdict.FAIL, ask(method, 0.1, table(1000, row -> row % 2), table(1000, row -> row % 2 * 2)).verdict());
        }
        Table ids = table(2000, row -> "id" + row);
        says(Verdict.INCONCLUSIVE, "occur but once in the reference",
                ask(DriftMethod.PSI, 0.2, ids, table(2000, row -> "other" + row)));
    }

    @Test
    void a_column_that_cannot_be_compared_leaves_a_pass_open_and_hides_no_failure() {
        Table reference = Table.of(Map.of("a", List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10), "b", IntStream.range(0, 10).boxed().toList()));
        says(Verdict.INCONCLUSIVE, "b is not among the current columns",
                judge(drift().atMost(0.1), Evidence.of(Map.of()).drift(reference, reference.without("b")), null));
        Table moved = Table.of(Map.of("a", IntStream.range(0, 200).map(row -> 90).boxed().toList()));
        says(Verdict.FAIL, "in the column 'a'",
                judge(drift().atMost(0.1), Evidence.of(Map.of()).drift(reference, moved), null));
    }
}
