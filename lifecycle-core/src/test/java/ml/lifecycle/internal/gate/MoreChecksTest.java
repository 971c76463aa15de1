package ml.lifecycle.internal.gate;

import static ml.lifecycle.gate.Checks.accuracy;
import static ml.lifecycle.gate.Checks.allOf;
import static ml.lifecycle.gate.Checks.anyOf;
import static ml.lifecycle.gate.Checks.betterThanTrivial;
import static ml.lifecycle.gate.Checks.change;
import static ml.lifecycle.gate.Checks.custom;
import static ml.lifecycle.gate.Checks.demographicParity;
import static ml.lifecycle.gate.Checks.emptyClusters;
import static ml.lifecycle.gate.Checks.equalOpportunity;
import static ml.lifecycle.gate.Checks.equalisedOdds;
import static ml.lifecycle.gate.Checks.fairnessGap;
import static ml.lifecycle.gate.Checks.isDeterministic;
import static ml.lifecycle.gate.Checks.macroF1;
import static ml.lifecycle.gate.Checks.notWorseThan;
import static ml.lifecycle.gate.Checks.predictiveParity;
import static ml.lifecycle.gate.Checks.recorded;
import static ml.lifecycle.gate.Checks.rmse;
import static ml.lifecycle.gate.Checks.rows;
import static ml.lifecycle.internal.gate.GateEvaluatorTest.judge;
import static ml.lifecycle.internal.gate.GateEvaluatorTest.rows;
import static ml.lifecycle.internal.gate.GateEvaluatorTest.says;
import static ml.lifecycle.internal.gate.GateEvaluatorTest.wrong;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import ml.lifecycle.RefusedException;
import ml.lifecycle.gate.Check;
import ml.lifecycle.gate.CheckResult;
import ml.lifecycle.gate.CustomCheck;
import ml.lifecycle.gate.Evidence;
import ml.lifecycle.gate.Fact;
import ml.lifecycle.gate.GateReport;
import ml.lifecycle.gate.GroupColumn;
import ml.lifecycle.gate.Predictions;
import ml.lifecycle.gate.QualityGate;
import ml.lifecycle.gate.Verdict;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MoreChecksTest {

    /** Groups a, b, … of the given sizes, each with the given numbers of true "yes", found ones and false alarms. */
    private static Evidence groups(int[]... groups) {
        int rows = Arrays.stream(groups).mapToInt(group -> group[0]).sum();
        int[] truth = new int[rows];
        int[] predicted = new int[rows];
        int[] codes = new int[rows];
        int at = 0;
        for (int group = 0; group < groups.length; group++) {
            for (int row = 0; row < groups[group][0]; row++, at++) {
                int negatives = row - groups[group][1];
                truth[at] = negatives < 0 ? 1 : 0;
                predicted[at] = negatives < 0 ? row < groups[group][2] ? 1 : 0 : negatives < groups[group][3] ? 1 : 0;
                codes[at] = group;
            }
        }
        List<String> names = IntStream.range(0, groups.length).mapToObj(group -> "" + (char) ('a' + group)).toList();
        return Evidence.of(Predictions.ofCodes(List.of("no", "yes"), truth, predicted)
                .group("g", new GroupColumn(names, codes)));
    }

    @Test
    @DisplayName("fairness measures compare the rates that they are named after")
    void fairness() {
        // a: 100 rows, 50 yes, 40 found, 10 false alarms; b: 100 rows, 40 yes, 20 found, 6 false alarms.
        Evidence evidence = groups(new int[] {100, 50, 40, 10}, new int[] {100, 40, 20, 6});
        says(Verdict.FAIL, "0.24 between 'a' (0.5 predicted of 100 rows) and 'b' (0.26 predicted of 100 rows); point"
                + " estimate, required at most 0.2.", judge(demographicParity("yes").across("g").atMost(0.2), evidence,
                null));
        assertEquals(0.52, judge(demographicParity("yes").across("g").ratioOfRates().atLeast(0.8), evidence,
                null).observed(),
                1e-12);
        assertEquals(0.3, judge(equalOpportunity("yes").across("g").atMost(0.2), evidence, null).observed(), 1e-12);
        assertEquals(0.3, judge(equalisedOdds("yes").across("g").atMost(0.2), evidence, null).observed(), 1e-12);
        assertEquals(0.5, judge(equalisedOdds("yes").across("g").ratioOfRates().atLeast(0.2), evidence,
                null).observed(),
                1e-12);
        assertEquals(40.0 / 50 - 20.0 / 26, judge(predictiveParity("yes").across("g").atMost(0.2), evidence,
                null).observed(),
                1e-12);
        assertEquals(0.12, judge(demographicParity("yes").across("g").toOverall().atMost(0.2), evidence,
                null).observed(),
                1e-12);
        assertEquals(0.26 / 0.38,
                judge(demographicParity("yes").across("g").toOverall().ratioOfRates().atLeast(0.2), evidence,
                null).observed(),
                1e-12);
    }

    @Test
    @DisplayName("fairness at a confidence needs enough rows in each group")
    void fairnessBounds() {
        Check check = demographicParity("yes").across("g").atMost(0.15).confidence(0.95);
        CheckResult few = judge(check, groups(new int[] {30, 15, 15, 0}, new int[] {30, 15, 15, 0}), null);
        assertEquals(Verdict.INCONCLUSIVE, few.verdict(), few::sentence);
        CheckResult many = judge(check, groups(new int[] {500, 250, 250, 0}, new int[] {500, 250, 250, 0}), null);
        assertEquals(Verdict.PASS, many.verdict(), many::sentence);
        Check ratio = demographicParity("yes").across("g").ratioOfRates().atLeast(0.8).confidence(0.95);
        assertEquals(Verdict.INCONCLUSIVE,
                judge(ratio, groups(new int[] {30, 15, 15, 0}, new int[] {30, 15, 15, 0}), null).verdict());
        CheckResult passes = judge(ratio, groups(new int[] {500, 250, 250, 0}, new int[] {500, 250, 240, 0}), null);
        assertEquals(Verdict.PASS, passes.verdict(), passes::sentence);
        assertTrue(passes.low() > 0.8 && passes.low() < passes.observed() && passes.high() <= 1);
        says(Verdict.INCONCLUSIVE, "There is no value: each group needs at least 1 row that counts for it, and there are fewer in 'b' (0).",
                judge(equalOpportunity("yes").across("g").atMost(0.1),
                        groups(new int[] {30, 15, 15, 0}, new int[] {30, 0, 0, 0}), null));
    }

    @Test
    @DisplayName("the gap to overall is smaller than that between groups, and has bounds too")
    void toOverall() {
        Evidence evidence = groups(new int[] {300, 150, 140, 5}, new int[] {300, 150, 120, 5});
        CheckResult between = judge(fairnessGap(accuracy()).across("g").atMost(0.3).confidence(0.95), evidence, null);
        CheckResult overall = judge(fairnessGap(accuracy()).across("g").toOverall().atMost(0.3).confidence(0.95),
                evidence, null);
        assertEquals(between.observed() / 2, overall.observed(), 1e-12);
        assertEquals(between.high() / 2, overall.high(), 0.01);
        assertEquals(Verdict.PASS, overall.verdict());
        CheckResult rates = judge(demographicParity("yes").across("g").atMost(0.3).confidence(0.95), evidence, null);
        CheckResult toAll = judge(demographicParity("yes").across("g").toOverall().atMost(0.3).confidence(0.95),
                evidence, null);
        assertEquals(rates.high() / 2, toAll.high(), 1e-12);
        CheckResult ratio = judge(
                demographicParity("yes").across("g").toOverall().ratioOfRates().atLeast(0.3).confidence(0.95), evidence,
                null);
        assertTrue(ratio.low() > 0.8 && ratio.low() < ratio.observed() && ratio.observed() < ratio.high(),
                ratio::toString);
    }

    @Test
    @DisplayName("a metric per group is judged by the worst group, and Holm's levels for all of them")
    void worstGroup() {
        Evidence evidence = groups(new int[] {100, 50, 50, 2}, new int[] {100, 50, 50, 10}, new int[] {40, 20, 20, 1});
        says(Verdict.FAIL, "0.9 in 'b' on 100 rows, the worst of 3 groups; point estimate, required at least 0.95.",
                judge(accuracy().perGroup("g").atLeast(0.95), evidence, null));
        CheckResult passes = judge(accuracy().perGroup("g").atLeast(0.8).confidence(0.95), evidence, null);
        assertEquals(Verdict.PASS, passes.verdict(), passes::sentence);
        says(Verdict.INCONCLUSIVE, "0.9 in 'b' on 100 rows, the worst of 3 groups; with 95 % confidence for all groups"
                + " together (Holm), required at least 0.85; too few rows to show it for 'b'.",
                judge(accuracy().perGroup("g").atLeast(0.85).confidence(0.95), evidence, null));
        says(Verdict.INCONCLUSIVE, "There is no value: each group needs at least 50 rows that count for it, and there are fewer in 'c' (40).",
                judge(accuracy().perGroup("g").atLeast(0.8).minGroupSize(50), evidence, null));
        assertEquals(Verdict.PASS, judge(macroF1().perGroup("g").atLeast(0.7).confidence(0.9), evidence,
                null).verdict());
    }

    @Test
    @DisplayName("a model must beat the majority class, or the mean")
    void trivial() {
        says(Verdict.PASS, "0.9 beside 0.5 of 'trivial' on the same 100 rows (45 gained, 5 lost); exact McNemar test:"
                + " p < 0.0001, required at most 0.05.", judge(betterThanTrivial(accuracy()), rows(10, 100), null));
        assertEquals(Verdict.FAIL, judge(betterThanTrivial(accuracy()), rows(60, 100), null).verdict());
        int[] rare = IntStream.range(0, 100).map(row -> row < 30 ? 1 : 0).toArray();
        CheckResult frequent = judge(betterThanTrivial(accuracy()),
                Evidence.of(Predictions.ofCodes(List.of("no", "yes"), rare, rare)), null);
        assertEquals(0.3, frequent.observed(), 1e-12);
        double[] truth = IntStream.range(0, 50).mapToDouble(row -> row).toArray();
        double[] close = IntStream.range(0, 50).mapToDouble(row -> row + (row % 3 - 1)).toArray();
        assertEquals(Verdict.PASS,
                judge(betterThanTrivial(rmse()), Evidence.of(Predictions.ofNumbers(truth, close)), null).verdict());
        double[] noise = IntStream.range(0, 50).mapToDouble(row -> (row * 37) % 50).toArray();
        assertEquals(Verdict.FAIL,
                judge(betterThanTrivial(rmse()), Evidence.of(Predictions.ofNumbers(truth, noise)), null).verdict());
    }

    @Test
    @DisplayName("a change is measured against the champion or a named baseline")
    void changes() {
        says(Verdict.FAIL, "-0.05, from 0.95 to 0.9 on the same 100 rows; point estimate, required at least -0.01.",
                judge(change(accuracy()).atLeast(-0.01), rows(10, 100), rows(5, 100)));
        assertEquals(-0.05 / 0.95, judge(change(accuracy()).relatively().atLeast(-0.1), rows(10, 100),
                rows(5, 100)).observed(),
                1e-12);
        says(Verdict.PASS, "There is no champion yet to compare with, so this check lets the first one pass.",
                judge(change(accuracy()).atLeast(-0.01), rows(10, 100), null));
        says(Verdict.INCONCLUSIVE, "There is no value: the evidence has no baseline 'rules'.",
                judge(change(accuracy()).from("rules").atLeast(-0.01), rows(10, 100), null));
        Evidence withRules = rows(10, 100).baseline("rules", rows(30, 100));
        assertEquals(0.2, judge(change(accuracy()).from("rules").atLeast(0.1), withRules, null).observed(), 1e-12);
        assertEquals(Verdict.PASS, judge(notWorseThan("rules", accuracy()), withRules, null).verdict());
        assertEquals(Verdict.INCONCLUSIVE, judge(notWorseThan("other", accuracy()), withRules, null).verdict());
        says(Verdict.PASS, "0.02, from 0.9 to 0.92 as recorded; point estimate, required at least 0.",
                judge(change(accuracy()).atLeast(0), Evidence.of(Map.of("accuracy", 0.92)),
                        Evidence.of(Map.of("accuracy", 0.9))));
    }

    @Test
    @DisplayName("a fact passes only if it was tried out and holds")
    void facts() {
        says(Verdict.INCONCLUSIVE, "The evidence does not say; nobody tried it out.",
                judge(isDeterministic(), rows(0, 1), null));
        says(Verdict.FAIL, "Seed 7 gave two digests.", judge(isDeterministic(),
                rows(0, 1).fact(Fact.DETERMINISTIC, false, "Seed 7 gave two digests."), null));
        says(Verdict.PASS, "It was tried out and holds.", judge(isDeterministic(),
                rows(0, 1).fact(Fact.DETERMINISTIC, true, ""), null));
    }

    @Test
    @DisplayName("all, any and warnings combine as their names say")
    void combinations() {
        Check pass = accuracy().atLeast(0.5);
        Check fail = accuracy().atLeast(0.99);
        Check thin = recorded("loss").atMost(1);
        Evidence evidence = rows(1, 30);
        assertEquals(Verdict.FAIL, judge(allOf(pass, thin, fail), evidence, null).verdict());
        assertEquals(Verdict.INCONCLUSIVE, judge(allOf(pass, thin), evidence, null).verdict());
        assertEquals(Verdict.PASS, judge(anyOf(fail, thin, pass), evidence, null).verdict());
        assertEquals(Verdict.INCONCLUSIVE, judge(anyOf(fail, thin), evidence, null).verdict());
        assertEquals(Verdict.FAIL, judge(anyOf(fail, fail), evidence, null).verdict());
        GateReport warned = GateEvaluator.evaluate(QualityGate.named("g").require(pass).warn(fail), evidence, null);
        assertEquals(Verdict.PASS, warned.verdict());
        assertEquals("WARN", warned.results().get(1).label());
        assertEquals(Verdict.INCONCLUSIVE,
                GateEvaluator.evaluate(QualityGate.named("g").warn(pass), evidence, null).verdict());
        assertThrows(RefusedException.class, () -> allOf());
    }

    @Test
    @DisplayName("custom code is judged, but only its name is written down")
    void customCode() {
        Check check = custom("answers in German", evidence -> evidence.predictions().isPresent());
        assertEquals(Verdict.PASS, judge(check, rows(0, 1), null).verdict());
        assertEquals(Verdict.FAIL, judge(check, Evidence.of(Map.of()), null).verdict());
        Check back = GateCodec.check(GateCodec.toJson(check));
        assertEquals(CustomCheck.known("answers in German"), back);
        assertEquals(Verdict.INCONCLUSIVE, judge(back, rows(0, 1), null).verdict());
        assertFalse(QualityGate.named("g").require(allOf(accuracy().atLeast(1), check)).isData());
        assertTrue(QualityGate.named("g").require(accuracy().atLeast(1)).isData());
        assertThrows(IllegalStateException.class, () -> judge(custom("breaks", evidence -> {
            throw new IllegalStateException("the user's own");
        }), rows(0, 1), null));
    }

    @Test
    @DisplayName("the number of rows and recorded facts of clusters are measures too")
    void counts() {
        says(Verdict.FAIL, "30 predicted; point estimate, required between 31 and 31.",
                judge(rows().exactly(31), rows(1, 30), null));
        assertEquals(Verdict.PASS, judge(rows().exactly(30).confidence(0.95), rows(1, 30), null).verdict());
        says(Verdict.PASS, "0, recorded as 'empty_clusters'; point estimate, required at most 0.",
                judge(emptyClusters().atMost(0), Evidence.of(Map.of("empty_clusters", 0.0)), null));
        assertEquals(Verdict.PASS, judge(recorded("loss").equalTo(0.3, 0.01), Evidence.of(Map.of("loss", 0.305)),
                null).verdict());
    }

    @Test
    @DisplayName("rows count by their weight")
    void weights() {
        double[] weights = IntStream.range(0, 100).mapToDouble(row -> row < 10 ? 0 : 2).toArray();
        CheckResult result = judge(accuracy().atLeast(0.9), Evidence.of(wrong(10, 100).weights(weights)), null);
        assertEquals(1, result.observed());
        double[] heavy = IntStream.range(0, 100).mapToDouble(row -> row < 10 ? 3 : 1).toArray();
        CheckResult bounded = judge(accuracy().atLeast(0.6).confidence(0.95),
                Evidence.of(wrong(10, 100).weights(heavy)), null);
        assertEquals(0.75, bounded.observed());
        assertEquals(Verdict.PASS, bounded.verdict(), bounded::sentence);
        assertThrows(RefusedException.class, () -> wrong(0, 1).weights(new double[] {-1}));
    }
}
