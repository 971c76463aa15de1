package ml.lifecycle.internal.query;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The names of the params, metrics or tags of an experiment, and the orders in which runs recorded them.
 *
 * <p>An order is a path in a tree whose edges are names; runs that recorded the same names in the same order share one
 * number. The root is 0.
 */
final class Keys {

    private static final int MOST_GUESSES = 1_000;

    final Dict names;
    /** The order that each row has. */
    final IntColumn orders;

    private int[] parents = new int[8];
    private int[] keys = new int[8];
    private int[] likelyKeys = new int[8];
    private int[] likelyNext = new int[8];
    private final Map<Long, Integer> next = new HashMap<>();
    private int size = 1;
    /** The keys of the last event by their place, as they stand there: in quotes, with the colon. */
    private byte[][] guesses = new byte[8][];
    private int[] guessed = new int[8];

    Keys() {
        this(new Dict(), new IntColumn());
    }

    private Keys(Dict names, IntColumn orders) {
        this.names = names;
        this.orders = orders;
    }

    static Keys read(SnapshotIn in) {
        Keys keys = new Keys(new Dict(SavedDict.read(in)), IntColumn.read(in));
        keys.size = in.size(2 * Integer.BYTES);
        keys.parents = in.ints(keys.size);
        keys.keys = in.ints(keys.size);
        keys.likelyKeys = new int[keys.size];
        keys.likelyNext = new int[keys.size];
        for (int order = 1; order < keys.size; order++) {
            keys.next.put((long) keys.parents[order] << 32 | keys.keys[order], order);
        }
        return keys;
    }

    void write(SnapshotOut out, int rows) {
        SavedDict.write(out, names);
        orders.write(out, rows);
        out.putInt(size);
        for (int order = 0; order < size; order++) {
            out.putInt(parents[order]);
        }
        for (int order = 0; order < size; order++) {
            out.putInt(keys[order]);
        }
    }

    /**
     * Adds the names and orders of another experiment's rows, the first of them at a row.
     *
     * @return for each number of a name there its number here; new names are given their numbers in turn
     */
    int[] append(Keys other, int base) {
        int[] numbers = new int[other.names.size()];
        for (int key = 0; key < numbers.length; key++) {
            numbers[key] = names.add(other.names, key);
        }
        int[] table = new int[other.size];
        for (int order = 1; order < other.size; order++) {
            table[order] = child(table[other.parents[order]], numbers[other.keys[order]]);
        }
        orders.append(other.orders, base, table);
        return numbers;
    }

    /** Reads a key, of which a guess is the one that the last event had at that place. */
    int read(JsonScanner json, int place) {
        boolean known = place < guesses.length && guesses[place] != null;
        if (known && json.key(guesses[place])) {
            return guessed[place];
        }
        json.key();
        int key = names.add(json.bytes, json.from, json.length);
        if (place < MOST_GUESSES && (!known || guessed[place] != key)) {
            guess(place, key);
        }
        return key;
    }

    private void guess(int place, int key) {
        if (place >= guesses.length) {
            guesses = Arrays.copyOf(guesses, Math.max(place + 1, 2 * guesses.length));
            guessed = Arrays.copyOf(guessed, guesses.length);
        }
        byte[] name = names.bytes(key);
        byte[] quoted = new byte[name.length + 3];
        quoted[0] = '"';
        System.arraycopy(name, 0, quoted, 1, name.length);
        quoted[name.length + 1] = '"';
        quoted[name.length + 2] = ':';
        guesses[place] = quoted;
        guessed[place] = key;
    }

    /** Notes that a row has got a key. */
    void extend(int row, int key) {
        orders.set(row, child(orders.get(row), key));
    }

    /** The order that is another one with one more key. */
    int child(int order, int key) {
        if (likelyNext[order] != 0 && likelyKeys[order] == key) {
            return likelyNext[order];
        }
        Long edge = (long) order << 32 | key;
        Integer known = next.get(edge);
        int child = known == null ? add(order, key) : known;
        next.putIfAbsent(edge, child);
        likelyKeys[order] = key;
        likelyNext[order] = child;
        return child;
    }

    private int add(int order, int key) {
        if (size == parents.length) {
            int length = 2 * size;
            parents = Arrays.copyOf(parents, length);
            keys = Arrays.copyOf(keys, length);
            likelyKeys = Arrays.copyOf(likelyKeys, length);
            likelyNext = Arrays.copyOf(likelyNext, length);
        }
        parents[size] = order;
        keys[size] = key;
        return size++;
    }

    /** The keys of a row in the order of recording. */
    int[] of(int row) {
        int order = orders.get(row);
        int count = 0;
        for (int node = order; node != 0; node = parents[node]) {
            count++;
        }
        int[] result = new int[count];
        for (int node = order; node != 0; node = parents[node]) {
            result[--count] = keys[node];
        }
        return result;
    }
}
