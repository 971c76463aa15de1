package ml.lifecycle.internal.query;

import java.nio.ByteBuffer;

/**
 * The texts of a dictionary as a snapshot holds them; never changed. First three numbers: how many texts, bytes and
 * slots; then where each text begins and where the last one ends, the hash table, and the bytes.
 */
final class SavedDict {

    static final SavedDict EMPTY = new SavedDict(0, 8, ByteBuffer.allocate(4), ByteBuffer.allocate(32),
            ByteBuffer.allocate(0));

    final int size;
    private final int mask;
    private final ByteBuffer starts;
    private final ByteBuffer slots;
    private final ByteBuffer bytes;

    private SavedDict(int size, int slotCount, ByteBuffer starts, ByteBuffer slots, ByteBuffer bytes) {
        this.size = size;
        mask = slotCount - 1;
        this.starts = starts;
        this.slots = slots;
        this.bytes = bytes;
    }

    static SavedDict read(SnapshotIn in) {
        int size = in.getInt();
        int length = in.getInt();
        int slotCount = in.getInt();
        if (size < 0 || size >= 1 << 28 || Integer.bitCount(slotCount) != 1 || slotCount <= size) {
            throw new MalformedException("a snapshot holds an impossible dictionary");
        }
        return new SavedDict(size, slotCount, in.view((size + 1) * Integer.BYTES),
                in.view(slotCount * Integer.BYTES), in.view(length));
    }

    static void write(SnapshotOut out, Dict dict) {
        int size = dict.size();
        int slotCount = Math.max(8, Integer.highestOneBit(Math.max(1, size)) << 2);
        int[] table = new int[slotCount];
        int[] begin = new int[size + 1];
        long length = 0;
        for (int code = 0; code < size; code++) {
            byte[] text = dict.bytes(code);
            int slot = Dict.hash(text, 0, text.length) & slotCount - 1;
            while (table[slot] != 0) {
                slot = slot + 1 & slotCount - 1;
            }
            table[slot] = code + 1;
            begin[code] = (int) length;
            length += text.length;
        }
        if (length > Integer.MAX_VALUE) {
            throw new MalformedException("a snapshot would be too large");
        }
        begin[size] = (int) length;
        out.putInt(size);
        out.putInt((int) length);
        out.putInt(slotCount);
        for (int start : begin) {
            out.putInt(start);
        }
        for (int slot : table) {
            out.putInt(slot);
        }
        for (int code = 0; code < size; code++) {
            out.putBytes(dict.bytes(code));
        }
    }

    /** The number of a text, or -1. */
    int find(byte[] text, int from, int length) {
        if (size == 0) {
            return -1;
        }
        for (int slot = Dict.hash(text, from, length) & mask;; slot = slot + 1 & mask) {
            int code = slots.getInt(slot * Integer.BYTES) - 1;
            if (code < 0 || same(code, text, from, length)) {
                return code;
            }
        }
    }

    private boolean same(int code, byte[] text, int from, int length) {
        int start = starts.getInt(code * Integer.BYTES);
        if (starts.getInt((code + 1) * Integer.BYTES) - start != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (bytes.get(start + i) != text[from + i]) {
                return false;
            }
        }
        return true;
    }

    byte[] bytes(int code) {
        int start = starts.getInt(code * Integer.BYTES);
        byte[] text = new byte[starts.getInt((code + 1) * Integer.BYTES) - start];
        bytes.get(start, text);
        return text;
    }
}
