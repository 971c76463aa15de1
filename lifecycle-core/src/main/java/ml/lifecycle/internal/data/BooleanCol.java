package ml.lifecycle.internal.data;

import java.nio.ByteBuffer;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Truth values, one bit each. */
final class BooleanCol extends Col {

    private final BitSet values;
    private final int count;

    BooleanCol(Head head, BitSet values, int count, int @Nullable [] view) {
        super(head, view, count);
        this.values = values;
        this.count = count;
    }

    @Override
    Col over(int[] places) {
        return new BooleanCol(head(), values, count, places);
    }

    @Override
    Object valueAt(int place) {
        return values.get(place);
    }

    @Override
    double numberAt(int place) {
        return values.get(place) ? 1 : 0;
    }

    @Override
    String textAt(int place) {
        return Boolean.toString(values.get(place));
    }

    @Override
    void put(int place, ByteBuffer into) {
        into.put((byte) (values.get(place) ? 1 : 0));
    }
}
