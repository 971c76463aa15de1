package ml.lifecycle.internal.monitor;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.Table;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.internal.text.Count;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.ColumnType;
import ml.lifecycle.signature.SignaturePolicy;
import ml.lifecycle.signature.SignaturePolicy.Reaction;
import ml.lifecycle.signature.SignatureViolation;

/**
 * What rows are compared with: the inputs of the reference and what the model answers on them, as a window records it.
 *
 * @param name what people call it
 * @param layout how rows are recorded
 * @param table the rows; empty if there is no reference
 */
record Reference(String name, Layout layout, Optional<Table> table) {

    private static final int MOST_ROWS = 100_000;
    private static final long SEED = 1;

    /** No reference: drift cannot be judged. */
    static Reference none(Predictor model) {
        return new Reference("none", Layout.of(model.signature(), false), Optional.empty());
    }

    /**
     * A reference that the model predicts once, whatever its signature says of the values.
     *
     * @throws RefusedException if it has no rows, or lacks an input, or has one of another type
     */
    static Reference of(Predictor model, String name, Table given) {
        List<String> problems = model.signature().inputs().stream().flatMap(input -> problem(input, given).stream()).toList();
        if (!problems.isEmpty() || given.rows() == 0) {
            throw new RefusedException("The reference " + Names.printable(name) + " cannot be compared with what "
                    + model.source() + " is asked: " + (given.rows() == 0 ? "it has no rows" : String.join("; ", problems))
                    + ". Give the model's training data, or other data with all of its inputs.");
        }
        Table rows = given.rows() <= MOST_ROWS ? given : given.select(sample(given.rows()));
        List<Prediction> answers = predict(model, inputs(model, rows));
        boolean scored = answers.stream().anyMatch(answer -> answer.scores().containsKey(answer.label()));
        Layout layout = Layout.of(model.signature(), scored);
        RowBuffer recorded = new RowBuffer(layout, rows.rows());
        for (int row = 0; row < rows.rows(); row++) {
            recorded.put(layout.inputs(rows.row(row)), answers.get(row), Double.NaN);
        }
        return new Reference(name + (rows == given ? "" : ", an even sample of " + Count.of(MOST_ROWS, "row")), layout,
                Optional.of(recorded.table()));
    }

    private static Optional<String> problem(Column input, Table given) {
        Optional<TableColumn> column =
                given.columns().stream().filter(one -> one.name().equals(input.name())).findFirst();
        if (column.isEmpty()) {
            return Optional.of("it has no column " + Names.printable(input.name()));
        }
        ColumnType type = column.get().type();
        boolean fits = type == input.type() || isNumeric(type) && isNumeric(input.type());
        return fits ? Optional.empty() : Optional.of("its column " + Names.printable(input.name()) + " is " + type
                + ", the model's is " + input.type());
    }

    private static boolean isNumeric(ColumnType type) {
        return type == ColumnType.NUMBER || type == ColumnType.INTEGER;
    }

    private static int[] sample(int rows) {
        // S. Vitter's algorithm R.
        int[] chosen = IntStream.range(0, MOST_ROWS).toArray();
        SplittableRandom random = new SplittableRandom(SEED);
        for (int row = MOST_ROWS; row < rows; row++) {
            int place = random.nextInt(row + 1);
            if (place < MOST_ROWS) {
                chosen[place] = row;
            }
        }
        Arrays.sort(chosen);
        return chosen;
    }

    private static Table inputs(Predictor model, Table rows) {
        List<String> inputs = model.signature().inputs().stream().map(Column::name).toList();
        return rows.without(rows.columns().stream().map(TableColumn::name).filter(name -> !inputs.contains(name))
                .toArray(String[]::new));
    }

    private static List<Prediction> predict(Predictor model, Table inputs) {
        SignaturePolicy any = SignaturePolicy.strict();
        for (SignatureViolation.Kind kind : SignatureViolation.Kind.values()) {
            any = any.on(kind, Reaction.ACCEPT);
        }
        return model.with(any).predict(inputs);
    }
}
