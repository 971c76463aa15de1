package ml.lifecycle.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import ml.lifecycle.core.SignatureCheck;
import ml.lifecycle.data.Table;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.signature.Signature;
import ml.lifecycle.signature.SignatureException;
import ml.lifecycle.signature.SignaturePolicy;
import ml.lifecycle.signature.SignaturePolicy.Reaction;
import ml.lifecycle.signature.SignatureViolation;
import ml.lifecycle.signature.SignatureViolation.Kind;
import org.jspecify.annotations.Nullable;

/** A predictor of a function, strict unless told otherwise. */
final class FakeModel implements Predictor {

    private final String name;
    private final Signature signature;
    private final Function<List<Map<String, Object>>, List<Prediction>> answers;
    private final SignaturePolicy policy;
    /** Made once: a gallery asks millions of times. */
    private final SignatureCheck check;

    private FakeModel(String name, Signature signature,
            Function<List<Map<String, Object>>, List<Prediction>> answers, SignaturePolicy policy) {
        this.name = name;
        this.signature = signature;
        this.answers = answers;
        this.policy = policy;
        this.check = SignatureCheck.of(signature);
    }

    static FakeModel ofBatches(String name, Signature signature,
            Function<List<Map<String, Object>>, List<Prediction>> answers) {
        return new FakeModel(name, signature, answers, SignaturePolicy.strict());
    }

    static FakeModel ofRows(String name, Signature signature, Function<Map<String, Object>, Prediction> answer) {
        return ofBatches(name, signature, rows -> {
            List<Prediction> all = new ArrayList<>();
            rows.forEach(row -> all.add(answer.apply(row)));
            return all;
        });
    }

    FakeModel acceptingAnything() {
        SignaturePolicy nothing = SignaturePolicy.strict();
        for (Kind kind : Kind.values()) {
            nothing = nothing.on(kind, Reaction.ACCEPT);
        }
        return with(nothing);
    }

    /** The answer of a model that knows the score of red only. */
    static Prediction scored(double red) {
        Map<String, Double> scores = new LinkedHashMap<>();
        scores.put("blue", 1 - red);
        scores.put("red", red);
        return new Prediction(red > 0.5 ? "red" : "blue", Double.NaN, scores, List.of());
    }

    static Prediction label(String label) {
        return new Prediction(label, Double.NaN, Map.of(), List.of());
    }

    static Prediction number(double value) {
        return new Prediction(String.valueOf(value), value, Map.of(), List.of());
    }

    @Override
    public Prediction predict(Map<String, ? extends @Nullable Object> row) {
        return predict(List.of(row)).get(0);
    }

    @Override
    public List<Prediction> predict(List<? extends Map<String, ? extends @Nullable Object>> rows) {
        List<Map<String, Object>> checked = new ArrayList<>();
        for (Map<String, ? extends @Nullable Object> row : rows) {
            List<SignatureViolation> violations = check.violations(row);
            if (violations.stream().anyMatch(violation -> policy.reaction(violation.kind()) == Reaction.REFUSE)) {
                throw new SignatureException(name + " refuses: " + violations, violations);
            }
            checked.add(new LinkedHashMap<>(row));
        }
        return answers.apply(checked);
    }

    @Override
    public List<Prediction> predict(Table table) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < table.rows(); i++) {
            rows.add(table.row(i));
        }
        return predict(rows);
    }

    @Override
    public Signature signature() {
        return signature;
    }

    @Override
    public FakeModel with(SignaturePolicy policy) {
        return new FakeModel(name, signature, answers, policy);
    }

    @Override
    public String source() {
        return "models:/" + name + "/1";
    }

    @Override
    public String digest() {
        return String.format("%08x", name.hashCode()).repeat(8);
    }

    @Override
    public String toString() {
        return name;
    }
}
