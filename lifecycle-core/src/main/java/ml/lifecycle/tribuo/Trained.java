package ml.lifecycle.tribuo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import org.tribuo.protos.core.ModelProto;

/**
 * A trained model, as it will be served: it was written and read back.
 *
 * @param model what Tribuo gave
 * @param served the same model after it was stored
 * @param signature its contract
 * @param written what is stored of it
 * @param digest of what it learnt, see {@link TribuoDigest}
 * @param millis how long the training took
 */
record Trained<T extends org.tribuo.Output<T>>(
        Model<T> model, LoadedModel served, Signature signature, WrittenModel written, String digest,
        double millis) {

    private static final int MAX_TRAIN_ROWS = 2_500;
    private static final double NANOS_PER_MILLI = 1e6;

    /** Trains, when all that must be refused has been refused. */
    static <T extends org.tribuo.Output<T>> Trained<T> of(Training<T> training) {
        long start = System.nanoTime();
        Model<T> model = training.trainer().train(training.dataset());
        double millis = (System.nanoTime() - start) / NANOS_PER_MILLI;
        // Once for all that is made of it: to write a large tree takes Tribuo as long as to train a small one.
        ModelProto proto = model.serialize();
        byte[] stored = write(proto);
        LoadedModel served = ModelFile.read(stored, training.signature());
        return new Trained<>(model, served, training.signature(), new WrittenModel(stored, model),
                TribuoDigest.of(proto), millis);
    }

    private static byte[] write(ModelProto proto) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ModelFile.write(proto, bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    List<Prediction> answers(Table inputs) {
        return served.predict(rows(inputs));
    }

    /** What the model answers, beside the truth. */
    Predictions beside(List<Prediction> answers, Split split, Table part) {
        return Beside.truth(signature.output(), answers, part.column(split.target()));
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
