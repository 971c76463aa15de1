package ml.lifecycle.internal.monitor;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import ml.lifecycle.data.Table;
import ml.lifecycle.internal.data.RecordedTable;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.signature.ColumnType;
import ml.lifecycle.signature.Output;
import org.jspecify.annotations.Nullable;

/** Rows in arrays, one for each column. For use by one thread at a time. */
final class RowBuffer {

    private static final double[] NO_NUMBERS = {};
    private static final @Nullable Object[] NO_OBJECTS = {};

    private final Layout layout;
    private final String[] names;
    private final ColumnType[] types;
    private final double[][] numbers;
    private final @Nullable Object[][] objects;
    private double[] millis;
    private int size;
    private int infinite;

    RowBuffer(Layout layout, int capacity) {
        this.layout = layout;
        names = layout.names();
        types = layout.types.toArray(ColumnType[]::new);
        numbers = new double[names.length][];
        objects = new Object[names.length][];
        for (int column = 0; column < names.length; column++) {
            boolean object = layout.isObject(column);
            numbers[column] = object ? NO_NUMBERS : new double[capacity];
            objects[column] = object ? new Object[capacity] : NO_OBJECTS;
        }
        millis = new double[capacity];
    }

    int size() {
        return size;
    }

    boolean isFull() {
        return size == millis.length;
    }

    /** How many infinite numbers were put, which count as missing. */
    int infinite() {
        return infinite;
    }

    /**
     * Puts a row; there must be room.
     *
     * @param row the values of the inputs, in their order
     * @param answer what was predicted
     * @param time how long it took in milliseconds, NaN if it was not measured alone
     */
    void put(@Nullable Object[] row, Prediction answer, double time) {
        for (int column = 0; column < layout.inputs; column++) {
            Object value = row[column];
            switch (types[column]) {
                case NUMBER, INTEGER -> numbers[column][size] = number(value, types[column]);
                case BOOLEAN -> numbers[column][size] = value instanceof Boolean truth ? truth ? 1 : 0 : Double.NaN;
                case TIMESTAMP -> objects[column][size] = value instanceof Instant ? value : null;
                case TEXT -> objects[column][size] =
                        value instanceof CharSequence || value instanceof Character ? value.toString() : null;
            }
        }
        putAnswer(answer);
        millis[size] = time;
        size++;
    }

    private double number(@Nullable Object value, ColumnType type) {
        double number = value instanceof Number given ? given.doubleValue() : Double.NaN;
        if (Double.isInfinite(number)) {
            infinite++;
            return Double.NaN;
        }
        return type == ColumnType.INTEGER && number != Math.rint(number) ? Double.NaN : number;
    }

    private void putAnswer(Prediction answer) {
        int column = layout.inputs;
        if (layout.kind == Output.Kind.NUMBER) {
            numbers[column][size] = Double.isFinite(answer.value()) ? answer.value() : Double.NaN;
        } else {
            objects[column][size] = answer.label();
        }
        if (layout.scored) {
            Double score = answer.scores().get(answer.label());
            numbers[column + 1][size] = score != null && Double.isFinite(score) ? score : Double.NaN;
        }
    }

    /** Adds a row of another buffer, and grows if need be. */
    void add(RowBuffer from, int row) {
        if (isFull()) {
            grow();
        }
        set(size++, from, row);
    }

    /** Puts a row of another buffer in the place of one. */
    void set(int place, RowBuffer from, int row) {
        for (int column = 0; column < names.length; column++) {
            if (objects[column].length > 0) {
                objects[column][place] = from.objects[column][row];
            } else {
                numbers[column][place] = from.numbers[column][row];
            }
        }
        millis[place] = from.millis[row];
    }

    private void grow() {
        int capacity = 2 * millis.length;
        for (int column = 0; column < names.length; column++) {
            if (objects[column].length > 0) {
                objects[column] = Arrays.copyOf(objects[column], capacity);
            } else {
                numbers[column] = Arrays.copyOf(numbers[column], capacity);
            }
        }
        millis = Arrays.copyOf(millis, capacity);
    }

    Table table() {
        List<RecordedTable.Values> columns = new ArrayList<>();
        for (int column = 0; column < names.length; column++) {
            columns.add(new RecordedTable.Values(names[column], types[column], numbers[column], objects[column]));
        }
        return RecordedTable.of(columns, size);
    }

    /** The times of rows that were predicted alone, in milliseconds. */
    double[] times() {
        return Arrays.stream(millis, 0, size).filter(time -> !Double.isNaN(time)).toArray();
    }
}
