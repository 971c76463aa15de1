package ml.lifecycle.tribuo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import ml.lifecycle.data.Table;
import ml.lifecycle.internal.model.Reasoning;
import ml.lifecycle.model.LoadedModel;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.Signature;
import ml.lifecycle.signature.SignaturePolicy;
import org.jspecify.annotations.Nullable;

/** A model that was just trained, asked without a check: the rows of a split are measured as they are. */
record TrainedPredictor(LoadedModel model, Signature signature) implements Reasoning {

    @Override
    public Prediction predict(Map<String, ? extends @Nullable Object> row) {
        return predict(List.of(row)).get(0);
    }

    @Override
    public List<Prediction> predict(List<? extends Map<String, ? extends @Nullable Object>> rows) {
        List<@Nullable Object[]> values = new ArrayList<>(rows.size());
        rows.forEach(row -> values.add(values(row)));
        return model.predict(values);
    }

    @Override
    public List<Prediction> predict(Table table) {
        return predict(IntStream.range(0, table.rows()).mapToObj(table::row).toList());
    }

    @Override
    public List<String> reasons(Map<String, ? extends @Nullable Object> row) {
        return model.reasons(values(row));
    }

    private @Nullable Object[] values(Map<String, ? extends @Nullable Object> row) {
        List<Column> inputs = signature.inputs();
        @Nullable Object[] values = new Object[inputs.size()];
        for (int place = 0; place < values.length; place++) {
            values[place] = row.get(inputs.get(place).name());
        }
        return values;
    }

    @Override
    public Predictor with(SignaturePolicy policy) {
        return this;
    }

    @Override
    public String source() {
        return "the trained model";
    }

    @Override
    public String digest() {
        return "";
    }
}
