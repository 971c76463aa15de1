package ml.lifecycle.internal.gate;

import static ml.lifecycle.gate.Checks.accuracy;
import static ml.lifecycle.gate.Checks.adjustedRand;
import static ml.lifecycle.gate.Checks.ami;
import static ml.lifecycle.gate.Checks.averagePrecision;
import static ml.lifecycle.gate.Checks.balancedAccuracy;
import static ml.lifecycle.gate.Checks.betterThanTrivial;
import static ml.lifecycle.gate.Checks.calibrationError;
import static ml.lifecycle.gate.Checks.kappa;
import static ml.lifecycle.gate.Checks.mae;
import static ml.lifecycle.gate.Checks.matthews;
import static ml.lifecycle.gate.Checks.r2;
import static ml.lifecycle.gate.Checks.recorded;
import static ml.lifecycle.gate.Checks.rmse;
import static ml.lifecycle.gate.Checks.rocAuc;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ml.lifecycle.RefusedException;
import ml.lifecycle.gate.Check;
import ml.lifecycle.gate.CheckResult;
import ml.lifecycle.gate.Checks;
import ml.lifecycle.gate.Evidence;
import ml.lifecycle.gate.Predictions;
import ml.lifecycle.gate.QualityGate;
import ml.lifecycle.gate.Verdict;
import ml.lifecycle.internal.stats.Metrics;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A metric that these rows do not define, or that only rounding errors define, passes nothing. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class QuotientsTest {

    private static final List<String> AB = List.of("a", "b");

    private static CheckResult judge(Check check, Evidence evidence) {
        return GateEvaluator.evaluate(QualityGate.named("g").require(check), evidence, null).results().get(0);
    }

    private static CheckResult judge(Check check, Predictions predictions) {
        return judge(check, Evidence.of(predictions));
    }

    private static double[] filled(int rows, double value) {
        double[] values = new double[rows];
        Arrays.fill(values, value);
        return values;
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN})
    void a_recorded_value_that_is_not_finite_passes_nothing(double value) {
        Evidence evidence = Evidence.of(Map.of("loss", value, "accuracy", value, "train/accuracy", 0.9));
        for (Check check : List.of(recorded("loss").atMost(0.5), recorded("loss").atLeast(0.5),
                recorded("loss").between(-1e300, 1e300), accuracy().atLeast(0.8), accuracy().atMost(0.8),
                Checks.overfitGap(accuracy()).atMost(0.1))) {
            assertEquals(Verdict.INCONCLUSIVE, judge(check, evidence).verdict(), check::describe);
        }
        assertEquals(Verdict.INCONCLUSIVE, GateEvaluator.evaluate(QualityGate.named("g").require(
                Checks.change(accuracy()).atLeast(-1)), evidence, Evidence.of(Map.of("accuracy", 0.5))).verdict());
    }

    static Stream<Check> ofAllClasses() {
        return Stream.of(balancedAccuracy(), Checks.macroRecall(), Checks.macroPrecision(), Checks.macroF1(), rocAuc(),
                averagePrecision()).flatMap(metric -> Stream.of(metric.atLeast(0.5), metric.atLeast(0.5).confidence(0.95)));
    }

    @ParameterizedTest
    @MethodSource("ofAllClasses")
    void a_class_without_a_judged_row_leaves_a_mean_over_classes_open_and_is_named(Check check) {
        double[][] scores = IntStream.range(0, 50).mapToObj(row -> new double[] {0.7, 0.3}).toArray(double[][]::new);
        Predictions right = Predictions.ofCodes(AB, new int[50], new int[50]).scores(scores);
        CheckResult result = judge(check, right);
        assertEquals(Verdict.INCONCLUSIVE, result.verdict(), result.sentence());
        assertTrue(result.sentence().contains("the class 'b' has no judged row"), result.sentence());
        int[] both = IntStream.range(0, 50).map(row -> row == 0 ? 1 : 0).toArray();
        double[] weightless = filled(50, 1);
        weightless[0] = 0;
        assertEquals(Verdict.INCONCLUSIVE,
                judge(check, Predictions.ofCodes(AB, both, both).scores(scores).weights(weightless)).verdict());
    }

    @Test
    void the_trivial_model_knows_the_weights() {
        int[] truth = IntStream.range(0, 200).map(row -> row < 120 ? 0 : 1).toArray();
        int[] allB = new int[200];
        Arrays.fill(allB, 1);
        double[] weights = IntStream.range(0, 200).mapToDouble(row -> row < 120 ? 1 : 50).toArray();
        assertEquals(Verdict.FAIL, judge(betterThanTrivial(accuracy()).margin(0.001),
                Predictions.ofCodes(AB, truth, allB).weights(weights)).verdict());
        Random random = new Random(1);
        double[] numbers = IntStream.range(0, 200).mapToDouble(row -> (row < 120 ? 0 : 5) + random.nextGaussian()).toArray();
        double[] unweightedMean = filled(200, Arrays.stream(numbers).average().orElseThrow());
        assertEquals(Verdict.FAIL, judge(betterThanTrivial(r2()).margin(0.001),
                Predictions.ofNumbers(numbers, unweightedMean).weights(weights)).verdict());
    }

    @Test
    void the_calibration_error_does_not_depend_on_what_was_answered() {
        int[] truth = IntStream.range(0, 100).map(row -> row < 60 ? 0 : 1).toArray();
        double[][] scores = IntStream.range(0, 100).mapToObj(row -> new double[] {0.4, 0.6}).toArray(double[][]::new);
        Random random = new Random(3);
        for (int trial = 0; trial < 20; trial++) {
            int[] answered = IntStream.range(0, 100).map(row -> random.nextInt(2)).toArray();
            assertEquals(0.2, Metrics.value(calibrationError(),
                    Predictions.ofCodes(AB, truth, answered).scores(scores)), 1e-12);
        }
        assertEquals(Verdict.FAIL,
                judge(calibrationError().atMost(0.1), Predictions.ofCodes(AB, truth, new int[100]).scores(scores)).verdict());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 6, 10, 100, 1_000})
    void what_does_not_vary_has_no_share_of_explained_variance(int rows) {
        for (double constant : new double[] {0.1, 0.3, 1e-170, 1e170}) {
            for (double answered : new double[] {constant, 2 * constant}) {
                CheckResult result = judge(r2().atLeast(0), Predictions.ofNumbers(filled(rows, constant), filled(rows, answered)));
                assertEquals(Verdict.INCONCLUSIVE, result.verdict(), result.sentence());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.3, 0.7, 1, 3})
    void one_class_alone_has_no_agreement_beyond_chance(double weight) {
        for (int rows : new int[] {1, 3, 7, 50}) {
            Predictions one = Predictions.ofCodes(AB, new int[rows], new int[rows]).weights(filled(rows, weight));
            assertEquals(Verdict.INCONCLUSIVE, judge(kappa().atLeast(0.5), one).verdict());
            assertEquals(Verdict.INCONCLUSIVE, judge(matthews().atLeast(0.5), one).verdict());
        }
    }

    @Test
    void rows_that_are_all_alone_agree_by_their_number() {
        for (int rows = 2; rows < 40; rows++) {
            int[] each = IntStream.range(0, rows).toArray();
            List<String> names = IntStream.range(0, rows).mapToObj(row -> "c" + row).toList();
            Predictions alone = Predictions.ofClusters(names, each, each);
            assertEquals(Verdict.INCONCLUSIVE, judge(ami().atLeast(0.5), alone).verdict(), "rows " + rows);
            assertEquals(Verdict.INCONCLUSIVE, judge(adjustedRand().atLeast(0.5), alone).verdict(), "rows " + rows);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {3, 1e155, 1e300, 1e-170, 1e-300})
    void metrics_stay_when_all_weights_are_multiplied(double factor) {
        Random random = new Random(5);
        int rows = 60;
        double[] weights = random.doubles(rows, 0.1, 2).toArray();
        double[] multiplied = Arrays.stream(weights).map(weight -> weight * factor).toArray();
        int[] truth = random.ints(rows, 0, 2).toArray();
        int[] answered = IntStream.range(0, rows).map(row -> random.nextInt(4) == 0 ? 1 - truth[row] : truth[row]).toArray();
        double[][] scores = Arrays.stream(answered).mapToObj(label -> {
            double share = 0.5 + random.nextDouble() / 2;
            return label == 1 ? new double[] {1 - share, share} : new double[] {share, 1 - share};
        }).toArray(double[][]::new);
        Predictions labels = Predictions.ofCodes(AB, truth, answered).scores(scores);
        same(labels.weights(weights), labels.weights(multiplied));
        double[] numbers = random.doubles(rows, 1, 9).toArray();
        Predictions errors = Predictions.ofNumbers(numbers, Arrays.stream(numbers).map(one -> one + random.nextGaussian()).toArray());
        same(errors.weights(weights), errors.weights(multiplied));
    }

    private static void same(Predictions once, Predictions multiplied) {
        Map<String, Double> values = Metrics.all(once);
        assertTrue(values.size() > 3);
        Map<String, Double> others = Metrics.all(multiplied);
        assertEquals(values.keySet(), others.keySet());
        values.forEach((name, value) -> assertEquals(value, others.get(name), 1e-12 * Math.max(1, Math.abs(value)), name));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-200, 1e-170, 1e160, 1e300})
    void errors_of_any_size_have_their_root_mean_square(double error) {
        double[] truth = filled(100, 0);
        double[] answered = IntStream.range(0, 100).mapToDouble(row -> row % 2 == 0 ? error : -error).toArray();
        assertEquals(error, Metrics.value(rmse(), Predictions.ofNumbers(truth, answered)), 1e-12 * error);
        assertEquals(error, Metrics.value(mae(), Predictions.ofNumbers(truth, answered)), 1e-12 * error);
        double[] wave = IntStream.range(0, 100).mapToDouble(row -> row * error / 100).toArray();
        double[] half = DoubleStream.of(wave).map(value -> value / 2).toArray();
        double small = Metrics.value(r2(), Predictions.ofNumbers(
                DoubleStream.of(wave).map(value -> value / error).toArray(), DoubleStream.of(half).map(value -> value / error).toArray()));
        assertEquals(small, Metrics.value(r2(), Predictions.ofNumbers(wave, half)), 1e-9);
    }

    @Test
    void a_label_that_is_null_is_told_by_its_row() {
        List<String> gap = Arrays.asList("a", null, "b");
        List<String> whole = Collections.nCopies(3, "a");
        String message = assertThrows(RefusedException.class, () -> Predictions.ofLabels(gap, whole)).getMessage();
        assertTrue(message.startsWith("The true label of row 1 (counted from 0) is null"), message);
        message = assertThrows(RefusedException.class, () -> Predictions.ofLabels(whole, gap)).getMessage();
        assertTrue(message.startsWith("The predicted label of row 1"), message);
        assertEquals(2, Predictions.ofLabels(List.of("a", "b"), List.of("a", "a")).rows());
    }
}
