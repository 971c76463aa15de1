package ml.lifecycle.internal.data;

import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.Objects;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.internal.text.Count;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.signature.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * A column: values in a primitive array, missing ones in a bitmap, and, for a view, which of the values are shown.
 * The arrays are shared by all views of a column and never change.
 */
abstract class Col implements TableColumn {

    /** The bytes that {@link #put} needs at most, other than for texts. */
    static final int MAX_VALUE_BYTES = 12;

    private final String name;
    private final ColumnType type;
    private final BitSet missing;
    private final int @Nullable [] view;
    private final int size;

    /**
     * @param source name, type and missing values
     * @param view for each row of the view the place of its value, or {@code null} for all values in order
     * @param values the number of values
     */
    Col(Head source, int @Nullable [] view, int values) {
        this.name = source.name();
        this.type = source.type();
        this.missing = source.missing();
        this.view = view;
        this.size = view == null ? values : view.length;
    }

    /**
     * What all kinds of columns have.
     *
     * @param name the column's name
     * @param type the column's type
     * @param missing the places without a value; not to be changed afterwards
     */
    record Head(String name, ColumnType type, BitSet missing) {}

    final Head head() {
        return new Head(name, type, missing);
    }

    /** The same values, seen through the given places. */
    abstract Col over(int[] places);

    /** The present value at a place. */
    abstract Object valueAt(int place);

    /** The present value at a place as a number. */
    abstract double numberAt(int place);

    /** The present value at a place as text. */
    abstract String textAt(int place);

    /** Puts the present value at a place into its canonical bytes, at most {@link #MAX_VALUE_BYTES}. */
    abstract void put(int place, ByteBuffer into);

    /** Copies the values of some places, one after the other, as numbers; undefined where they are missing. */
    void copy(int from, int length, double[] into) {
        for (int index = 0; index < length; index++) {
            into[index] = numberAt(from + index);
        }
    }

    /** Copies the values of some places as numbers; undefined where they are missing. */
    void gather(int[] places, int from, int length, double[] into) {
        for (int index = 0; index < length; index++) {
            into[index] = numberAt(places[from + index]);
        }
    }

    /**
     * The numbers of some rows, NaN where they are missing.
     *
     * @return how many are not missing
     */
    final int numbers(int from, int length, double[] into) {
        int present = length;
        if (view == null) {
            copy(from, length, into);
            for (int row = missing.nextSetBit(from); row >= 0 && row < from + length; row = missing.nextSetBit(row + 1)) {
                into[row - from] = Double.NaN;
                present--;
            }
            return present;
        }
        gather(view, from, length, into);
        for (int index = 0; index < length && !missing.isEmpty(); index++) {
            if (missing.get(view[from + index])) {
                into[index] = Double.NaN;
                present--;
            }
        }
        return present;
    }

    /** The place of a row's value in the arrays. */
    final int place(int row) {
        Objects.checkIndex(row, size);
        return view == null ? row : view[row];
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final ColumnType type() {
        return type;
    }

    @Override
    public final int size() {
        return size;
    }

    @Override
    public final boolean isMissing(int row) {
        return missing.get(place(row));
    }

    @Override
    public final double number(int row) {
        int place = place(row);
        if (type == ColumnType.TEXT) {
            throw new RefusedException("Column '" + Names.printable(name) + "' is TEXT and has no numbers; ask for"
                    + " text(row), or leave the column out.");
        }
        return missing.get(place) ? Double.NaN : numberAt(place);
    }

    @Override
    public final @Nullable String text(int row) {
        int place = place(row);
        return missing.get(place) ? null : textAt(place);
    }

    @Override
    public final @Nullable Object value(int row) {
        int place = place(row);
        return missing.get(place) ? null : valueAt(place);
    }

    @Override
    public final String toString() {
        return Names.printable(name) + " (" + type + ", " + Count.of(size, "row") + ")";
    }
}
