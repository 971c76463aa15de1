package ml.lifecycle.internal.gate;

import static ml.lifecycle.gate.Checks.accuracy;
import static ml.lifecycle.gate.Checks.fairnessGap;
import static ml.lifecycle.gate.Checks.logLoss;
import static ml.lifecycle.gate.Checks.macroF1;
import static ml.lifecycle.internal.gate.GateEvaluatorTest.judge;
import static ml.lifecycle.internal.gate.GateEvaluatorTest.says;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import ml.lifecycle.gate.CheckResult;
import ml.lifecycle.gate.Evidence;
import ml.lifecycle.gate.GroupColumn;
import ml.lifecycle.gate.Predictions;
import ml.lifecycle.gate.ThresholdCheck;
import ml.lifecycle.gate.Verdict;
import ml.lifecycle.internal.stats.Estimate;
import org.junit.jupiter.api.Test;

/** A value, its bounds and what is required: which verdict, and how many rows are lacking. */
class ThresholdJudgeTest {

    private static CheckResult judged(ThresholdCheck check, Estimate estimate) {
        return new ThresholdJudge(check, Measured.onRows(estimate)).judge();
    }

    /** A value of 100 rows with bounds, that is no proportion. */
    private static Estimate value(double value, double lower, double upper) {
        return new Estimate(value, lower, upper, lower, upper, 100, "bootstrap", "", null);
    }

    @Test
    void a_bound_that_is_met_exactly_passes_on_either_side() {
        ThresholdCheck atLeast = macroF1().atLeast(0.8).confidence(0.95);
        assertEquals(Verdict.PASS, judged(atLeast, value(0.9, 0.8, 0.95)).verdict());
        assertEquals(Verdict.INCONCLUSIVE, judged(atLeast, value(0.9, Math.nextDown(0.8), 0.95)).verdict());
        ThresholdCheck atMost = logLoss().atMost(0.3).confidence(0.95);
        assertEquals(Verdict.PASS, judged(atMost, value(0.2, 0.1, 0.3)).verdict());
        assertEquals(Verdict.INCONCLUSIVE, judged(atMost, value(0.2, 0.1, Math.nextUp(0.3))).verdict());
        ThresholdCheck between = macroF1().between(0.8, 0.9).confidence(0.95);
        assertEquals(Verdict.PASS, judged(between, value(0.85, 0.8, 0.9)).verdict());
        assertEquals(Verdict.INCONCLUSIVE, judged(between, value(0.85, 0.79, 0.9)).verdict());
        assertEquals(Verdict.INCONCLUSIVE, judged(between, value(0.85, 0.8, 0.91)).verdict());
    }

    /** The half width shrinks with the root of the rows: twice too wide needs four times as many. */
    @Test
    void rows_that_are_lacking_grow_with_the_square_of_what_is_too_wide() {
        says(Verdict.INCONCLUSIVE, "0.75 on 100 rows; with 95 % confidence at least 0.5, required at least 0.625; about 400"
                + " rows would be needed.", judged(macroF1().atLeast(0.625).confidence(0.95), value(0.75, 0.5, 0.95)));
        says(Verdict.INCONCLUSIVE, "0.25 on 100 rows; with 95 % confidence at most 1, required at most 0.5; about 900 rows"
                + " would be needed.", judged(logLoss().atMost(0.5).confidence(0.95), value(0.25, 0.2, 1)));
        says(Verdict.INCONCLUSIVE, "0.5 on 100 rows; with 95 % confidence at least 0.25 and with the same at most 1, required"
                + " between 0.375 and 0.75; about 400 rows would be needed.",
                judged(macroF1().between(0.375, 0.75).confidence(0.95), value(0.5, 0.25, 1)));
        says(Verdict.INCONCLUSIVE, "0.5 on 100 rows; with 95 % confidence at least 0 and with the same at most 1, required"
                + " between 0.375 and 0.75; about 1,600 rows would be needed.",
                judged(macroF1().between(0.375, 0.75).confidence(0.95), value(0.5, 0, 1)));
    }

    @Test
    void a_value_at_its_bound_can_never_be_shown() {
        ThresholdCheck check = macroF1().atLeast(0.8).confidence(0.95);
        says(Verdict.INCONCLUSIVE, "0.8 on 100 rows; with 95 % confidence at least 0.7, required at least 0.8; no number of"
                + " rows could show that at this value.", judged(check, value(0.8, 0.7, 0.9)));
        // A hundred million rows are as good as none.
        double half = 0.1 * Math.sqrt(1_000_000);
        says(Verdict.INCONCLUSIVE, "0.9 on 100 rows; with 95 % confidence at least -99.1, required at least 0.8; no number of"
                + " rows could show that at this value.", judged(check, value(0.9, 0.9 - half, 1)));
        says(Verdict.INCONCLUSIVE, "1 on 30 rows (30 right); with 95 % confidence at least 0.905, required at least 1; no number"
                + " of rows could show that at this value.",
                judge(accuracy().atLeast(1).confidence(0.95), GateEvaluatorTest.rows(0, 30), null));
    }

    @Test
    void rows_that_were_asked_for_are_enough_when_they_are_there() {
        assertEquals(Verdict.PASS, judged(macroF1().atLeast(0.8).minRows(100), value(0.9, 0.8, 1)).verdict());
        says(Verdict.INCONCLUSIVE, "0.9 on 100 rows; at least 101 rows are asked for.",
                judged(macroF1().atLeast(0.8).minRows(101), value(0.9, 0.8, 1)));
        assertEquals(Verdict.PASS, judged(macroF1().atLeast(0.8), Estimate.point(0.9, 0)).verdict());
    }

    @Test
    void a_number_without_bounds_shows_nothing_with_confidence() {
        says(Verdict.INCONCLUSIVE, "0.9 on 5 rows; required at least 0.8 with 95 % confidence, but a single number has no"
                + " interval.", judged(macroF1().atLeast(0.8).confidence(0.95), Estimate.point(0.9, 5)));
        says(Verdict.FAIL, "0.7 on 5 rows; the measured value is not at least 0.8.",
                judged(macroF1().atLeast(0.8).confidence(0.95), Estimate.point(0.7, 5)));
    }

    @Test
    void groups_of_the_least_size_are_large_enough() {
        assertEquals("", Slice.thin(List.of("a", "b"), new long[] {3, 4}, 3));
        assertEquals("each group needs at least 4 rows that count for it, and there are fewer in 'a' (3)",
                Slice.thin(List.of("a", "b"), new long[] {3, 4}, 4));
        assertEquals("each group needs at least 1 row that counts for it, and there are fewer in 'a' (0), 'b' (0)",
                Slice.thin(List.of("a", "b"), new long[] {0, 0}, 1));
    }

    private static Evidence grouped(String... groups) {
        int[] truth = new int[groups.length];
        int[] predicted = new int[groups.length];
        for (int row = 0; row < groups.length; row++) {
            truth[row] = row % 2;
            predicted[row] = groups[row].equals("all wrong") ? 1 - row % 2 : row % 2;
        }
        return Evidence.of(Predictions.ofCodes(List.of("no", "yes"), truth, predicted)
                .group("region", GroupColumn.of(List.of(groups))));
    }

    @Test
    void two_groups_of_the_least_size_can_be_compared_and_one_cannot() {
        ThresholdCheck gap = fairnessGap(accuracy()).across("region").atMost(0.5).minGroupSize(2);
        assertEquals(Verdict.PASS, judge(gap, grouped("north", "north", "south", "south"), null).verdict());
        assertEquals(Verdict.FAIL, judge(gap, grouped("north", "north", "all wrong", "all wrong"), null).verdict());
        says(Verdict.INCONCLUSIVE, "There is no value: there is only one group of 'region'.",
                judge(gap, grouped("north", "north"), null));
        says(Verdict.INCONCLUSIVE, "There is no value: each group needs at least 2 rows that count for it, and there are fewer"
                + " in 'south' (1).", judge(gap, grouped("north", "north", "south"), null));
    }
}
