package ml.lifecycle.peers;

import static ml.lifecycle.gate.Checks.accuracy;
import static ml.lifecycle.gate.Checks.betterThan;
import static ml.lifecycle.gate.Checks.change;
import static ml.lifecycle.gate.Checks.latency;
import static ml.lifecycle.gate.Checks.overfitGap;
import static ml.lifecycle.gate.Checks.precision;
import static ml.lifecycle.gate.Checks.recall;
import static ml.lifecycle.gate.Checks.rows;
import static ml.lifecycle.gate.Checks.throughput;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import ml.lifecycle.gate.Evidence;
import ml.lifecycle.gate.Latency;
import ml.lifecycle.gate.Predictions;
import ml.lifecycle.internal.stats.PairedProportions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Intervals of proportions and times, and tests of pairs, are those of statsmodels and SciPy. */
class BoundsAgreementTest {

    private static final double CONFIDENCE = 0.95;

    @Test
    @DisplayName("proportions, of one model and of two")
    void pairs() {
        Answers.of("pairs").compare(seed -> {
            Map<String, double[]> input = Inputs.of("pairs", seed);
            Predictions mine = predictions(input, "mine");
            Predictions theirs = predictions(input, "theirs");
            Map<String, Double> values = new LinkedHashMap<>();
            Judged.putInterval(values, "accuracy",
                    Judged.result(accuracy().atLeast(0.01).confidence(CONFIDENCE), Evidence.of(mine)));
            Judged.putInterval(values, "recall",
                    Judged.result(recall("c0").atLeast(0.01).confidence(CONFIDENCE), Evidence.of(mine)));
            Judged.putInterval(values, "precision",
                    Judged.result(precision("c0").atLeast(0.01).confidence(CONFIDENCE), Evidence.of(mine)));
            Judged.putInterval(values, "overfit", Judged.result(overfitGap(accuracy()).atMost(0.5).confidence(CONFIDENCE),
                    Evidence.of(part(mine, input, 1)).training(part(mine, input, 0))));
            Evidence both = Evidence.of(mine).baseline("other", Evidence.of(theirs));
            Judged.putInterval(values, "better", Judged.result(betterThan("other", accuracy()).margin(0.1), both));
            values.putAll(Judged.values(both, Map.of("rows", rows(), "change", change(accuracy()).from("other"),
                    "change_relative", change(accuracy()).relatively().from("other"))));
            values.put("mcnemar",
                    PairedProportions.of(mine.truth(), mine.predicted(), theirs.predicted()).mcnemar());
            return values;
        });
    }

    private static Predictions predictions(Map<String, double[]> input, String whose) {
        return Predictions.ofCodes(Judged.names(input.get("classes")), Judged.codes(input.get("truth")),
                Judged.codes(input.get(whose)));
    }

    private static Predictions part(Predictions all, Map<String, double[]> input, int part) {
        return all.select(IntStream.range(0, all.rows()).filter(row -> input.get("part")[row] == part).toArray());
    }

    @Test
    @DisplayName("times")
    void times() {
        Answers.of("times").compare(seed -> {
            Evidence evidence = Evidence.of(Map.of()).latencies(Inputs.of("times", seed).get("times"));
            Map<String, Double> values = new LinkedHashMap<>();
            for (Latency latency : new Latency[] {latency(), latency().p95(), latency().p99()}) {
                Judged.putInterval(values, "latency_p" + Math.round(100 * latency.quantile()),
                        Judged.result(latency.atMost(1e9).confidence(CONFIDENCE), evidence));
            }
            Judged.putInterval(values, "throughput",
                    Judged.result(throughput().atLeast(1e-9).confidence(CONFIDENCE), evidence));
            return values;
        });
    }
}
