package ml.lifecycle.internal.stats;

import static ml.lifecycle.gate.Checks.accuracy;
import static ml.lifecycle.gate.Checks.adjustedRand;
import static ml.lifecycle.gate.Checks.ami;
import static ml.lifecycle.gate.Checks.averagePrecision;
import static ml.lifecycle.gate.Checks.balancedAccuracy;
import static ml.lifecycle.gate.Checks.brierScore;
import static ml.lifecycle.gate.Checks.calibrationError;
import static ml.lifecycle.gate.Checks.kappa;
import static ml.lifecycle.gate.Checks.logLoss;
import static ml.lifecycle.gate.Checks.macroF1;
import static ml.lifecycle.gate.Checks.macroPrecision;
import static ml.lifecycle.gate.Checks.macroRecall;
import static ml.lifecycle.gate.Checks.mae;
import static ml.lifecycle.gate.Checks.mape;
import static ml.lifecycle.gate.Checks.matthews;
import static ml.lifecycle.gate.Checks.nmi;
import static ml.lifecycle.gate.Checks.precision;
import static ml.lifecycle.gate.Checks.r2;
import static ml.lifecycle.gate.Checks.recall;
import static ml.lifecycle.gate.Checks.rmse;
import static ml.lifecycle.gate.Checks.rocAuc;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import ml.lifecycle.gate.Average;
import ml.lifecycle.gate.Metric;
import ml.lifecycle.gate.MetricKind;
import ml.lifecycle.gate.Predictions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Values from the documentation of scikit-learn 1.5 (the examples of each function), where nothing else is said. */
class MetricsTest {

    private static final List<String> THREE = List.of("0", "1", "2");

    private static Predictions codes(int labels, int[] truth, int[] predicted) {
        return Predictions.ofCodes(IntStream.range(0, labels).mapToObj(Integer::toString).toList(), truth, predicted);
    }

    private static void has(double expected, Metric metric, Predictions predictions) {
        assertEquals(expected, Metrics.value(metric, predictions), Math.max(5e-6, Math.abs(expected) * 1e-5));
    }

    @Test
    @DisplayName("labels have the values of classification_report")
    void labels() {
        Predictions report = codes(3, new int[] {0, 1, 2, 2, 2}, new int[] {0, 0, 2, 2, 1});
        has(0.6, accuracy(), report);
        has(0.5, macroPrecision(), report);
        has(5.0 / 9, macroRecall(), report);
        has((2.0 / 3 + 0.8) / 3, macroF1(), report);
        has(0.7, new Metric(MetricKind.PRECISION, null, Average.WEIGHTED), report);
        has((2.0 / 3 + 3 * 0.8) / 5, new Metric(MetricKind.F1, null, Average.WEIGHTED), report);
        has(0.6, new Metric(MetricKind.F1, null, Average.MICRO), report);
        has(2.0 / 3, recall("2"), report);
        has(0, precision("1"), report);
    }

    @Test
    @DisplayName("chance-corrected metrics have the published values")
    void agreement() {
        has(0.625, balancedAccuracy(), codes(2, new int[] {0, 1, 0, 0, 1, 0}, new int[] {0, 1, 0, 0, 0, 1}));
        has(-1.0 / 3, matthews(), codes(2, new int[] {1, 1, 1, 0}, new int[] {1, 0, 1, 1}));
        // J. Cohen's coefficient for 20, 5, 10, 15 of 50, the usual worked example.
        int[] truth = IntStream.range(0, 50).map(row -> row < 25 ? 0 : 1).toArray();
        int[] predicted = IntStream.range(0, 50).map(row -> row < 20 || row >= 25 && row < 35 ? 0 : 1).toArray();
        has(0.4, kappa(), codes(2, truth, predicted));
    }

    @Test
    @DisplayName("scores have the documented values")
    void scores() {
        Predictions mail = Predictions.ofCodes(List.of("ham", "spam"), new int[] {1, 0, 0, 1}, new int[] {1, 0, 0, 1})
                .scores(new double[][] {{.1, .9}, {.9, .1}, {.8, .2}, {.35, .65}});
        has(0.21616187468057912, logLoss(), mail);
        Predictions ranked = codes(2, new int[] {0, 0, 1, 1}, new int[] {0, 0, 0, 1})
                .scores(new double[][] {{.9, .1}, {.6, .4}, {.65, .35}, {.2, .8}});
        has(0.75, rocAuc().of("1"), ranked);
        has(0.75, rocAuc(), ranked);
        has(0.8333333, averagePrecision().of("1"), ranked);
        Predictions brier = codes(2, new int[] {0, 1, 1, 0}, new int[] {0, 1, 1, 0})
                .scores(new double[][] {{.9, .1}, {.1, .9}, {.2, .8}, {.7, .3}});
        // brier_score_loss of two classes counts one of them: half of the sum over both.
        has(2 * 0.0375, brierScore(), brier);
        // One bin at 0.9 (two rows, right), one at 0.8, one at 0.7: the mean of 0.1, 0.1, 0.2, 0.3.
        has(0.175, calibrationError(), brier);
    }

    @Test
    @DisplayName("equal scores count half in the ROC area")
    void ties() {
        double[][] equal = {{.5, .5}, {.5, .5}, {.5, .5}};
        has(0.5, rocAuc().of("1"), codes(2, new int[] {0, 1, 1}, new int[] {0, 0, 0}).scores(equal));
    }

    @Test
    @DisplayName("numbers have the documented values")
    void numbers() {
        Predictions numbers = Predictions.ofNumbers(new double[] {3, -0.5, 2, 7}, new double[] {2.5, 0.0, 2, 8});
        has(0.5, mae(), numbers);
        has(0.6123724356957945, rmse(), numbers);
        has(0.9486081370449679, r2(), numbers);
        has(0.3273809523809524, mape(), numbers);
    }

    @Test
    @DisplayName("clusters have the documented values")
    void clusters() {
        Predictions few = Predictions.ofClusters(THREE, new int[] {0, 0, 1, 2}, new int[] {0, 0, 1, 1});
        has(0.5714285714285714, adjustedRand(), few);
        // The worked example in scikit-learn's own tests of adjusted_mutual_info_score.
        Predictions worked = Predictions.ofClusters(THREE,
                new int[] {0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2},
                new int[] {0, 0, 0, 0, 1, 0, 1, 1, 1, 1, 2, 0, 2, 2, 2, 1, 1});
        assertEquals(0.27821, Metrics.value(ami(), worked), 5e-6);
        has(1, nmi(), Predictions.ofClusters(THREE, new int[] {0, 0, 1, 1}, new int[] {1, 1, 0, 0}));
    }

    @Test
    @DisplayName("adjusted mutual information subtracts the mean over all arrangements of the clusters")
    void expectedByChance() {
        // Large classes, so that some cells cannot be empty. Each of the 5040 arrangements is tried.
        int[] truth = {0, 0, 0, 0, 0, 1, 1};
        int[] clusters = {0, 0, 0, 0, 1, 1, 0};
        double[] sum = {0};
        arrange(clusters.clone(), 0, order -> sum[0] += information(truth, order));
        double expected = sum[0] / 5040;
        double entropy = -(5.0 / 7 * Math.log(5.0 / 7) + 2.0 / 7 * Math.log(2.0 / 7));
        has((information(truth, clusters) - expected) / (entropy - expected), ami(),
                Predictions.ofClusters(List.of("a", "b"), truth, clusters));
    }

    private static void arrange(int[] order, int from, Consumer<int[]> each) {
        if (from == order.length) {
            each.accept(order);
        }
        for (int other = from; other < order.length; other++) {
            swap(order, from, other);
            arrange(order, from + 1, each);
            swap(order, from, other);
        }
    }

    private static void swap(int[] order, int one, int other) {
        int kept = order[one];
        order[one] = order[other];
        order[other] = kept;
    }

    private static double information(int[] truth, int[] clusters) {
        double rows = truth.length;
        double information = 0;
        for (int a = 0; a < 2; a++) {
            for (int b = 0; b < 2; b++) {
                int one = a;
                int other = b;
                double both = IntStream.range(0, truth.length)
                        .filter(row -> truth[row] == one && clusters[row] == other).count();
                double independent = IntStream.of(truth).filter(code -> code == one).count()
                        * IntStream.of(clusters).filter(code -> code == other).count() / rows;
                information += both == 0 ? 0 : both / rows * Math.log(both / independent);
            }
        }
        return information;
    }

    @Test
    @DisplayName("what rows do not define is NaN, and the reason is told")
    void undefined() {
        Predictions right = codes(2, new int[] {0, 0}, new int[] {0, 0});
        assertTrue(Double.isNaN(Metrics.value(recall("1"), right)));
        assertTrue(Double.isNaN(Metrics.value(kappa(), right)));
        assertTrue(Double.isNaN(Metrics.value(matthews(), right)));
        assertTrue(Double.isNaN(Metrics.value(recall("nobody"), right)));
        assertTrue(Double.isNaN(Metrics.value(accuracy(), codes(2, new int[0], new int[0]))));
        assertTrue(Double.isNaN(Metrics.value(rmse(), right)));
        assertEquals("there is no class 'nobody'; there are [0, 1]", Metrics.problem(recall("nobody"), right));
        assertEquals("it needs scores, and the predictions have none", Metrics.problem(logLoss(), right));
        Predictions odds = right.scores(new double[][] {{3, 1}, {3, 1}});
        assertEquals("it needs scores from 0 to 1 that add up to 1 in each row", Metrics.problem(logLoss(), odds));
        assertTrue(Double.isNaN(Metrics.value(logLoss(), odds)));
        double[][] broken = {{Double.NaN, 1}, {0, 1}};
        assertTrue(Double.isNaN(Metrics.value(rocAuc(), right.scores(broken))));
    }

    @Test
    @DisplayName("all metrics are logged by key, without those that are not defined")
    void all() {
        Map<String, Double> values = Metrics.all(codes(3, new int[] {0, 1, 1}, new int[] {0, 1, 0}));
        assertEquals(2.0 / 3, values.get("accuracy"), 1e-12);
        assertEquals(0.5, values.get("recall/1"), 1e-12);
        assertFalse(values.containsKey("recall_macro"), "nobody knows the recall of the third class");
        assertEquals(0.75, Metrics.all(codes(2, new int[] {0, 1, 1}, new int[] {0, 1, 0})).get("recall_macro"), 1e-12);
        assertFalse(values.containsKey("recall/2"));
        assertFalse(values.containsKey("log_loss"));
        assertEquals(List.of("rmse", "mae", "r2", "mape"),
                List.copyOf(Metrics.all(Predictions.ofNumbers(new double[] {1, 2}, new double[] {1, 3})).keySet()));
    }
}
