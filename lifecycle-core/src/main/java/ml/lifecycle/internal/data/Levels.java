package ml.lifecycle.internal.data;

import java.util.Arrays;

/** Different texts, each with a code from 0, found by their characters. */
final class Levels {

    private static final int PACKED = Long.SIZE / Character.SIZE;

    private String[] texts = new String[16];
    private long[] hashes = new long[16];
    private int count;
    /** For each place a code and one, 0 where it is free; at most half of them are taken. */
    private int[] places = new int[32];

    /** The code of a text; a new one gets the next. */
    int code(char[] characters, int offset, int length) {
        long hash = hash(characters, offset, length);
        int place = place(hash, characters, offset, length);
        if (places[place] > 0) {
            return places[place] - 1;
        }
        if (2 * (count + 1) > places.length) {
            grow();
            place = place(hash, characters, offset, length);
        }
        if (count == texts.length) {
            texts = Arrays.copyOf(texts, 2 * count);
            hashes = Arrays.copyOf(hashes, 2 * count);
        }
        texts[count] = new String(characters, offset, length);
        hashes[count] = hash;
        places[place] = ++count;
        return count - 1;
    }

    private static long hash(char[] characters, int offset, int length) {
        long hash = length;
        int at = offset;
        for (; at + PACKED <= offset + length; at += PACKED) {
            hash = Hashes.mix(hash ^ (characters[at] | (long) characters[at + 1] << 16
                    | (long) characters[at + 2] << 32 | (long) characters[at + 3] << 48)) + 1;
        }
        for (; at < offset + length; at++) {
            hash = Hashes.mix(hash ^ characters[at]) + 1;
        }
        return Hashes.mix(hash);
    }

    /** Where a text is, or would be. */
    private int place(long hash, char[] characters, int offset, int length) {
        int place = (int) hash & places.length - 1;
        while (places[place] > 0 && !is(places[place] - 1, hash, characters, offset, length)) {
            place = place + 1 & places.length - 1;
        }
        return place;
    }

    private boolean is(int code, long hash, char[] characters, int offset, int length) {
        String text = texts[code];
        if (hashes[code] != hash || text.length() != length) {
            return false;
        }
        for (int at = 0; at < length; at++) {
            if (text.charAt(at) != characters[offset + at]) {
                return false;
            }
        }
        return true;
    }

    private void grow() {
        places = new int[2 * places.length];
        for (int code = 0; code < count; code++) {
            int place = (int) hashes[code] & places.length - 1;
            while (places[place] > 0) {
                place = place + 1 & places.length - 1;
            }
            places[place] = code + 1;
        }
    }

    /** The texts in the order of their codes. */
    String[] texts() {
        return Arrays.copyOf(texts, count);
    }
}
