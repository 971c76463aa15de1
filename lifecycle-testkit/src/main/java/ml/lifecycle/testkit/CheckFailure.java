package ml.lifecycle.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ml.lifecycle.gate.Check;
import ml.lifecycle.gate.CheckResult;
import ml.lifecycle.gate.Latency;
import ml.lifecycle.gate.Predictions;
import ml.lifecycle.gate.ThresholdCheck;
import ml.lifecycle.gate.Throughput;
import ml.lifecycle.gate.Verdict;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.run.DataUse;
import ml.lifecycle.signature.Output;
import ml.lifecycle.testkit.internal.Show;
import org.opentest4j.AssertionFailedError;

/**
 * The words for a check that did not pass: the engine's sentence and numbers, and, if it is about answers, the first rows
 * predicted wrong.
 */
record CheckFailure(Predictor model, LabelledData data, Check check, CheckResult result) {

    /** For data that the model was trained on. */
    static AssertionFailedError seen(Predictor model, LabelledData data, DataUse use) {
        String required = "better than trivial on data that it has not seen";
        return Facts.of("Expected of " + model.source() + " on " + data + ": " + required
                        + "; but it was trained on these rows.")
                .fact("required", required).fact("observed", "the training data " + Show.literal(use.name()))
                .fact("data", data + ", digest " + shortened(use.digest()))
                .fact("model", model.source() + ", digest " + shortened(model.digest()))
                .fact("to do", "assert on rows that were kept aside, such as split.test()")
                .error(required, use.name());
    }

    AssertionFailedError error() {
        boolean inconclusive = result.verdict() == Verdict.INCONCLUSIVE;
        Facts facts = Facts.of("Expected of " + model.source() + " on " + data + ": " + result.requirement()
                + (inconclusive ? "; but that could not be shown." : "; but it is not."));
        facts.fact("required", result.requirement()).fact("observed", observed());
        facts.fact("data", data + ", digest " + shortened(data.table().digest()));
        facts.fact("model", model.source() + ", digest " + shortened(model.digest()));
        facts.fact("says", result.sentence());
        data.evidence(model).notes().forEach(note -> facts.fact("note", note));
        if (!inconclusive && !isOfSpeed()) {
            data.evidence(model).predictions().ifPresent(predictions -> facts.lines("wrong rows", wrong(predictions)));
        }
        facts.fact("to do", inconclusive
                ? "give the check what it needs; what checked nothing does not pass"
                : isOfSpeed() ? "measure again while the machine does nothing else; make the model faster, and change the bound"
                        + " only for a reason"
                : "look at the wrong rows; improve the model or the data, and change the bound only for a reason");
        return facts.error(result.requirement(), observed());
    }

    /** Then no answer is wrong, only late. */
    private boolean isOfSpeed() {
        return check instanceof ThresholdCheck threshold
                && (threshold.measure() instanceof Latency || threshold.measure() instanceof Throughput);
    }

    private String observed() {
        if (Double.isNaN(result.observed())) {
            return "nothing";
        }
        String interval = Double.isNaN(result.low()) && Double.isNaN(result.high())
                ? "" : ", interval " + end(result.low()) + " to " + end(result.high());
        return Show.number(result.observed()) + interval + " over " + Show.count(result.rows(), "row");
    }

    private static String end(double value) {
        return Double.isNaN(value) ? "open" : Show.number(value);
    }

    private static String shortened(String digest) {
        return digest.substring(0, Math.min(12, digest.length()));
    }

    private List<String> wrong(Predictions predictions) {
        List<String> lines = new ArrayList<>();
        if (predictions.kind() != Output.Kind.LABEL || predictions.rows() != data.table().rows()) {
            return lines;
        }
        NumberedRows rows = data.inputs(model.signature());
        List<String> labels = predictions.labels();
        for (int i = 0; i < predictions.rows(); i++) {
            if (predictions.truth()[i] != predictions.predicted()[i]) {
                int answer = predictions.predicted()[i];
                lines.add(rows.name(i) + " is " + Show.literal(labels.get(predictions.truth()[i]))
                        + (answer == labels.size() ? ", refused" : ", predicted " + Show.literal(labels.get(answer)))
                        + ": " + Show.row(rows.get(i)));
            }
        }
        return lines;
    }
}
