package ml.lifecycle.internal.data;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Moments, as seconds and nanoseconds so that none loses precision. */
final class TimestampCol extends Col {

    private static final double MILLIS_PER_SECOND = 1000;
    private static final int NANOS_PER_MILLI = 1_000_000;

    private final long[] seconds;
    private final int[] nanos;

    TimestampCol(Head head, long[] seconds, int[] nanos, int @Nullable [] view) {
        super(head, view, seconds.length);
        this.seconds = seconds;
        this.nanos = nanos;
    }

    @Override
    Col over(int[] places) {
        return new TimestampCol(head(), seconds, nanos, places);
    }

    @Override
    Object valueAt(int place) {
        return Instant.ofEpochSecond(seconds[place], nanos[place]);
    }

    @Override
    double numberAt(int place) {
        return seconds[place] * MILLIS_PER_SECOND + nanos[place] / NANOS_PER_MILLI;
    }

    @Override
    String textAt(int place) {
        return valueAt(place).toString();
    }

    @Override
    void put(int place, ByteBuffer into) {
        into.putLong(seconds[place]).putInt(nanos[place]);
    }
}
