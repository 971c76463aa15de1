package ml.lifecycle.internal.gate;

import static ml.lifecycle.gate.DataChecks.column;
import static ml.lifecycle.gate.DataChecks.columns;
import static ml.lifecycle.gate.DataChecks.duplicateRows;
import static ml.lifecycle.gate.DataChecks.expectationsFrom;
import static ml.lifecycle.gate.DataChecks.rowCount;
import static ml.lifecycle.gate.DataChecks.sameColumnsAs;
import static ml.lifecycle.internal.gate.GateEvaluatorTest.judge;
import static ml.lifecycle.internal.gate.GateEvaluatorTest.says;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.Table;
import ml.lifecycle.gate.Check;
import ml.lifecycle.gate.CheckResult;
import ml.lifecycle.gate.Evidence;
import ml.lifecycle.gate.GateReport;
import ml.lifecycle.gate.QualityGate;
import ml.lifecycle.gate.Verdict;
import ml.lifecycle.signature.ColumnType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DataChecksTest {

    private static final Table PEOPLE = people();

    private static Table people() {
        Map<String, List<@Nullable Object>> columns = new LinkedHashMap<>();
        columns.put("id", Arrays.asList(1L, 2L, 3L, 4L, 4L));
        columns.put("age", Arrays.asList(31.0, null, 130.0, -2.0, 40.5));
        columns.put("country", Arrays.asList("DE", "FR", "de", "DE", null));
        columns.put("nothing", Arrays.asList(null, null, null, null, null));
        return Table.of(columns);
    }

    private static CheckResult on(Check check, Table data) {
        return judge(check, Evidence.of(data), null);
    }

    private static void people(Verdict verdict, String sentence, Check check) {
        says(verdict, sentence, on(check, PEOPLE));
    }

    @Test
    void values_that_break_a_rule_are_counted_and_the_first_are_shown() {
        people(Verdict.FAIL, "This does not hold for 2 of 4: '130.0' in row 2, '-2.0' in row 3.",
                column("age").isBetween(0, 120));
        people(Verdict.PASS, "This holds for all 4 values.", column("age").isBetween(-5, 130));
        people(Verdict.FAIL, "This does not hold for 1 of 5: in row 1.", column("age").isPresent());
        people(Verdict.FAIL, "This does not hold for 1 of 5: '4' in row 4.", column("id").isUnique());
        people(Verdict.FAIL, "This does not hold for 1 of 4: 'de' in row 2.", column("country").isOneOf("DE", "FR"));
        people(Verdict.FAIL, "This does not hold for 1 of 4: 'de' in row 2.", column("country").matches("[A-Z]{2}"));
        people(Verdict.PASS, "This holds for all 5 values.", column("id").doesNotDecrease());
        people(Verdict.FAIL, "This does not hold for 1 of 5: '4' in row 4.", column("id").increases());
        people(Verdict.PASS, "This does not hold for 1 of 4: 'de' in row 2.",
                column("country").matches("[A-Z]{2}").inAtLeast(0.75));
        people(Verdict.FAIL, "This does not hold for 5 of 5: in row 0, in row 1, in row 2, in row 3, in row 4.",
                column("nothing").isPresent());
    }

    @Test
    void what_cannot_be_judged_is_no_pass() {
        people(Verdict.INCONCLUSIVE, "There is no value to judge.", column("nothing").isUnique());
        people(Verdict.FAIL, "There is no such column; there are 'id', 'age', 'country', 'nothing'.",
                column("agee").isPresent());
        people(Verdict.FAIL, "The column is TEXT and has no numbers.", column("country").isBetween(0, 1));
        says(Verdict.INCONCLUSIVE, "There is no data to judge.",
                judge(column("age").isPresent(), Evidence.of(Map.of()), null));
        says(Verdict.INCONCLUSIVE, "There is no data to judge.", judge(columns("age"), Evidence.of(Map.of()), null));
        assertEquals(Verdict.INCONCLUSIVE, on(column("country").mean().atLeast(0), PEOPLE).verdict());
        assertEquals(Verdict.INCONCLUSIVE, on(column("agee").mean().atLeast(0), PEOPLE).verdict());
        assertEquals(Verdict.INCONCLUSIVE, on(column("nothing").distinct().atLeast(0), PEOPLE).verdict());
        assertThrows(RefusedException.class, () -> column("x").matches("("));
        assertThrows(RefusedException.class, () -> column("x").isOneOf());
        assertThrows(RefusedException.class, () -> column("x").isPresent().inAtLeast(0));
        assertThrows(RefusedException.class, () -> column("x").quantile(2));
    }

    @Test
    void an_expression_that_would_look_for_ever_is_stopped() {
        Table hostile = Table.of(Map.of("t", List.of("a".repeat(60) + "b", "x".repeat(2000))));
        CheckResult result = on(column("t").matches("(a+)+\\1c"), hostile);
        says(Verdict.INCONCLUSIVE, "Matching the text in row 0 takes too long; write an expression without repetitions of"
                + " repetitions.", result);
        says(Verdict.INCONCLUSIVE, "The text in row 1 has 2,000 characters; expressions are matched with at most 1,000.",
                on(column("t").matches("a+b|x+"), hostile));
    }

    @Test
    void columns_are_there_and_of_their_type() {
        people(Verdict.PASS, "The data has what is asked for.", columns("age", "id"));
        people(Verdict.PASS, "The data has what is asked for.", column("id").isOfType(ColumnType.NUMBER));
        people(Verdict.FAIL, "'age' is NUMBER, not INTEGER.", column("age").isOfType(ColumnType.INTEGER));
        people(Verdict.FAIL, "There is no 'agee'.", column("agee").exists());
        people(Verdict.PASS, "The data has just what is asked for.", sameColumnsAs(PEOPLE.profile()));
        people(Verdict.FAIL, "'age' is new.", sameColumnsAs(PEOPLE.without("age").profile()));
        says(Verdict.FAIL, "There is no 'age'.", on(sameColumnsAs(PEOPLE.profile()), PEOPLE.without("age")));
    }

    @Test
    void numbers_of_the_data_are_bounded_like_those_of_models() {
        for (Check check : List.of(rowCount().between(5, 5), duplicateRows().atMost(0), column("age").missing().atMost(0.2),
                column("age").mean().between(49.875, 49.875), column("age").quantile(0.5).between(35.75, 35.75),
                column("age").standardDeviation().atLeast(50), column("id").distinct().between(4, 4),
                column("country").share("DE").between(0.5, 0.5))) {
            CheckResult result = on(check, PEOPLE);
            assertEquals(Verdict.PASS, result.verdict(), check.describe() + ": " + result.sentence());
        }
        assertEquals(Verdict.FAIL, on(column("age").missing().atMost(0.19), PEOPLE).verdict());
        assertEquals(Verdict.FAIL, on(duplicateRows().atMost(0), PEOPLE.select(0, 1, 0)).verdict());
    }

    @Test
    void a_key_refers_to_the_reference() {
        Table known = Table.of(Map.of("key", List.of(1.0, 2.0, 3.0)));
        Evidence evidence = Evidence.of(Map.of()).drift(known, PEOPLE);
        says(Verdict.FAIL, "This does not hold for 2 of 5: '4' in row 3, '4' in row 4.",
                judge(column("id").isAmong("key"), evidence, null));
        assertEquals(Verdict.INCONCLUSIVE, judge(column("id").isAmong("other"), evidence, null).verdict());
    }

    @Test
    void what_a_profile_proposes_holds_for_its_data_and_notices_others() {
        Table iris = Table.read(Path.of("src/test/resources/iris.csv"));
        QualityGate gate = expectationsFrom(iris.profile());
        GateReport report = gate.evaluate(iris).orThrow();
        assertEquals(iris.digest(), report.dataDigest());
        assertTrue(gate.isData());
        assertTrue(gate.toString().contains("species is one of setosa, versicolor, virginica"), gate::toString);
        Map<String, List<@Nullable Object>> other = new LinkedHashMap<>();
        iris.columns().forEach(column -> {
            List<@Nullable Object> values = new ArrayList<>();
            for (int row = 0; row < iris.rows(); row++) {
                values.add(column.name().equals("species") ? "rose"
                        : column.name().equals("petal_length") ? (Object) (10 * column.number(row)) : column.value(row));
            }
            other.put(column.name(), values);
        });
        assertEquals(List.of("petal_length is between 0.41 and 7.49",
                        "species is one of setosa, versicolor, virginica"),
                gate.evaluate(Table.of(other)).results().stream().filter(result -> result.verdict() == Verdict.FAIL)
                        .map(CheckResult::requirement).toList());
        expectationsFrom(PEOPLE.profile()).evaluate(PEOPLE).orThrow();
    }

    private static Table missing(int rows, int gaps) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            values.add(row < gaps ? null : row % 40);
        }
        return Table.of(Map.of("x", values));
    }

    @Test
    void what_a_profile_proposes_bounds_the_share_of_missing_values() {
        QualityGate gate = expectationsFrom(missing(10_000, 190).profile());
        gate.evaluate(missing(10_000, 190)).orThrow();
        gate.evaluate(missing(1000, 25)).orThrow();
        assertEquals(Verdict.FAIL, gate.evaluate(missing(1000, 168)).verdict());
    }
}
