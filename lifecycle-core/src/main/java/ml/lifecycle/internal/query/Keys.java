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

    final Dict names = new Dict();
    /** The order that each row has. */
    final IntColumn orders = new IntColumn();

    private int[] parents = new int[8];
    private int[] keys = new int[8];
    private int[] likelyKeys = new int[8];
    private int[] likelyNext = new int[8];
    private final Map<Long, Integer> next = new HashMap<>();
    private int size = 1;

    /** Notes that a row has got a key. */
    void extend(int row, int key) {
        orders.set(row, child(orders.get(row), key));
    }

    private int child(int order, int key) {
        if (likelyNext[order] != 0 && likelyKeys[order] == key) {
            return likelyNext[order];
        }
        int child = next.computeIfAbsent((long) order << 32 | key, edge -> add(order, key));
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
