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

    /** The whole numbers of some rows; undefined where they are missing. */
    void integers(int from, int length, long[] into) {
        for (int index = 0; index < length; index++) {
            into[index] = values[place(from + index)];
        }
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
    void copy(int from, int length, double[] into) {
        for (int index = 0; index < length; index++) {
            into[index] = values[from + index];
        }
    }

    @Override
    void gather(int[] places, int from, int length, double[] into) {
        for (int index = 0; index < length; index++) {
            into[index] = values[places[from + index]];
        }
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
