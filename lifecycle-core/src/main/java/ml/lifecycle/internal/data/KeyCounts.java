package ml.lifecycle.internal.data;

import java.util.Arrays;

/**
 * How often keys occur. Counts lie in a window where many keys are next to each other, others at open addresses, in pairs
 * of a key and its count; a count of 0 is a free place.
 */
class KeyCounts {

    private static final int FIRST = 16;

    private int used;
    private long base;
    private long[] window = new long[0];
    private int sparse;
    private long[] slots = new long[2 * FIRST];

    /** How many keys there are. */
    final int used() {
        return used;
    }

    /** Counts a key once more, if it is one of those in the window. */
    final boolean againKey(long key) {
        long at = key - base;
        if (at < 0 || at >= window.length || window[(int) at] == 0) {
            return false;
        }
        window[(int) at]++;
        return true;
    }

    /**
     * Counts a key.
     *
     * @return whether it was not there
     */
    final boolean addKey(long key, long count) {
        long at = key - base;
        if (at < 0 || at >= window.length) {
            return addSparse(key, count);
        }
        long before = window[(int) at];
        window[(int) at] = before + count;
        used += before == 0 ? 1 : 0;
        return before == 0;
    }

    private boolean addSparse(long key, long count) {
        int slot = slot(key);
        boolean fresh = slots[slot + 1] == 0;
        slots[slot] = key;
        slots[slot + 1] += count;
        if (fresh) {
            used++;
            sparse++;
            if (4 * sparse > slots.length) {
                grow();
            }
        }
        return fresh;
    }

    /** Where a key outside of the window is, or would be. */
    private int slot(long key) {
        int slot = 2 * (int) (key * Hashes.ODD >>> Long.SIZE + 1 - Integer.numberOfTrailingZeros(slots.length));
        while (slots[slot] != key && slots[slot + 1] != 0) {
            slot = slot + 2 & slots.length - 1;
        }
        return slot;
    }

    private void grow() {
        long[] keys = keys();
        long least = Arrays.stream(keys).min().orElse(0);
        long greatest = Arrays.stream(keys).max().orElse(0);
        if (greatest - least < 4L * keys.length) {
            lay(keys, 0, least - keys.length / 2, 5 * keys.length);
            return;
        }
        long[] old = slots;
        slots = new long[2 * old.length];
        for (int from = 0; from < old.length; from += 2) {
            if (old[from + 1] > 0) {
                int to = slot(old[from]);
                slots[to] = old[from];
                slots[to + 1] = old[from + 1];
            }
        }
    }

    /**
     * Divides all keys by two to a power, or multiplies them if it is negative, and moves the window to where the most of
     * them are.
     *
     * @param keys all of them, ascending
     * @param lowest the least key that is possible afterwards
     * @param highest the greatest one
     */
    final void shift(long[] keys, int by, long lowest, long highest) {
        int width = (int) Math.min(Math.max(FIRST, 2L * keys.length), highest - lowest + 1);
        long from = lowest;
        int most = 0;
        int first = 0;
        for (int last = 0; last < keys.length; last++) {
            while (shifted(keys[last], by) - shifted(keys[first], by) >= width) {
                first++;
            }
            if (last - first >= most) {
                most = last - first + 1;
                from = shifted(keys[first], by) / 2 + shifted(keys[last], by) / 2 - width / 2;
            }
        }
        lay(keys, by, Math.max(lowest, Math.min(highest - width + 1, from)), width);
    }

    private void lay(long[] keys, int by, long from, int width) {
        KeyCounts old = new KeyCounts();
        old.take(this);
        used = 0;
        base = from;
        window = new long[width];
        sparse = 0;
        slots = new long[2 * FIRST];
        for (long key : keys) {
            addKey(shifted(key, by), old.count(key));
        }
    }

    private void take(KeyCounts other) {
        used = other.used;
        base = other.base;
        window = other.window;
        sparse = other.sparse;
        slots = other.slots;
    }

    /** Takes the counts of another one, which goes on by itself. */
    final void copy(KeyCounts other) {
        take(other);
        window = window.clone();
        slots = slots.clone();
    }

    static long shifted(long key, int by) {
        return by >= 0 ? key >>> by : key << -by;
    }

    /** Adds the keys of another one, divided by two to a power. */
    final void add(KeyCounts other, int by) {
        for (int at = 0; at < other.window.length; at++) {
            if (other.window[at] > 0) {
                addKey(shifted(other.base + at, by), other.window[at]);
            }
        }
        for (int slot = 0; slot < other.slots.length; slot += 2) {
            if (other.slots[slot + 1] > 0) {
                addKey(shifted(other.slots[slot], by), other.slots[slot + 1]);
            }
        }
    }

    /** All keys; in order but for those outside of the window, which come last. */
    private long[] keys() {
        long[] keys = new long[used];
        int found = 0;
        for (int at = 0; at < window.length; at++) {
            if (window[at] > 0) {
                keys[found++] = base + at;
            }
        }
        for (int slot = 0; sparse > 0 && slot < slots.length; slot += 2) {
            if (slots[slot + 1] > 0) {
                keys[found++] = slots[slot];
            }
        }
        return keys;
    }

    /** All keys, ascending. */
    final long[] sorted() {
        long[] keys = keys();
        if (sparse > 0) {
            Arrays.sort(keys);
        }
        return keys;
    }

    final long count(long key) {
        long at = key - base;
        return at >= 0 && at < window.length ? window[(int) at] : slots[slot(key) + 1];
    }
}
