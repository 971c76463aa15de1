package ml.lifecycle.internal.query;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Reads a snapshot from front to back; large parts are not read but taken as views. */
final class SnapshotIn {

    private final ByteBuffer buffer;

    SnapshotIn(ByteBuffer buffer) {
        this.buffer = buffer.order(ByteOrder.LITTLE_ENDIAN);
    }

    int getInt() {
        return buffer.getInt();
    }

    long getLong() {
        return buffer.getLong();
    }

    double getDouble() {
        return Double.longBitsToDouble(buffer.getLong());
    }

    String getText() {
        byte[] bytes = new byte[size(1)];
        buffer.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** A number of things that follow, each of so many bytes. */
    int size(int bytes) {
        int count = buffer.getInt();
        if (count < 0 || (long) count * bytes > buffer.remaining()) {
            throw new MalformedException("a snapshot ends too early");
        }
        return count;
    }

    int[] ints(int count) {
        int[] values = new int[count];
        view(count * Integer.BYTES).asIntBuffer().get(values);
        return values;
    }

    double[] doubles(int count) {
        double[] values = new double[count];
        view(count * Double.BYTES).asDoubleBuffer().get(values);
        return values;
    }

    /** The next bytes, not copied. */
    ByteBuffer view(int bytes) {
        if (bytes < 0 || bytes > buffer.remaining()) {
            throw new MalformedException("a snapshot ends too early");
        }
        ByteBuffer view = buffer.slice(buffer.position(), bytes).order(ByteOrder.LITTLE_ENDIAN);
        buffer.position(buffer.position() + bytes);
        return view;
    }
}
