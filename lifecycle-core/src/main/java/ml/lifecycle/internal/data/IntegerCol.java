package ml.lifecycle.internal.data;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Whole numbers. */
final class IntegerCol extends Col {

    private final long[] values;

    IntegerCol(Head head, long[] values, int @Nullable [] view) {
        super(head, view, values.length);
        this.values = values;
    }

    /** A row's whole number; undefined where it is missing. */
    long integer(int row) {
        return values[place(row)];
    }

    @Override
    Col over(int[] places) {
        return new IntegerCol(head(), values, places);
    }

    @Override
    Object valueAt(int place) {
        return values[place];
    }

    @Override
    double numberAt(int place) {
        return values[place];
    }

    @Override
    String textAt(int place) {
        return Long.toString(values[place]);
    }

    @Override
    void put(int place, ByteBuffer into) {
        into.putLong(values[place]);
    }
}
