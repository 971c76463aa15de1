package ml.lifecycle.internal.model;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.Table;
import ml.lifecycle.internal.signature.RowCheck;
import ml.lifecycle.internal.signature.TableCheck;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.model.LoadedModel;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.run.DataUse;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.Signature;
import ml.lifecycle.signature.SignatureException;
import ml.lifecycle.signature.SignaturePolicy;
import ml.lifecycle.signature.SignaturePolicy.Reaction;
import ml.lifecycle.signature.SignatureViolation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A predictor that checks each row before the model sees it. */
final class SignedPredictor implements Reasoning, Reloadable {

    private static final Logger LOG = LoggerFactory.getLogger(Predictor.class);

    private final StoredModelSource model;
    private final LoadedModel loaded;
    private final SignaturePolicy policy;
    private final Supplier<LoadedModel> anew;
    private final RowCheck check;

    SignedPredictor(
            StoredModelSource model, LoadedModel loaded, SignaturePolicy policy, Supplier<LoadedModel> anew) {
        this.model = model;
        this.loaded = loaded;
        this.policy = policy;
        this.anew = anew;
        this.check = new RowCheck(model.signature());
    }

    @Override
    public Prediction predict(Map<String, ? extends @Nullable Object> row) {
        List<SignatureViolation> violations = new ArrayList<>(0);
        return predict(check.check(row, violations), violations);
    }

    @Override
    public Prediction predict(@Nullable Object[] row) {
        if (row.length != model.signature().inputs().size()) {
            return Reasoning.super.predict(row);
        }
        List<SignatureViolation> violations = new ArrayList<>(0);
        return predict(check.check(row, violations), violations);
    }

    private Prediction predict(@Nullable Object[] values, List<SignatureViolation> violations) {
        List<SignatureViolation> warning = violations.isEmpty() ? List.of() : judge(violations, "the row");
        Prediction answer = agreed(loaded.predict(Collections.singletonList(values))).get(0);
        return warning.isEmpty() ? answer : answer.warned(warning);
    }

    @Override
    public List<Prediction> predict(List<? extends Map<String, ? extends @Nullable Object>> rows) {
        return predictAll(rows);
    }

    @Override
    public List<Prediction> predict(Table table) {
        List<@Nullable Object[]> rows = TableCheck.rows(model.signature(), table);
        return rows != null ? agreed(loaded.predict(rows)) : predictAll(rows(table));
    }

    /** Where a label and the scores beside it say two things, nobody can know which of them is meant. */
    private List<Prediction> agreed(List<Prediction> answers) {
        for (int row = 0; row < answers.size(); row++) {
            Optional<String> other = answers.get(row).contradiction();
            if (other.isPresent()) {
                Prediction answer = answers.get(row);
                throw new RefusedException("The model " + model.source() + " answers '" + Names.printable(answer.label())
                        + "' to row " + row + " (counted from 0), but gives '" + Names.printable(other.get())
                        + "' the greatest score (" + Names.printable(answer.scores().toString()) + "); expected the label"
                        + " with the greatest score. Record it with the labels in the order of its scores.");
            }
        }
        return answers;
    }

    private static List<Map<String, Object>> rows(Table table) {
        return new AbstractList<>() {
            @Override
            public Map<String, Object> get(int row) {
                return table.row(row);
            }

            @Override
            public int size() {
                return table.rows();
            }
        };
    }

    private List<Prediction> predictAll(List<? extends Map<String, ? extends @Nullable Object>> rows) {
        List<@Nullable Object[]> values = new ArrayList<>(rows.size());
        List<List<SignatureViolation>> warnings = new ArrayList<>(rows.size());
        boolean warned = false;
        for (int row = 0; row < rows.size(); row++) {
            List<SignatureViolation> violations = new ArrayList<>(0);
            values.add(check.check(given(rows, row), violations));
            List<SignatureViolation> warning = violations.isEmpty()
                    ? List.of() : judge(violations, "row " + row + " (counted from 0)");
            warnings.add(warning);
            warned |= !warning.isEmpty();
        }
        List<Prediction> answers = agreed(loaded.predict(values));
        return warned ? withWarnings(answers, warnings) : answers;
    }

    private Map<String, ? extends @Nullable Object> given(
            List<? extends @Nullable Map<String, ? extends @Nullable Object>> rows, int row) {
        Map<String, ? extends @Nullable Object> given = rows.get(row);
        if (given == null) {
            throw new RefusedException("Row " + row + " (counted from 0) of those for " + model.source() + " is null;"
                    + " expected a map with a value for each of the inputs "
                    + model.signature().inputs().stream().map(Column::name).toList() + ". Leave the row out.");
        }
        return given;
    }

    /** Throws if any violation must be refused; answers with those to warn of. */
    private List<SignatureViolation> judge(List<SignatureViolation> violations, String where) {
        List<SignatureViolation> refused = of(Reaction.REFUSE, violations);
        if (!refused.isEmpty()) {
            throw new SignatureException(RowCheck.message(model.source(), where, violations), violations);
        }
        List<SignatureViolation> warned = of(Reaction.WARN, violations);
        warned.forEach(violation -> LOG.warn("{}, {}: {}", model.source(), where, violation.message()));
        return warned;
    }

    private List<SignatureViolation> of(Reaction reaction, List<SignatureViolation> violations) {
        return violations.stream().filter(violation -> policy.reaction(violation.kind()) == reaction).toList();
    }

    private static List<Prediction> withWarnings(
            List<Prediction> answers, List<List<SignatureViolation>> warnings) {
        List<Prediction> all = new ArrayList<>(answers.size());
        for (int row = 0; row < answers.size(); row++) {
            List<SignatureViolation> warning = warnings.get(row);
            all.add(warning.isEmpty() ? answers.get(row) : answers.get(row).warned(warning));
        }
        return all;
    }

    @Override
    public List<String> reasons(Map<String, ? extends @Nullable Object> row) {
        List<SignatureViolation> violations = new ArrayList<>(0);
        @Nullable Object[] values = check.check(row, violations);
        if (!violations.isEmpty()) {
            judge(violations, "the row");
        }
        return loaded.reasons(values);
    }

    @Override
    public Signature signature() {
        return model.signature();
    }

    @Override
    public Predictor with(SignaturePolicy policy) {
        return new SignedPredictor(model, loaded, policy, anew);
    }

    @Override
    public SignaturePolicy policy() {
        return policy;
    }

    @Override
    public Predictor loadedAnew() {
        return new SignedPredictor(model, anew.get(), policy, anew);
    }

    @Override
    public String source() {
        return model.source();
    }

    @Override
    public String digest() {
        return model.digest();
    }

    @Override
    public List<DataUse> trainedOn() {
        return model.trainedOn();
    }

    @Override
    public String toString() {
        return "predictor of " + model.source() + " (" + model.format() + ", policy " + policy + ")\n"
                + model.signature();
    }
}
