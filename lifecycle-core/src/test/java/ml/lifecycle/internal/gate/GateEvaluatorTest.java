package ml.lifecycle.internal.gate;

import static ml.lifecycle.gate.Checks.accuracy;
import static ml.lifecycle.gate.Checks.betterThanChampion;
import static ml.lifecycle.gate.Checks.fairnessGap;
import static ml.lifecycle.gate.Checks.latency;
import static ml.lifecycle.gate.Checks.macroF1;
import static ml.lifecycle.gate.Checks.notWorseThanChampion;
import static ml.lifecycle.gate.Checks.overfitGap;
import static ml.lifecycle.gate.Checks.recall;
import static ml.lifecycle.gate.Checks.recorded;
import static ml.lifecycle.gate.Checks.throughput;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import ml.lifecycle.gate.Check;
import ml.lifecycle.gate.CheckResult;
import ml.lifecycle.gate.Evidence;
import ml.lifecycle.gate.GateReport;
import ml.lifecycle.gate.GroupColumn;
import ml.lifecycle.gate.Predictions;
import ml.lifecycle.gate.QualityGate;
import ml.lifecycle.gate.Verdict;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;

class GateEvaluatorTest {

    static CheckResult judge(Check check, Evidence candidate, @Nullable Evidence champion) {
        return GateEvaluator.evaluate(QualityGate.named("g").require(check), candidate, champion).results().get(0);
    }

    static void says(Verdict verdict, String sentence, CheckResult result) {
        assertEquals(verdict + " " + sentence, result.verdict() + " " + result.sentence());
    }

    /** So many rows of two classes in turn, the first of them predicted wrong. */
    static Predictions wrong(int wrong, int rows) {
        int[] truth = IntStream.range(0, rows).map(row -> row % 2).toArray();
        int[] predicted = IntStream.range(0, rows).map(row -> row < wrong ? 1 - row % 2 : row % 2).toArray();
        return Predictions.ofCodes(List.of("no", "yes"), truth, predicted);
    }

    static Evidence rows(int wrong, int rows) {
        return Evidence.of(wrong(wrong, rows));
    }

    @Test
    @DisplayName("a point estimate is judged and called one")
    void point() {
        says(Verdict.PASS, "0.9667 on 30 rows (29 right); point estimate, required at least 0.95.",
                judge(accuracy().atLeast(0.95), rows(1, 30), null));
        says(Verdict.FAIL, "0.9333 on 30 rows (28 right); point estimate, required at least 0.95.",
                judge(accuracy().atLeast(0.95), rows(2, 30), null));
    }

    @Test
    @DisplayName("with a confidence the bound decides, and thin evidence says how many rows it lacks")
    void confidence() {
        Check check = accuracy().atLeast(0.95).confidence(0.95);
        says(Verdict.FAIL, "0.9333 on 30 rows (28 right); the measured value is not at least 0.95; with 95 % confidence"
                + " at least 0.8047; about 59 rows without error would be needed.", judge(check, rows(2, 30), null));
        says(Verdict.INCONCLUSIVE, "1 on 30 rows (30 right); with 95 % confidence at least 0.905, required at least 0.95;"
                + " about 59 rows without error would be needed.", judge(check, rows(0, 30), null));
        says(Verdict.PASS, "1 on 59 rows (59 right); with 95 % confidence at least 0.9505, required at least 0.95.",
                judge(check, rows(0, 59), null));
        assertEquals(Verdict.INCONCLUSIVE, judge(check, rows(0, 58), null).verdict());
    }

    @Test
    @DisplayName("a check that checked nothing is inconclusive")
    void nothing() {
        says(Verdict.INCONCLUSIVE, "There is no value: there are no rows.",
                judge(accuracy().atLeast(0), rows(0, 0), null));
        says(Verdict.INCONCLUSIVE, "There is no value: there is no class 'maybe'; there are [no, yes].",
                judge(recall("maybe").atLeast(0), rows(0, 4), null));
        says(Verdict.INCONCLUSIVE, "There is no value: no metric 'loss' was recorded.",
                judge(recorded("loss").atMost(1), rows(0, 4), null));
        says(Verdict.INCONCLUSIVE, "There is no value: it is no number.",
                judge(recorded("loss").atMost(1), Evidence.of(Map.of("loss", Double.NaN)), null));
        says(Verdict.INCONCLUSIVE, "1 on 4 rows (4 right); at least 30 rows are asked for.",
                judge(accuracy().atLeast(0.5).minRows(30), rows(0, 4), null));
    }

    @Test
    @DisplayName("FAIL wins over INCONCLUSIVE wins over PASS, and a gate without checks is inconclusive")
    void order() {
        Check pass = accuracy().atLeast(0.5);
        Check fail = accuracy().atLeast(0.999);
        Check thin = recorded("loss").atMost(1);
        assertEquals(Verdict.PASS, verdict(pass));
        assertEquals(Verdict.INCONCLUSIVE, verdict(pass, thin));
        assertEquals(Verdict.FAIL, verdict(thin, fail, pass));
        assertEquals(Verdict.INCONCLUSIVE, verdict());
    }

    private static Verdict verdict(Check... checks) {
        return GateEvaluator.evaluate(new QualityGate("g", List.of(checks)), rows(1, 30), null).verdict();
    }

    @Test
    @DisplayName("a recorded metric stands in for predictions, as a point estimate only")
    void recordedMetric() {
        Evidence evidence = Evidence.of(Map.of("accuracy", 0.97, "latency_p99_ms", 12.0));
        says(Verdict.PASS, "0.97, recorded as 'accuracy'; point estimate, required at least 0.95.",
                judge(accuracy().atLeast(0.95), evidence, null));
        says(Verdict.INCONCLUSIVE, "0.97, recorded as 'accuracy'; required at least 0.95 with 95 % confidence, but a"
                + " single number has no interval.", judge(accuracy().atLeast(0.95).confidence(0.95), evidence, null));
        says(Verdict.FAIL, "12, recorded as 'latency_p99_ms'; point estimate, required at most 10.",
                judge(latency().p99().atMost(10), evidence, null));
    }

    @Test
    @DisplayName("throughput is calls per second, of a hundred calls or more")
    void throughputOfCalls() {
        // Mean 2 ms; the batches of 10 have means 1.9 and 2.1 in turn, so the standard error is 0.1 / sqrt(19), and
        // Student's quantile with 19 degrees is 1.7291: 2 ± 0.03967 ms.
        double[] times = IntStream.range(0, 200).mapToDouble(call -> call / 10 % 2 == 0 ? 1.9 : 2.1).toArray();
        Evidence evidence = Evidence.of(Map.of()).latencies(times);
        says(Verdict.PASS, "500 per second on 200 calls; point estimate, required at least 500.",
                judge(throughput().atLeast(500 - 1e-9), evidence, null));
        CheckResult sure = judge(throughput().atLeast(490).confidence(0.95), evidence, null);
        says(Verdict.PASS, "500 per second on 200 calls; with 95 % confidence at least 490.2756, required at least 490.",
                sure);
        assertEquals(Verdict.INCONCLUSIVE, judge(throughput().atLeast(491).confidence(0.95), evidence, null).verdict());
        says(Verdict.INCONCLUSIVE, "There is no value: a throughput needs at least 100 timed calls, and there are 99.",
                judge(throughput().atLeast(1), Evidence.of(Map.of()).latencies(Arrays.copyOf(times, 99)), null));
        says(Verdict.FAIL, "80, recorded as 'throughput_per_s'; point estimate, required at least 100.",
                judge(throughput().atLeast(100), Evidence.of(Map.of("throughput_per_s", 80.0)), null));
    }

    @Test
    @DisplayName("a latency quantile needs enough calls")
    void latencies() {
        double[] times = IntStream.rangeClosed(1, 400).mapToDouble(call -> call).toArray();
        Evidence evidence = Evidence.of(Map.of()).latencies(times);
        says(Verdict.PASS, "396 ms on 400 calls; point estimate, required at most 396.",
                judge(latency().p99().atMost(396), evidence, null));
        says(Verdict.INCONCLUSIVE, "There is no value: this quantile needs at least 299 timed calls, and there are 99.",
                judge(latency().p99().atMost(500).confidence(0.95), Evidence.of(Map.of())
                        .latencies(IntStream.range(0, 99).mapToDouble(call -> 1).toArray()), null));
        says(Verdict.PASS, "396 ms on 400 calls; with 95 % confidence at most 400, required at most 400.",
                judge(latency().p99().atMost(400).confidence(0.95), evidence, null));
    }

    @Test
    @DisplayName("the overfit gap is positive when training looks better")
    void overfit() {
        Evidence evidence = rows(10, 100).training(wrong(2, 200));
        says(Verdict.FAIL, "0.09, from 0.99 in training (200 rows) to 0.9 on 100 rows; point estimate, required at most"
                + " 0.03.", judge(overfitGap(accuracy()).atMost(0.03), evidence, null));
        assertEquals(Verdict.INCONCLUSIVE, judge(overfitGap(accuracy()).atMost(0.1).confidence(0.95), evidence,
                null).verdict());
        assertEquals(Verdict.PASS, judge(overfitGap(accuracy()).atMost(0.2).confidence(0.95), evidence,
                null).verdict());
        says(Verdict.PASS, "0.01, from 0.99 in training to 0.98; point estimate, required at most 0.03.",
                judge(overfitGap(accuracy()).atMost(0.03),
                        Evidence.of(Map.of("train/accuracy", 0.99, "accuracy", 0.98)), null));
    }

    @Test
    @DisplayName("a fairness gap names its groups, and those that are too small")
    void fairness() {
        GroupColumn regions =
                GroupColumn.of(IntStream.range(0, 100).mapToObj(row -> row < 40 ? "north" : "south").toList());
        Evidence evidence = Evidence.of(wrong(10, 100).group("region", regions));
        says(Verdict.FAIL, "0.25 between 'south' (1 on 60 rows) and 'north' (0.75 on 40 rows); point estimate, required at"
                + " most 0.15.", judge(fairnessGap(accuracy()).across("region").atMost(0.15), evidence, null));
        says(Verdict.INCONCLUSIVE, "There is no value: each group needs at least 50 rows that count for it, and there"
                + " are fewer in 'north' (40).",
                judge(fairnessGap(accuracy()).across("region").atMost(0.15).minGroupSize(50), evidence, null));
        says(Verdict.INCONCLUSIVE, "There is no value: the predictions have no groups 'age'; they have ['region'].",
                judge(fairnessGap(accuracy()).across("age").atMost(0.15), evidence, null));
        says(Verdict.INCONCLUSIVE, "There is no value: the predictions have no groups 'regoin' (did you mean 'region'?); they"
                + " have ['region'].", judge(fairnessGap(accuracy()).across("regoin").atMost(0.15), evidence, null));
        assertEquals(Verdict.PASS,
                judge(fairnessGap(accuracy()).across("region").atMost(0.41).confidence(0.95), evidence,
                null).verdict());
        assertEquals(Verdict.INCONCLUSIVE,
                judge(fairnessGap(accuracy()).across("region").atMost(0.3).confidence(0.95), evidence, null).verdict());
    }

    @Test
    @DisplayName("the champion is compared on the same rows only")
    void champion() {
        Check check = notWorseThanChampion(accuracy()).margin(0.05);
        says(Verdict.PASS, "There is no champion yet to compare with, so this check lets the first one pass.",
                judge(check, rows(1, 30), null));
        assertEquals(Verdict.INCONCLUSIVE, judge(check, rows(1, 30), rows(1, 31)).verdict());
        says(Verdict.PASS, "0.995 beside the champion's 0.99 on the same 200 rows (1 gained, 0 lost); with 95 %"
                + " confidence at most 0.0084 worse, required at most 0.05 worse.",
                judge(check, rows(1, 200), rows(2, 200)));
        assertEquals(Verdict.FAIL, judge(check, rows(30, 200), rows(2, 200)).verdict());
        says(Verdict.INCONCLUSIVE, "0.9667 beside the champion's 0.9667 on the same 30 rows (0 gained, 0 lost); with"
                + " 95 % confidence at most 0.0827 worse, required at most 0.05 worse; about 83 rows would be needed.",
                judge(check, rows(1, 30), rows(1, 30)));
        for (int wrong : new int[] {1, 2}) {
            CheckResult open = judge(notWorseThanChampion(accuracy()), rows(1, 30), rows(wrong, 30));
            assertEquals(Verdict.INCONCLUSIVE, open.verdict());
            assertTrue(open.sentence().contains(", such as .margin(0.01)"), open::sentence);
        }
        assertFalse(judge(check, rows(1, 30), rows(1, 30)).sentence().contains("margin"));
    }

    @Test
    @DisplayName("the same model byte for byte is not worse than itself, and not better")
    void sameModel() {
        Evidence itself = rows(1, 30).model("ab");
        assertEquals(Verdict.PASS, judge(notWorseThanChampion(accuracy()), itself, itself).verdict());
        assertEquals(Verdict.FAIL, judge(betterThanChampion(accuracy()), itself, itself).verdict());
    }

    @Test
    @DisplayName("a report can be reproduced, and holds the digests")
    void reproducible() {
        QualityGate gate = QualityGate.named("g").require(macroF1().atLeast(0.8).confidence(0.9))
                .require(notWorseThanChampion(macroF1()).margin(0.05));
        Evidence evidence = rows(7, 120).model("m").data("iris v1", "d");
        GateReport report = GateEvaluator.evaluate(gate, evidence, rows(9, 120));
        assertEquals(report, GateEvaluator.evaluate(gate, evidence, rows(9, 120)));
        assertEquals(Verdict.PASS, report.verdict(), report::toString);
        assertEquals("m", report.modelDigest());
        assertEquals("d", report.dataDigest());
        assertEquals(GateCodec.digest(gate), report.gateDigest());
        assertTrue(report.results().get(0).low() < report.results().get(0).observed());
    }
}
