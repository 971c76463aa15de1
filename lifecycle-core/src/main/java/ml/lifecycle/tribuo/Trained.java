package ml.lifecycle.tribuo;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import ml.lifecycle.RefusedException;
import ml.lifecycle.core.Split;
import ml.lifecycle.data.Table;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.gate.Predictions;
import ml.lifecycle.internal.evaluation.Beside;
import ml.lifecycle.internal.model.ModelLoader;
import ml.lifecycle.model.AnsweredRows;
import ml.lifecycle.model.LoadedModel;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.signature.Signature;
import ml.lifecycle.signature.SignaturePolicy.Refused;
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

    /** The model behind its signature, as it answers in use. */
    Predictor predictor(Refused refused) {
        return ModelLoader.trained(served, signature(), refused);
    }

    /**
     * What it answers in use to the rows of a part.
     *
     * @throws RefusedException if it answers none, although these rows keep its signature: then the training has failed
     */
    AnsweredRows ask(Split split, Table part, Refused refused) {
        AnsweredRows asked = AnsweredRows.of(predictor(refused), split.inputs(part));
        if (part.rows() > 0 && asked.refused().size() == part.rows()
                && asked.refused().stream().allMatch(row -> row.violations().isEmpty())) {
            throw new RefusedException(asked.refused().get(0).message());
        }
        return asked;
    }

    /** What the model answers, beside the truth. */
    Predictions beside(AnsweredRows asked, Split split, Table part) {
        return Beside.truth(signature().output(), asked, part, split.target());
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
