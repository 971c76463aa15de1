package ml.lifecycle.internal.query;

import java.util.function.IntPredicate;

/** Rows that are asked one by one. */
final class RowFilter implements Filter {

    private final IntPredicate property;
    private final int cost;

    RowFilter(int cost, IntPredicate property) {
        this.cost = cost;
        this.property = property;
    }

    @Override
    public void keep(int page, long[] bits) {
        int first = page << Pages.BITS;
        for (int word = 0; word < Pages.WORDS; word++) {
            long kept = 0;
            for (long rest = bits[word]; rest != 0; rest &= rest - 1) {
                int row = first + (word << 6) + Long.numberOfTrailingZeros(rest);
                if (property.test(row)) {
                    kept |= rest & -rest;
                }
            }
            bits[word] = kept;
        }
    }

    @Override
    public int cost() {
        return cost;
    }
}
