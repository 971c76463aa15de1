package ml.lifecycle.tribuo;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What was found out about some bytes, while the same bytes come again and again; text need not be made of them. Of what
 * falls into one place the last is known. For one thread.
 */
final class Known<V> {

    private static final int PLACES = 512;

    private final byte[] @Nullable [] keys = new byte[PLACES][];
    private final @Nullable Object[] values = new Object[PLACES];

    @SuppressWarnings("unchecked") // Only add puts values in.
    @Nullable V find(byte[] bytes, int from, int to) {
        int place = place(bytes, from, to);
        byte[] key = keys[place];
        return key != null && Arrays.equals(key, 0, key.length, bytes, from, to) ? (V) values[place] : null;
    }

    V add(byte[] bytes, int from, int to, V value) {
        int place = place(bytes, from, to);
        keys[place] = Arrays.copyOfRange(bytes, from, to);
        values[place] = value;
        return value;
    }

    /** Names of classes begin alike: the length and some of the last bytes tell them apart. */
    private static int place(byte[] bytes, int from, int to) {
        int hash = to - from;
        for (int index = Math.max(from, to - 12); index < to; index += 2) {
            hash = 31 * hash + bytes[index];
        }
        return (hash ^ hash >>> 9) & PLACES - 1;
    }
}
