package ml.lifecycle.internal.query;

/** Sets of the rows of a page, as words with a bit for each row. */
final class Bits {

    /** With more rows in a word than this, looking at all 64 of them takes less time than finding those that are in. */
    private static final int MANY = 20;

    private Bits() {}

    static boolean isEmpty(long[] bits) {
        long all = 0;
        for (long word : bits) {
            all |= word;
        }
        return all == 0;
    }

    static int count(long[] bits) {
        int count = 0;
        for (long word : bits) {
            count += Long.bitCount(word);
        }
        return count;
    }

    static boolean areMany(long word) {
        return Long.bitCount(word) > MANY;
    }
}
