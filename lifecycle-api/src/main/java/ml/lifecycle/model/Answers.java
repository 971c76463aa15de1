package ml.lifecycle.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.Table;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.SignaturePolicy;
import ml.lifecycle.signature.SignatureViolation;
import org.jspecify.annotations.Nullable;

/** The answers of a predictor as a table. */
final class Answers {

    private static final SignaturePolicy POLICY =
            SignaturePolicy.strict().on(SignatureViolation.Kind.OUT_OF_RANGE, SignaturePolicy.Reaction.ACCEPT);

    private Answers() {}

    static Table of(Predictor predictor, Table rows) {
        Set<String> inputs = predictor.signature().inputs().stream().map(Column::name).collect(Collectors.toSet());
        String[] others = rows.columns().stream().map(TableColumn::name).filter(name -> !inputs.contains(name))
                .toArray(String[]::new);
        List<Prediction> predictions = predictor.with(POLICY).predict(rows.without(others));
        if (predictions.isEmpty()) {
            throw new RefusedException("The predictor " + predictor.source() + " cannot be asked for drift without rows;"
                    + " give at least one on each side.");
        }
        Map<String, List<@Nullable Object>> columns = new LinkedHashMap<>();
        boolean number = predictions.stream().noneMatch(prediction -> Double.isNaN(prediction.value()));
        columns.put(number ? "value" : "label", new ArrayList<>(predictions.stream()
                .<Object>map(prediction -> number ? (Object) prediction.value() : prediction.label()).toList()));
        for (int row = 0; row < predictions.size(); row++) {
            int place = row;
            predictions.get(row).scores().forEach((label, score) -> columns.computeIfAbsent("score of " + label,
                    name -> new ArrayList<>(Collections.nCopies(predictions.size(), null))).set(place, score));
        }
        return Table.of(columns);
    }
}
