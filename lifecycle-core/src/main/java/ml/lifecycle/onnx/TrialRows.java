package ml.lifecycle.onnx;

import java.util.ArrayList;
import java.util.List;
import ml.lifecycle.LifecycleException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.model.LoadedModel;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.Range;
import ml.lifecycle.signature.Signature;
import org.jspecify.annotations.Nullable;

/** Rows that keep a signature, to find out whether a model can answer them. */
final class TrialRows {

    private TrialRows() {}

    /** Two rows: the first has all values, the second only what it must have. */
    static void ask(LoadedModel model, Signature signature) {
        @Nullable Object[] full = new Object[signature.inputs().size()];
        @Nullable Object[] least = new Object[full.length];
        List<String> shown = new ArrayList<>();
        for (int place = 0; place < full.length; place++) {
            Column column = signature.inputs().get(place);
            full[place] = value(column);
            least[place] = column.required() ? full[place] : null;
            shown.add(column.name() + " = " + full[place]);
        }
        try {
            model.predict(List.of(full, least));
        } catch (LifecycleException failure) {
            throw new RefusedException("The model does not answer a row that keeps its signature ("
                    + OnnxRuntime.printable(String.join(", ", shown)) + "): " + failure.getMessage()
                    + " Nothing was recorded; give the columns, their ranges and levels as the model was trained on.",
                    failure);
        }
    }

    private static Object value(Column column) {
        Range range = column.range();
        double middle = range == null ? 0 : range.min() + (range.max() - range.min()) / 2;
        return switch (column.type()) {
            case NUMBER -> middle;
            case INTEGER -> range == null ? 0 : Math.min(range.max(), Math.ceil(middle));
            case BOOLEAN -> false;
            case TEXT -> column.levels().isEmpty() ? "" : column.levels().get(0);
            case TIMESTAMP -> throw new RefusedException("Column '" + OnnxRuntime.printable(column.name())
                    + "' is TIMESTAMP, which no input takes; make a number of it, such as the hour or the age.");
        };
    }
}
