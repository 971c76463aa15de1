package ml.lifecycle.internal.query;

/** Columns lie in pages of equal size; a page is what a scan handles at once. */
final class Pages {

    static final int BITS = 8;
    /** The number of rows of a page. */
    static final int ROWS = 1 << BITS;
    /** The number of words that have a bit for each row of a page. */
    static final int WORDS = ROWS >> 6;

    private Pages() {}

    static int count(int rows) {
        return rows + ROWS - 1 >>> BITS;
    }

    /** The length that an array of a page takes so that it has room for an index: small experiments stay small. */
    static int capacity(int length, int index) {
        return Math.min(ROWS, Math.max(index + 1, 2 * length));
    }
}
