package ml.lifecycle.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ml.lifecycle.core.ModelEvidence;
import ml.lifecycle.data.Snapshot;
import ml.lifecycle.data.Table;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.gate.Evidence;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.Signature;
import ml.lifecycle.testkit.internal.Show;
import org.jspecify.annotations.Nullable;

/**
 * A table of which one column is the truth. Immutable; safe for use by several threads.
 *
 * <p>What a model answers on it is computed once and kept as long as the model is in use, so twenty assertions on one
 * model and one {@code LabelledData} predict once. Keep it in a static field.
 */
public final class LabelledData {

    private final Table table;
    private final String label;
    private final String name;
    private final @Nullable Table training;
    /** Of a slice: which rows of the whole it has. */
    private final int[] numbers;
    private final Map<Predictor, Evidence> evidence = new WeakHashMap<>();
    private final Map<List<Object>, LabelledData> slices = new ConcurrentHashMap<>();

    private LabelledData(Table table, String label, String name, @Nullable Table training, int[] numbers) {
        table.column(label);
        this.numbers = numbers;
        this.table = table;
        this.label = label;
        this.name = name;
        this.training = training;
    }

    /**
     * A table with the truth in one column.
     *
     * @param table the rows
     * @param label the column of the truth
     * @return the data
     * @throws ml.lifecycle.NotFoundException if there is no such column; the message lists the columns
     */
    public static LabelledData of(Table table, String label) {
        return whole(table, label, "a table");
    }

    /**
     * A snapshot with the truth in one column; messages name the snapshot.
     *
     * @param snapshot the rows
     * @param label the column of the truth
     * @return the data
     * @throws ml.lifecycle.NotFoundException if there is no such column; the message lists the columns
     */
    public static LabelledData of(Snapshot snapshot, String label) {
        return whole(snapshot.table(), label, snapshot.toString());
    }

    private static LabelledData whole(Table table, String label, String name) {
        return new LabelledData(table, label, name, null, IntStream.range(0, table.rows()).toArray());
    }

    /**
     * The same data under the name that messages give it.
     *
     * @param name for example {@code iris, test part}
     * @return the named data
     */
    public LabelledData named(String name) {
        return new LabelledData(table, label, name, training, numbers);
    }

    /**
     * The same data beside that of the training, for the overfit gap and for drift.
     *
     * @param training what the model was trained on, with the column of the truth
     * @return the data with its training data
     * @throws ml.lifecycle.NotFoundException if the training data has no such column; the message lists the columns
     */
    public LabelledData trainedOn(Table training) {
        training.column(label);
        return new LabelledData(table, label, name, training, numbers);
    }

    /**
     * The rows that have a value in a column, for example those of one region. Of the training data the same rows are
     * taken, if it has that column, else none. What a model answers on a slice is kept like all else. Messages number the
     * rows as in the whole data.
     *
     * @param column a column of the data, of any type
     * @param value what the rows of the slice have there; numbers are compared as numbers, all else as text
     * @return the slice, which may have no rows; its name tells the column and the value
     * @throws ml.lifecycle.NotFoundException if there is no such column; the message lists the columns
     */
    public LabelledData where(String column, Object value) {
        table.column(column);
        return slices.computeIfAbsent(List.of(column, value), asked -> slice(column, value));
    }

    private LabelledData slice(String column, Object value) {
        int[] rows = rows(table, column, value);
        return new LabelledData(table.select(rows), label, name + " where " + column + " is " + value,
                training == null || !hasColumn(training, column) ? null : training.select(rows(training, column, value)),
                IntStream.of(rows).map(row -> numbers[row]).toArray());
    }

    private static boolean hasColumn(Table table, String name) {
        return table.columns().stream().anyMatch(column -> column.name().equals(name));
    }

    private static int[] rows(Table table, String column, Object value) {
        TableColumn values = table.column(column);
        return IntStream.range(0, table.rows()).filter(row -> isThere(values.value(row), value)).toArray();
    }

    private static boolean isThere(@Nullable Object found, Object value) {
        if (found instanceof Number there && value instanceof Number asked) {
            return there.doubleValue() == asked.doubleValue();
        }
        return found != null && found.toString().equals(value.toString());
    }

    /**
     * The rows.
     *
     * @return the table, with the column of the truth
     */
    public Table table() {
        return table;
    }

    /**
     * The column of the truth.
     *
     * @return its name
     */
    public String label() {
        return label;
    }

    /** The rows as the model takes them: the columns of its signature, without the truth and all else. */
    NumberedRows inputs(Signature signature) {
        List<Map<String, Object>> rows = new ArrayList<>(table.rows());
        for (int i = 0; i < table.rows(); i++) {
            Map<String, Object> all = table.row(i);
            Map<String, Object> row = new LinkedHashMap<>();
            for (Column column : signature.inputs()) {
                Object value = all.get(column.name());
                if (value != null) {
                    row.put(column.name(), value);
                }
            }
            rows.add(row);
        }
        return new NumberedRows(rows, numbers);
    }

    Evidence evidence(Predictor model) {
        synchronized (evidence) {
            return evidence.computeIfAbsent(model, this::measure);
        }
    }

    private Evidence measure(Predictor model) {
        Evidence measured = ModelEvidence.of(model, table, label).data(name, table.digest());
        if (training == null) {
            return measured;
        }
        return measured.training(ModelEvidence.of(model, training, label).predictions().orElseThrow())
                .drift(inputColumns(training, model), inputColumns(table, model));
    }

    private static Table inputColumns(Table table, Predictor model) {
        Set<String> inputs = model.signature().inputs().stream().map(Column::name).collect(Collectors.toSet());
        return table.without(table.columns().stream().map(TableColumn::name)
                .filter(column -> !inputs.contains(column)).toArray(String[]::new));
    }

    /**
     * Names it in few words.
     *
     * @return for example {@code iris v1 (150 rows)}
     */
    @Override
    public String toString() {
        return name + " (" + Show.count(table.rows(), "row") + ")";
    }
}
