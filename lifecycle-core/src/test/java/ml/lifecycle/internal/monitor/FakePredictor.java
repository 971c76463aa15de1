package ml.lifecycle.internal.monitor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ml.lifecycle.data.Table;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Signature;
import ml.lifecycle.signature.SignatureException;
import ml.lifecycle.signature.SignaturePolicy;
import ml.lifecycle.signature.SignatureViolation;
import org.jspecify.annotations.Nullable;

/** Answers "large" for an x above 0, and refuses a row without x. */
record FakePredictor(Signature signature) implements Predictor {

    static final FakePredictor LABELS = new FakePredictor(Signature.of(
            Output.label("size", List.of("large", "small")), Column.number("x"), Column.text("colour").optional()));
    static final FakePredictor NUMBERS =
            new FakePredictor(Signature.of(Output.number("double"), Column.number("x"), Column.text("colour").optional()));

    @Override
    public Prediction predict(Map<String, ? extends @Nullable Object> row) {
        if (!(row.get("x") instanceof Number x)) {
            throw new SignatureException("no x",
                    List.of(new SignatureViolation(SignatureViolation.Kind.MISSING, "x", "x: missing")));
        }
        double value = x.doubleValue();
        if (signature.output().kind() == Output.Kind.NUMBER) {
            return new Prediction(String.valueOf(2 * value), 2 * value, Map.of(), List.of());
        }
        double score = 1 / (1 + Math.exp(-value));
        return new Prediction(value > 0 ? "large" : "small", Double.NaN, Map.of("large", score, "small", 1 - score),
                List.of());
    }

    @Override
    public List<Prediction> predict(List<? extends Map<String, ? extends @Nullable Object>> rows) {
        List<Prediction> answers = new ArrayList<>();
        rows.forEach(row -> answers.add(predict(row)));
        return answers;
    }

    @Override
    public List<Prediction> predict(Table table) {
        List<Prediction> answers = new ArrayList<>();
        for (int row = 0; row < table.rows(); row++) {
            answers.add(predict(table.row(row)));
        }
        return answers;
    }

    @Override
    public Predictor with(SignaturePolicy policy) {
        return this;
    }

    @Override
    public String source() {
        return "runs:/fake/model";
    }

    @Override
    public String digest() {
        return "0".repeat(64);
    }
}
