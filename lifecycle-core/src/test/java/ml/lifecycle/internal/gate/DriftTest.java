package ml.lifecycle.internal.gate;

import static ml.lifecycle.gate.Checks.drift;
import static ml.lifecycle.gate.Checks.hasNoLeak;
import static ml.lifecycle.internal.gate.GateEvaluatorTest.judge;
import static ml.lifecycle.internal.gate.GateEvaluatorTest.says;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ml.lifecycle.data.Table;
import ml.lifecycle.gate.Check;
import ml.lifecycle.gate.CheckResult;
import ml.lifecycle.gate.Evidence;
import ml.lifecycle.gate.Verdict;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DriftTest {

    private static Table normal(int rows, double mean, long seed, String... columns) {
        Random random = new Random(seed);
        Map<String, List<Double>> values = new LinkedHashMap<>();
        for (String column : columns) {
            values.put(column, IntStream.range(0, rows).mapToObj(row -> mean + random.nextGaussian()).toList());
        }
        return Table.of(values);
    }

    private static CheckResult drifts(Check check, Table reference, Table current) {
        return judge(check, Evidence.of(Map.of()).drift(reference, current), null);
    }

    @Test
    @DisplayName("equal distributions do not drift, shifted ones do")
    void shift() {
        Table reference = normal(2000, 10, 1, "x", "y");
        CheckResult same = drifts(drift().atMost(0.1), reference, normal(1000, 10, 2, "x", "y"));
        assertEquals(Verdict.PASS, same.verdict(), same::sentence);
        CheckResult shifted = drifts(drift().atMost(0.1), reference, normal(1000, 11, 3, "x", "y"));
        assertEquals(Verdict.FAIL, shifted.verdict(), shifted::sentence);
        assertTrue(shifted.sentence().endsWith("required at most 0.1, which is more than chance gives."),
                shifted::sentence);
        assertEquals(Verdict.FAIL, drifts(drift().of("y").meanShift().atMost(0.05), reference,
                normal(1000, 11, 3, "y")).verdict());
        assertEquals(Verdict.PASS, drifts(drift().of("y").meanShift().atMost(0.2), reference,
                normal(1000, 11, 3, "y")).verdict());
    }

    @Test
    @DisplayName("few rows of equal distributions are inconclusive instead of an alarm, and say how many they lack")
    void fewRows() {
        Table reference = normal(2000, 0, 1, "x");
        int alarms = 0;
        int open = 0;
        for (int seed = 0; seed < 200; seed++) {
            CheckResult result = drifts(drift().atMost(0.1), reference, normal(60, 0, seed + 10, "x"));
            alarms += result.verdict() == Verdict.FAIL ? 1 : 0;
            if (result.verdict() == Verdict.INCONCLUSIVE) {
                open++;
                assertTrue(result.sentence().contains("but equal distributions give up to 0.29")
                        && result.sentence().endsWith("; about 185 rows would be needed."), result::sentence);
            }
        }
        assertTrue(alarms <= 16, "false alarms in " + alarms + " of 200");
        assertTrue(open > 60, "open in " + open + " of 200");
    }

    @Test
    @DisplayName("ties, missing values and texts have bins of their own")
    void bins() {
        Table reference = Table.of(Map.of("n", values(900, row -> row % 3 == 0 ? null : (double) (row % 2)),
                "t", values(900, row -> "abc".substring(row % 3, row % 3 + 1))));
        Table present = Table.of(Map.of("n", values(900, row -> (double) (row % 2)),
                "t", values(900, row -> "abd".substring(row % 3, row % 3 + 1))));
        assertEquals(Verdict.PASS, drifts(drift().atMost(0.1), reference, reference).verdict());
        assertEquals(Verdict.FAIL, drifts(drift().of("n").atMost(0.1), reference, present).verdict());
        assertEquals(Verdict.FAIL, drifts(drift().of("t").atMost(0.1), reference, present).verdict());
    }

    private interface Value {
        @Nullable Object of(int row);
    }

    private static List<@Nullable Object> values(int rows, Value value) {
        return IntStream.range(0, rows).mapToObj(value::of).collect(Collectors.toList());
    }

    @Test
    @DisplayName("what cannot be compared is inconclusive")
    void nothing() {
        Table reference = normal(100, 0, 1, "x");
        says(Verdict.INCONCLUSIVE, "There is no value: there is no training and judged data to compare.",
                judge(drift().atMost(0.1), Evidence.of(Map.of()), null));
        says(Verdict.INCONCLUSIVE, "There is no value: the judged data has no column of the same type for 'x'.",
                drifts(drift().atMost(0.1), reference, normal(100, 0, 2, "y")));
        says(Verdict.INCONCLUSIVE, "There is no value: there is no column 'z' to compare.",
                drifts(drift().of("z").atMost(0.1), reference, reference));
    }

    @Test
    @DisplayName("a judged row among the training rows is a leak")
    void leak() {
        Table training = Table.of(Map.of("x", List.of(1, 2, 3), "s", List.of("a", "b", "c")));
        says(Verdict.PASS, "0 of 2 rows are also among the 3 of training data.",
                drifts(hasNoLeak(), training, Table.of(Map.of("x", List.of(1, 2), "s", List.of("b", "a")))));
        says(Verdict.FAIL, "1 of 2 rows is also among the 3 of training data.",
                drifts(hasNoLeak(), training, Table.of(Map.of("x", List.of(1.0, 2.5), "s", List.of("a", "a")))));
    }
}
