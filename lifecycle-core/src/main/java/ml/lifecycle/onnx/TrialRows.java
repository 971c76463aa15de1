package ml.lifecycle.onnx;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import ml.lifecycle.LifecycleException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.core.SampleRows;
import ml.lifecycle.model.LoadedModel;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.Signature;
import org.jspecify.annotations.Nullable;

/** Rows that keep a signature, to find out whether a model can answer them. */
final class TrialRows {

    private TrialRows() {}

    /** Two rows: the first has all values, the second only what it must have. */
    static void ask(LoadedModel model, Signature signature) {
        Map<String, Object> plain = SampleRows.plain(signature);
        @Nullable Object[] full = new Object[signature.inputs().size()];
        @Nullable Object[] least = new Object[full.length];
        for (int place = 0; place < full.length; place++) {
            Column column = signature.inputs().get(place);
            full[place] = plain.get(column.name());
            least[place] = column.required() ? full[place] : null;
        }
        try {
            model.predict(List.of(full, least)).forEach(answer -> requireAgreement(answer, signature));
        } catch (LifecycleException failure) {
            throw new RefusedException("The model does not answer a row that keeps its signature ("
                    + OnnxRuntime.printable(plain.toString()) + "): " + failure.getMessage()
                    + " Nothing was recorded; give the columns, their ranges and levels as the model was trained on.",
                    failure);
        }
    }

    private static void requireAgreement(Prediction answer, Signature signature) {
        Optional<String> other = answer.contradiction();
        if (other.isPresent()) {
            throw new RefusedException("its label is '" + OnnxRuntime.printable(answer.label()) + "', but with the labels "
                    + OnnxInputs.shown(signature.output().labels()) + " its greatest score is that of '"
                    + OnnxRuntime.printable(other.get()) + "'; give the labels in the order of its scores.");
        }
    }
}
