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
    public void keep(int page, long[] bits) {
        int[] codes = column.page(page);
        for (int word = 0; word < Pages.WORDS; word++) {
            long rows = bits[word];
            if (rows != 0) {
                int from = word << 6;
                int to = Math.min(from + 64, codes.length);
                bits[word] = Bits.areMany(rows) ? rows & all(codes, from, to) : some(codes, from, to, rows);
            }
        }
    }

    private long some(int[] codes, int from, int to, long rows) {
        long kept = 0;
        for (long rest = rows; rest != 0; rest &= rest - 1) {
            int i = from + Long.numberOfTrailingZeros(rest);
            if (i < to && codes[i] == code) {
                kept |= rest & -rest;
            }
        }
        return kept;
    }

    private long all(int[] codes, int from, int to) {
        int wanted = code;
        long word = 0;
        for (int i = from; i < to; i++) {
            word |= (codes[i] == wanted ? 1L : 0L) << i;
        }
        return word;
    }

    @Override
    public int cost() {
        return 2;
    }
}
