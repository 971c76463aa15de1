package ml.lifecycle.tribuo;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import ml.lifecycle.core.Split;
import ml.lifecycle.data.Table;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.gate.Predictions;
import ml.lifecycle.internal.evaluation.Beside;
import ml.lifecycle.model.LoadedModel;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.signature.Signature;
import org.jspecify.annotations.Nullable;
import org.tribuo.Model;

/**
 * A trained model, as it will be served: it was written and read back.
 *
 * @param learnt what Tribuo gave
 * @param served the same model, made of the bytes that are stored
 */
record Trained<T extends org.tribuo.Output<T>>(Learnt<T> learnt, LoadedModel served) {

    private static final int MAX_TRAIN_ROWS = 2_500;

    /** Trains, when all that must be refused has been refused. */
    static <T extends org.tribuo.Output<T>> Trained<T> of(Training<T> training) {
        return Learnt.of(training).readBack();
    }

    Model<T> model() {
        return learnt.model();
    }

    Signature signature() {
        return learnt.signature();
    }

    List<Prediction> answers(Table inputs) {
        return served.predict(rows(inputs));
    }

    /** What the model answers, beside the truth. */
    Predictions beside(List<Prediction> answers, Split split, Table part) {
        return Beside.truth(signature().output(), answers, part.column(split.target()));
    }

    /** Rows at equal distances, when there are too many to predict each. */
    static Table sample(Table table) {
        return sample(table, MAX_TRAIN_ROWS);
    }

    static Table sample(Table table, int most) {
        return table.rows() <= most ? table : table.select(IntStream.range(0, most)
                .map(index -> (int) ((long) index * table.rows() / most)).toArray());
    }

    static List<@Nullable Object[]> rows(Table inputs) {
        List<TableColumn> columns = inputs.columns();
        List<@Nullable Object[]> rows = new ArrayList<>(inputs.rows());
        for (int row = 0; row < inputs.rows(); row++) {
            @Nullable Object[] values = new Object[columns.size()];
            for (int index = 0; index < values.length; index++) {
                values[index] = columns.get(index).value(row);
            }
            rows.add(values);
        }
        return rows;
    }
}
