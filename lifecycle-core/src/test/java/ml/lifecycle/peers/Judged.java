package ml.lifecycle.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import ml.lifecycle.gate.Check;
import ml.lifecycle.gate.CheckResult;
import ml.lifecycle.gate.Evidence;
import ml.lifecycle.gate.Measure;
import ml.lifecycle.gate.Predictions;
import ml.lifecycle.gate.QualityGate;
import ml.lifecycle.gate.Verdict;
import org.jspecify.annotations.Nullable;

/** Inputs as users have them, and what a gate measures of them: the door that everybody goes through. */
final class Judged {

    private Judged() {}

    /** What a gate observes of each measure; NaN, and INCONCLUSIVE, where there is no value. */
    static Map<String, Double> values(Evidence evidence, Map<String, Measure> measures) {
        QualityGate gate = new QualityGate("agreement", measures.values().stream()
                .<Check>map(measure -> measure.atMost(0.5).minGroupSize(1)).toList());
        List<CheckResult> results = gate.evaluate(evidence).results();
        Map<String, Double> values = new LinkedHashMap<>();
        int at = 0;
        for (String name : measures.keySet()) {
            CheckResult result = results.get(at++);
            assertEquals(Double.isNaN(result.observed()), result.verdict() == Verdict.INCONCLUSIVE, result::sentence);
            values.put(name, result.observed());
        }
        return values;
    }

    /** A value with the two ends of its interval. */
    static void putInterval(Map<String, Double> values, String name, CheckResult result) {
        values.put(name, result.observed());
        values.put(name + "_low", result.low());
        values.put(name + "_high", result.high());
    }

    static CheckResult result(Check check, Evidence evidence) {
        return new QualityGate("agreement", List.of(check)).evaluate(evidence).results().get(0);
    }

    static Predictions weighed(Predictions predictions, double[] weights) {
        return weights.length == 0 ? predictions : predictions.weights(weights);
    }

    static List<String> names(double[] classes) {
        return IntStream.range(0, (int) classes[0]).mapToObj(one -> "c" + one).toList();
    }

    static int[] codes(double[] column) {
        return Arrays.stream(column).mapToInt(value -> (int) value).toArray();
    }

    /** Numbers, with null for NaN. */
    static List<@Nullable Double> present(double[] column) {
        return Arrays.stream(column).mapToObj(value -> Double.isNaN(value) ? null : value).toList();
    }

    /** Codes as texts, with null for NaN. */
    static List<@Nullable String> texts(double[] column) {
        return Arrays.stream(column).mapToObj(value -> Double.isNaN(value) ? null : "c" + (int) value).toList();
    }

    static double[][] rows(double[] values, int width) {
        return IntStream.range(0, values.length / width)
                .mapToObj(row -> Arrays.copyOfRange(values, row * width, (row + 1) * width)).toArray(double[][]::new);
    }
}
