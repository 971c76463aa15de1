package ml.lifecycle.internal.gate;

import static ml.lifecycle.gate.DataChecks.column;
import static ml.lifecycle.gate.DataChecks.duplicateRows;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import ml.lifecycle.data.Table;
import ml.lifecycle.gate.Check;
import ml.lifecycle.gate.Evidence;
import ml.lifecycle.gate.QualityGate;
import ml.lifecycle.gate.Verdict;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows and values are counted one by one where the table is at hand, and what has no values is judged by nothing. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ExactCountsTest {

    private static Verdict judge(Check check, Table table) {
        return GateEvaluator.evaluate(QualityGate.named("g").require(check), Evidence.of(table), null).verdict();
    }

    private static Table longs(LongStream values) {
        return Table.of(Map.of("id", values.boxed().toList()));
    }

    @Test
    void one_repeat_among_fifty_thousand_rows_is_found() {
        Table table = longs(LongStream.concat(LongStream.range(0, 49_999), LongStream.of(5)));
        assertEquals(Verdict.FAIL, judge(duplicateRows().atMost(0), table));
        assertEquals(Verdict.PASS, judge(duplicateRows().equalTo(1, 0), table));
        assertEquals(Verdict.FAIL, judge(column("id").distinct().atLeast(50_000), table));
        assertEquals(Verdict.PASS, judge(column("id").distinct().equalTo(49_999, 0), table));
        assertEquals(Verdict.FAIL, judge(column("id").isUnique(), table));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1L << 53, 9_000_000_000_000_000_000L})
    void each_number_is_counted_whatever_its_size(long offset) {
        Table table = longs(LongStream.range(0, 20_000).map(row -> offset + row / 2));
        assertEquals(Verdict.PASS, judge(column("id").distinct().equalTo(10_000, 0), table));
        assertEquals(Verdict.PASS, judge(duplicateRows().equalTo(10_000, 0), table));
    }

    @Test
    void a_value_is_the_same_however_it_is_written() {
        Table table = Table.of(Map.of("number", List.of(1.0, 2.0, 1.0, 2.5), "whole", List.of(1L, 0L, 1L, 0L),
                "flag", List.of(true, false, true, false), "day", List.of(Instant.parse("2024-01-05T00:00:00Z"),
                        Instant.parse("2024-01-05T08:00:00Z"), Instant.parse("2024-01-05T00:00:00Z"), Instant.EPOCH)));
        for (String one : List.of("1", "1.0", "1e0", "01")) {
            assertEquals(Verdict.PASS, judge(column("number").isOneOf(one, "2", "2.50"), table), one);
            assertEquals(Verdict.PASS, judge(column("number").share(one).equalTo(0.5, 0), table), one);
            assertEquals(Verdict.PASS, judge(column("whole").share(one).equalTo(0.5, 0), table), one);
        }
        for (String yes : List.of("true", "TRUE", "1")) {
            assertEquals(Verdict.PASS, judge(column("flag").share(yes).equalTo(0.5, 0), table), yes);
        }
        for (String day : List.of("2024-01-05", "2024-01-05T00:00:00Z", "2024-01-05T01:00:00+01:00")) {
            assertEquals(Verdict.PASS, judge(column("day").share(day).equalTo(0.5, 0), table), day);
        }
        assertEquals(Verdict.FAIL, judge(column("whole").isOneOf("true", "2024-01-05", "one"), table));
    }

    @Test
    void missing_values_are_no_value() {
        List<Object> values = new ArrayList<>(Collections.nCopies(3, null));
        values.addAll(List.of("a", "b", "a"));
        assertEquals(Verdict.PASS, judge(column("x").distinct().equalTo(2, 0), Table.of(Map.of("x", values))));
    }

    @Test
    void a_column_without_values_and_a_table_without_rows_pass_and_fail_nothing() {
        Table empty = Table.of(Map.of("x", Collections.nCopies(3, null)));
        for (Check check : List.of(column("x").isBetween(0, 1), column("x").increases(), column("x").isUnique(),
                column("x").isOneOf("a"), column("x").distinct().atLeast(0), column("x").mean().atLeast(0))) {
            assertEquals(Verdict.INCONCLUSIVE, judge(check, empty), check::describe);
        }
        Table none = Table.of(Map.of("x", List.of()));
        assertEquals(Verdict.INCONCLUSIVE, judge(duplicateRows().atMost(0), none));
        assertEquals(Verdict.INCONCLUSIVE, judge(column("x").distinct().atLeast(0), none));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 149, 1_000, 5_000})
    void what_does_not_vary_correlates_with_nothing(int rows) {
        Table constant = Table.of(Map.of("a", Collections.nCopies(rows, 1.4), "b", Collections.nCopies(rows, 0.2),
                "c", LongStream.range(0, rows).boxed().toList()));
        assertEquals(List.of(), constant.profile().correlations());
        Table two = Table.of(Map.of("a", List.of(1.0, 2.0), "b", List.of(5.0, 3.0)));
        assertEquals(List.of(), two.profile().correlations());
    }
}
