package ml.lifecycle.internal.query;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Collects the bytes of a snapshot, in pieces; numbers have their lowest byte first. Before each piece it asks whether it
 * shall stop.
 */
final class SnapshotOut {

    /** Somebody wants the index more urgently. */
    static final class StoppedException extends RuntimeException {

        private static final long serialVersionUID = 1;

        StoppedException() {
            super(null, null, false, false);
        }
    }

    private static final int PIECE = 1 << 20;
    /** What one buffer can hold, with room for the header. */
    private static final long MOST = Integer.MAX_VALUE - 1024;

    private final List<ByteBuffer> pieces = new ArrayList<>();
    private ByteBuffer piece = ByteBuffer.allocate(0);
    private final BooleanSupplier stop;
    private long size;

    SnapshotOut(BooleanSupplier stop) {
        this.stop = stop;
    }

    private ByteBuffer room(int bytes) {
        if (piece.remaining() < bytes) {
            if (size + bytes > MOST) {
                throw new MalformedException("a snapshot would be too large");
            }
            if (stop.getAsBoolean()) {
                throw new StoppedException();
            }
            piece = ByteBuffer.allocate(Math.max(PIECE, bytes)).order(ByteOrder.LITTLE_ENDIAN);
            pieces.add(piece);
        }
        size += bytes;
        return piece;
    }

    void putInt(int value) {
        room(Integer.BYTES).putInt(value);
    }

    void putLong(long value) {
        room(Long.BYTES).putLong(value);
    }

    void putDouble(double value) {
        // The bits, since an absent number is a NaN of its own.
        room(Long.BYTES).putLong(Double.doubleToRawLongBits(value));
    }

    void putBytes(byte[] bytes) {
        room(bytes.length).put(bytes);
    }

    void putText(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        putInt(bytes.length);
        putBytes(bytes);
    }

    /** All that was put, ready to be read. */
    List<ByteBuffer> pieces() {
        return pieces.stream().map(part -> part.duplicate().flip()).toList();
    }
}
