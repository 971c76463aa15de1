package ml.lifecycle.internal.query;

import java.util.function.IntPredicate;

/** Rows that are asked one by one. */
final class RowFilter implements Filter {

    private final int rows;
    private final IntPredicate property;

    RowFilter(int rows, IntPredicate property) {
        this.rows = rows;
        this.property = property;
    }

    @Override
    public void match(int page, long[] bits) {
        int first = page << Pages.BITS;
        for (int word = 0; word < Pages.WORDS; word++) {
            int from = first + (word << 6);
            int to = Math.min(from + 64, rows);
            long found = 0;
            for (int row = from; row < to; row++) {
                found |= (property.test(row) ? 1L : 0L) << row;
            }
            bits[word] = found;
        }
    }
}
