package ml.lifecycle.internal.gate;

import static ml.lifecycle.gate.Checks.accuracy;
import static ml.lifecycle.gate.Checks.change;
import static ml.lifecycle.gate.Checks.drift;
import static ml.lifecycle.gate.Checks.f1;
import static ml.lifecycle.gate.Checks.fairnessGap;
import static ml.lifecycle.gate.Checks.latency;
import static ml.lifecycle.gate.Checks.macroF1;
import static ml.lifecycle.gate.Checks.matthews;
import static ml.lifecycle.gate.Checks.notWorseThanChampion;
import static ml.lifecycle.gate.Checks.overfitGap;
import static ml.lifecycle.gate.Checks.r2;
import static ml.lifecycle.gate.Checks.recorded;
import static ml.lifecycle.gate.Checks.rmse;
import static ml.lifecycle.gate.Checks.rows;
import static ml.lifecycle.gate.Checks.throughput;
import static ml.lifecycle.internal.gate.GateEvaluatorTest.judge;
import static ml.lifecycle.internal.gate.GateEvaluatorTest.says;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import ml.lifecycle.RefusedException;
import ml.lifecycle.gate.Bound;
import ml.lifecycle.gate.Check;
import ml.lifecycle.gate.Evidence;
import ml.lifecycle.gate.QualityGate;
import ml.lifecycle.gate.ThresholdCheck;
import ml.lifecycle.gate.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DomainTest {

    private static Verdict verdict(Check check, Map<String, Double> metrics) {
        return judge(check, Evidence.of(metrics), null).verdict();
    }

    @ParameterizedTest
    @CsvSource({"accuracy,7", "accuracy,-0.1", "f1_macro,95", "f1,95", "recall/virginica,1.5", "train/accuracy,7",
        "rmse,-1", "mcc,-1.1", "r2,1.01", "brier,2.1", "log_loss,-0.1", "latency_p99_ms,-1", "throughput_per_s,-5",
        "empty_clusters,-1"})
    void a_recorded_value_that_cannot_be_is_inconclusive(String key, double value) {
        assertEquals(Verdict.INCONCLUSIVE, verdict(recorded(key).atLeast(-0.0), Map.of(key, value)));
    }

    @ParameterizedTest
    @CsvSource({"accuracy,1", "accuracy,1.0000000000000002", "f1_macro,0.95", "f1_macros,95", "recall_at_5,17",
        "rmse,1000", "mcc,0.5", "my_accuracy,95", "r2,0.2", "latency_p99_ms,12", "latency,1"})
    void other_recorded_values_are_judged(String key, double value) {
        assertEquals(Verdict.PASS, verdict(recorded(key).atLeast(0), Map.of(key, value)));
    }

    @Test
    void the_report_says_what_is_wrong_with_a_recorded_value() {
        Map<String, Double> metrics = Map.of("accuracy", 7.0, "train/accuracy", 0.9, "rmse", -3.0);
        says(Verdict.INCONCLUSIVE,
                "There is no value: 'accuracy' was recorded as 7, but it is always between 0 and 1.",
                judge(accuracy().atLeast(0.95), Evidence.of(metrics), null));
        says(Verdict.INCONCLUSIVE, "There is no value: 'rmse' was recorded as -3, but it is always at least 0.",
                judge(rmse().atMost(1), Evidence.of(metrics), null));
        assertEquals(Verdict.INCONCLUSIVE, verdict(overfitGap(accuracy()).atMost(0.1), metrics));
        assertEquals(Verdict.INCONCLUSIVE, judge(change(accuracy()).atLeast(0), Evidence.of(metrics),
                Evidence.of(Map.of("accuracy", 0.9))).verdict());
    }

    private static void refused(String message, Supplier<?> building) {
        assertEquals(message, assertThrows(RefusedException.class, building::get).getMessage());
    }

    @Test
    void a_threshold_in_percent_is_refused_with_the_share() {
        refused("The check 'accuracy at least 95' is not allowed: no possible value passes, since accuracy is always"
                + " between 0 and 1. Did you mean 0.95?", () -> accuracy().atLeast(95));
        refused("The check 'accuracy gap across region at most 15' is not allowed: every possible value passes, since"
                + " accuracy gap across region is always between 0 and 1. Did you mean 0.15?",
                () -> fairnessGap(accuracy()).across("region").atMost(15));
        refused("The confidence 95.0 is not allowed: expected a number from 0.5 to less than 1, for example 0.95."
                + " Did you mean 0.95?", () -> accuracy().atLeast(0.9).confidence(95));
        refused("The margin 5 is not allowed: two values of accuracy never differ by more than 1."
                + " Did you mean 0.05?", () -> notWorseThanChampion(accuracy()).margin(5));
    }

    @Test
    void a_threshold_that_no_value_or_every_value_passes_is_refused() {
        for (Supplier<ThresholdCheck> building : List.<Supplier<ThresholdCheck>>of(
                () -> macroF1().atLeast(1.01), () -> f1("a").atMost(-0.1), () -> rmse().atMost(-1),
                () -> rmse().atLeast(-1), () -> matthews().atLeast(2), () -> r2().atLeast(1.5),
                () -> latency().p99().below(Duration.ofMillis(-1)), () -> throughput().atMost(-1),
                () -> rows().exactly(-3), () -> overfitGap(accuracy()).atMost(3),
                () -> change(accuracy()).atLeast(5), () -> drift().jensenShannon().atMost(20),
                () -> accuracy().perGroup("g").atLeast(90), () -> recorded("accuracy").atLeast(95),
                () -> accuracy().between(90, 95))) {
            assertThrows(RefusedException.class, building::get);
        }
    }

    @Test
    void thresholds_at_and_across_the_ends_are_allowed() {
        accuracy().atLeast(1);
        accuracy().atLeast(0);
        accuracy().equalTo(1, 0.05);
        matthews().atLeast(-0.5);
        r2().atLeast(-20);
        rmse().atMost(0);
        change(accuracy()).atLeast(-0.01);
        change(rmse()).relatively().atMost(-5);
        overfitGap(rmse()).atMost(100);
        recorded("anything").atLeast(95);
        notWorseThanChampion(rmse()).margin(50);
    }

    @Test
    void a_gate_that_was_written_before_a_domain_was_known_can_be_read() {
        ThresholdCheck odd = new ThresholdCheck(accuracy(), Bound.atLeast(95), 0, 1, 1);
        QualityGate gate = QualityGate.named("old").require(odd);
        assertEquals(gate.checks(), GateCodec.gate(GateCodec.toJson(gate)).checks());
    }

    @Test
    void a_time_that_cannot_be_is_refused() {
        RefusedException refused = assertThrows(RefusedException.class,
                () -> Evidence.of(Map.of()).latencies(new double[] {1, -2}));
        assertTrue(refused.getMessage().startsWith("The time -2.0 ms of call 1 (counted from 0) is not allowed"));
    }
}
