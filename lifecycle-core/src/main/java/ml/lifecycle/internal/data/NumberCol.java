package ml.lifecycle.internal.data;

import java.nio.ByteBuffer;
import ml.lifecycle.internal.text.Shortest;
import org.jspecify.annotations.Nullable;

/** Finite numbers with a fraction. */
final class NumberCol extends Col {

    private final double[] values;

    NumberCol(Head head, double[] values, int @Nullable [] view) {
        super(head, view, values.length);
        this.values = values;
    }

    @Override
    Col over(int[] places) {
        return new NumberCol(head(), values, places);
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
        System.arraycopy(values, from, into, 0, length);
    }

    @Override
    void gather(int[] places, int from, int length, double[] into) {
        for (int index = 0; index < length; index++) {
            into[index] = values[places[from + index]];
        }
    }

    @Override
    String textAt(int place) {
        return Shortest.text(values[place]);
    }

    @Override
    void put(int place, ByteBuffer into) {
        into.putDouble(values[place]);
    }
}
