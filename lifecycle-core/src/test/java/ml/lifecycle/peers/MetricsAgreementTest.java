package ml.lifecycle.peers;

import java.util.LinkedHashMap;
import java.util.Map;
import ml.lifecycle.gate.Average;
import ml.lifecycle.gate.Evidence;
import ml.lifecycle.gate.Measure;
import ml.lifecycle.gate.Metric;
import ml.lifecycle.gate.MetricKind;
import ml.lifecycle.gate.Predictions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Metrics of a gate are those of scikit-learn. */
class MetricsAgreementTest {

    private static void put(Map<String, Measure> measures, MetricKind... kinds) {
        for (MetricKind kind : kinds) {
            measures.put(kind.key(), new Metric(kind, null, null));
        }
    }

    /** One class, which the seed chooses, and the averages of all. */
    private static void putPerClass(Map<String, Measure> measures, String label, MetricKind... kinds) {
        for (MetricKind kind : kinds) {
            measures.put(kind.key(), new Metric(kind, label, null));
            for (Average average : Average.values()) {
                Metric metric = new Metric(kind, null, average);
                measures.put(metric.key(), metric);
            }
        }
    }

    private static String label(Map<String, double[]> input, long seed) {
        return "c" + seed % (int) input.get("classes")[0];
    }

    @Test
    @DisplayName("labels")
    void labels() {
        Answers.of("labels").compare(seed -> {
            Map<String, double[]> input = Inputs.of("labels", seed);
            Map<String, Measure> measures = new LinkedHashMap<>();
            put(measures, MetricKind.ACCURACY, MetricKind.BALANCED_ACCURACY, MetricKind.MCC, MetricKind.KAPPA);
            putPerClass(measures, label(input, seed), MetricKind.PRECISION, MetricKind.RECALL, MetricKind.F1);
            return Judged.values(Evidence.of(predictions(input)), measures);
        });
    }

    private static Predictions predictions(Map<String, double[]> input) {
        return Judged.weighed(Predictions.ofCodes(Judged.names(input.get("classes")), Judged.codes(input.get("truth")),
                Judged.codes(input.get("predicted"))), input.get("weights"));
    }

    @Test
    @DisplayName("scores")
    void scores() {
        Answers.of("scores").compare(seed -> {
            Map<String, double[]> input = Inputs.of("scores", seed);
            Map<String, Measure> measures = new LinkedHashMap<>();
            put(measures, MetricKind.LOG_LOSS, MetricKind.BRIER, MetricKind.CALIBRATION_ERROR);
            putPerClass(measures, label(input, seed), MetricKind.ROC_AUC, MetricKind.AVERAGE_PRECISION);
            return Judged.values(Evidence.of(predictions(input)
                    .scores(Judged.rows(input.get("scores"), (int) input.get("classes")[0]))), measures);
        });
    }

    @Test
    @DisplayName("numbers")
    void numbers() {
        Answers.of("numbers").compare(seed -> {
            Map<String, double[]> input = Inputs.of("numbers", seed);
            Map<String, Measure> measures = new LinkedHashMap<>();
            put(measures, MetricKind.RMSE, MetricKind.MAE, MetricKind.R2, MetricKind.MAPE);
            return Judged.values(Evidence.of(Judged.weighed(
                    Predictions.ofNumbers(input.get("truth"), input.get("predicted")), input.get("weights"))), measures);
        });
    }

    @Test
    @DisplayName("clusters")
    void clusters() {
        Answers.of("clusters").compare(seed -> {
            Map<String, double[]> input = Inputs.of("clusters", seed);
            Map<String, Measure> measures = new LinkedHashMap<>();
            put(measures, MetricKind.NMI, MetricKind.AMI, MetricKind.ADJUSTED_RAND);
            return Judged.values(Evidence.of(Predictions.ofClusters(Judged.names(input.get("classes")),
                    Judged.codes(input.get("truth")), Judged.codes(input.get("clusters")))), measures);
        });
    }
}
