package ml.lifecycle.internal.query;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Texts in UTF-8, each kept once and numbered 0, 1, 2, … in the order of arrival.
 *
 * <p>Bytes lie in chunks, so that growth copies nothing and wastes little; each text is preceded by its length. The
 * first texts may lie in a snapshot.
 */
final class Dict {

    private static final int CHUNK_BITS = 16;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final SavedDict saved;
    private byte[][] chunks = {new byte[32]};
    private int chunk;
    private int used;
    private int[] addresses = new int[4];
    private int[] slots = new int[8];
    /** How many texts there are behind those of the snapshot. */
    private int size;

    Dict() {
        this(SavedDict.EMPTY);
    }

    Dict(SavedDict saved) {
        this.saved = saved;
    }

    int size() {
        return saved.size + size;
    }

    /** The number of a text, or -1. */
    int find(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return find(bytes, 0, bytes.length);
    }

    int find(byte[] bytes, int from, int length) {
        int code = saved.find(bytes, from, length);
        if (code >= 0) {
            return code;
        }
        int slot = slots[slot(bytes, from, length)];
        return slot == 0 ? -1 : saved.size + slot - 1;
    }

    /** The number of a text, which is new if it equals the {@link #size} before. */
    int add(byte[] bytes, int from, int length) {
        int code = saved.find(bytes, from, length);
        if (code >= 0) {
            return code;
        }
        int slot = slot(bytes, from, length);
        if (slots[slot] != 0) {
            return saved.size + slots[slot] - 1;
        }
        if (size == addresses.length) {
            addresses = Arrays.copyOf(addresses, size + (size >> 1) + 1);
        }
        addresses[size] = store(bytes, from, length);
        slots[slot] = ++size;
        if (2 * size > slots.length) {
            grow();
        }
        return saved.size + size - 1;
    }

    /** The number of a text of another dictionary, which was not read from a snapshot. */
    int add(Dict other, int code) {
        int address = other.addresses[code];
        byte[] holder = other.chunks[address >>> CHUNK_BITS];
        int start = address & CHUNK - 1;
        return holder[start] >= 0
                ? add(holder, start + 1, holder[start])
                : add(holder, start + 4, longLength(holder, start));
    }

    /** For each number of another dictionary, plus one, the number of the same text here, plus one; 0 stays 0. */
    int[] addAll(Dict other) {
        int[] codes = new int[other.size + 1];
        for (int code = 0; code < other.size; code++) {
            codes[code + 1] = add(other, code) + 1;
        }
        return codes;
    }

    private int slot(byte[] bytes, int from, int length) {
        int mask = slots.length - 1;
        int slot = hash(bytes, from, length) & mask;
        while (slots[slot] != 0 && !same(slots[slot] - 1, bytes, from, length)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private boolean same(int code, byte[] bytes, int from, int length) {
        int address = addresses[code];
        byte[] holder = chunks[address >>> CHUNK_BITS];
        int start = address & CHUNK - 1;
        int count = holder[start++];
        if (count < 0) {
            count = longLength(holder, start - 1);
            start += 3;
        }
        return count == length && Arrays.equals(holder, start, start + count, bytes, from, from + length);
    }

    private static int longLength(byte[] holder, int at) {
        return (holder[at] & 0x7F) << 24 | (holder[at + 1] & 0xFF) << 16 | (holder[at + 2] & 0xFF) << 8
                | holder[at + 3] & 0xFF;
    }

    private int store(byte[] bytes, int from, int length) {
        int header = length < 128 ? 1 : 4;
        int needed = header + length;
        if (used + needed > CHUNK) {
            nextChunk(needed);
        }
        byte[] holder = chunks[chunk];
        if (used + needed > holder.length) {
            holder = Arrays.copyOf(holder, Math.max(needed, Math.min(CHUNK, Math.max(2 * holder.length, used + needed))));
            chunks[chunk] = holder;
        }
        int address = chunk << CHUNK_BITS | used;
        if (header == 1) {
            holder[used] = (byte) length;
        } else {
            holder[used] = (byte) (length >>> 24 | 0x80);
            holder[used + 1] = (byte) (length >>> 16);
            holder[used + 2] = (byte) (length >>> 8);
            holder[used + 3] = (byte) length;
        }
        System.arraycopy(bytes, from, holder, used + header, length);
        used += needed;
        return address;
    }

    /** A text that is larger than a chunk has a chunk of its own, which counts as full. */
    private void nextChunk(int needed) {
        if (used > 0) {
            chunk++;
            used = 0;
            if (chunk == chunks.length) {
                chunks = Arrays.copyOf(chunks, chunk + (chunk >> 1) + 1);
            }
        }
        chunks[chunk] = new byte[Math.max(CHUNK, needed)];
    }

    private void grow() {
        int mask = 2 * slots.length - 1;
        int[] larger = new int[mask + 1];
        for (int code = 0; code < size; code++) {
            int slot = hash(code) & mask;
            while (larger[slot] != 0) {
                slot = slot + 1 & mask;
            }
            larger[slot] = code + 1;
        }
        slots = larger;
    }

    private int hash(int code) {
        int address = addresses[code];
        byte[] holder = chunks[address >>> CHUNK_BITS];
        int start = address & CHUNK - 1;
        return holder[start] >= 0
                ? hash(holder, start + 1, holder[start])
                : hash(holder, start + 4, longLength(holder, start));
    }

    /** The same for all time, since snapshots hold tables made by it. */
    static int hash(byte[] bytes, int from, int length) {
        long hash = length;
        int i = from;
        int end = from + length;
        for (; i + 8 <= end; i += 8) {
            hash = (hash ^ (long) LONGS.get(bytes, i)) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 32;
        }
        for (; i < end; i++) {
            hash = (hash ^ bytes[i]) * 0x100000001B3L;
        }
        hash *= 0x9E3779B97F4A7C15L;
        return (int) (hash >>> 32);
    }

    byte[] bytes(int code) {
        if (code < saved.size) {
            return saved.bytes(code);
        }
        int address = addresses[code - saved.size];
        byte[] holder = chunks[address >>> CHUNK_BITS];
        int start = address & CHUNK - 1;
        return holder[start] >= 0
                ? Arrays.copyOfRange(holder, start + 1, start + 1 + holder[start])
                : Arrays.copyOfRange(holder, start + 4, start + 4 + longLength(holder, start));
    }

    String text(int code) {
        return new String(bytes(code), StandardCharsets.UTF_8);
    }

    /** Compares two texts by their characters' code points, which is the order of their bytes. */
    int compare(int first, int second) {
        return first == second ? 0 : Arrays.compareUnsigned(bytes(first), bytes(second));
    }
}
