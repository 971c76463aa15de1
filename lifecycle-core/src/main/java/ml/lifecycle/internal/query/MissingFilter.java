package ml.lifecycle.internal.query;

/** Rows that have no text. */
final class MissingFilter implements Filter {

    private final IntColumn column;

    /**
     * Creates the filter.
     *
     * @param column numbers of texts, plus one
     */
    MissingFilter(IntColumn column) {
        this.column = column;
    }

    @Override
    public void keep(int page, long[] bits) {
        int[] codes = column.page(page);
        for (int i = 0; i < codes.length; i++) {
            if (codes[i] != 0) {
                bits[i >>> 6] &= ~(1L << i);
            }
        }
    }

    @Override
    public int cost() {
        return 2;
    }
}
