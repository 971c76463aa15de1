package ml.lifecycle.internal.query;

/** Texts that are one certain text of a dictionary. */
final class CodeFilter implements Filter {

    private final IntColumn column;
    private final int code;

    /**
     * Creates the filter.
     *
     * @param column numbers of texts
     * @param code the number in the column, not 0
     */
    CodeFilter(IntColumn column, int code) {
        this.column = column;
        this.code = code;
    }

    @Override
    public void match(int page, long[] bits) {
        int[] codes = column.page(page);
        int wanted = code;
        for (int word = 0; word < Pages.WORDS; word++) {
            int from = word << 6;
            int to = Math.min(from + 64, codes.length);
            long found = 0;
            for (int i = from; i < to; i++) {
                found |= (codes[i] == wanted ? 1L : 0L) << i;
            }
            bits[word] = found;
        }
    }

    @Override
    public int cost() {
        return 1;
    }
}
