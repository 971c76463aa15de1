package ml.lifecycle.internal.gate;

import static ml.lifecycle.gate.Checks.drift;
import static ml.lifecycle.gate.Checks.hasNoLeak;
import static ml.lifecycle.internal.gate.GateEvaluatorTest.judge;
import static ml.lifecycle.internal.gate.GateEvaluatorTest.says;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
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
    @DisplayName("a distance of Wasserstein is in standard deviations, and one of chi-squared is Cramér's V")
    void wassersteinAndChiSquared() {
        Table reference = normal(2000, 10, 1, "x");
        CheckResult moved = drifts(drift().wasserstein().atMost(0.2), reference, normal(1000, 11, 3, "x"));
        assertEquals(Verdict.FAIL, moved.verdict(), moved::sentence);
        assertEquals(1, moved.observed(), 0.1, moved::sentence);
        assertEquals(Verdict.PASS, drifts(drift().wasserstein().atMost(0.2), reference, normal(1000, 10, 2, "x")).verdict());
        CheckResult few = drifts(drift().wasserstein().atMost(0.01), reference, normal(20, 10, 4, "x"));
        assertEquals(Verdict.INCONCLUSIVE, few.verdict(), few::sentence);
        assertTrue(few.sentence().contains("cannot tell it from chance") && !few.sentence().contains("NaN"), few::sentence);

        Table before = Table.of(Map.of("t", IntStream.range(0, 1000).mapToObj(row -> row % 2 == 0 ? "a" : "b").toList()));
        Table now = Table.of(Map.of("t", IntStream.range(0, 1000).mapToObj(row -> row % 4 == 0 ? "a" : "b").toList()));
        CheckResult shares = drifts(drift().chiSquared().of("t").atMost(0.1), before, now);
        assertEquals(Verdict.FAIL, shares.verdict(), shares::sentence);
        // Of 2,000 rows 500 and 250 are a, 500 and 750 b: the root of the squared differences by what was expected.
        assertEquals(Math.sqrt((2 * 125.0 * 125 / 375 + 2 * 125.0 * 125 / 625) / 2000), shares.observed(), 1e-12);
        assertEquals(Verdict.PASS, drifts(drift().chiSquared().of("t").atMost(0.1), before, before).verdict());
        CheckResult text = drifts(drift().wasserstein().of("t").atMost(0.1), before, now);
        assertEquals(Verdict.INCONCLUSIVE, text.verdict(), text::sentence);
        CheckResult constant = drifts(drift().wasserstein().of("c").atMost(0.1),
                Table.of(Map.of("c", Collections.nCopies(50, 1.0))), Table.of(Map.of("c", Collections.nCopies(50, 2.0))));
        assertEquals(Verdict.INCONCLUSIVE, constant.verdict(), constant::sentence);
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
        says(Verdict.INCONCLUSIVE, "There is no value: x is not among the current columns.",
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
