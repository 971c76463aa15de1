package ml.lifecycle.internal.query;

import ml.lifecycle.internal.query.Condition.Operator;

/** Scans an index, page by page. */
final class Search {

    private final RunIndex index;
    private final Filter filter;
    private final long[] bits = new long[Pages.WORDS];

    Search(RunIndex index, Condition condition) {
        this.index = index;
        filter = Filters.of(index, condition);
    }

    long count() {
        long count = 0;
        for (int page = 0; page < Pages.count(index.rows()); page++) {
            allOf(page);
            filter.keep(page, bits);
            count += Bits.count(bits);
        }
        return count;
    }

    /** The first matching rows of an order. */
    int[] rows(RowOrder order, int limit) {
        TopRows top = new TopRows(order, limit);
        DoubleColumn lead = order.lead();
        int pages = Pages.count(index.rows());
        if (lead == null || limit >= index.rows()) {
            for (int page = 0; page < pages; page++) {
                allOf(page);
                filter.keep(page, bits);
                offer(page, top);
            }
        } else {
            bestPagesFirst(lead, order.descending(), top, pages);
        }
        return top.sorted();
    }

    /** Once there are enough rows, the order's own column rules out most others, and is asked before the condition. */
    private void bestPagesFirst(DoubleColumn lead, boolean descending, TopRows top, int pages) {
        PageQueue queue = new PageQueue(lead, descending, pages);
        Operator atLeast = descending ? Operator.GREATER_OR_EQUAL : Operator.LESS_OR_EQUAL;
        Filter better = ConstantFilter.ALL;
        double worst = Double.NaN;
        double bound = Double.NaN;
        while (!queue.isEmpty()) {
            int page = queue.next();
            if (top.isFull() && lead.get(top.worst()) != worst) {
                worst = lead.get(top.worst());
                boolean rules = Math.abs(worst) <= Double.MAX_VALUE; // Infinite numbers and NaN are behind all others.
                better = rules ? NumberFilter.of(lead, atLeast, worst) : better;
                bound = rules ? worst : Double.NaN;
            }
            if (descending ? lead.high(page) < bound : lead.low(page) > bound) {
                return;
            }
            allOf(page);
            better.keep(page, bits);
            if (!Bits.isEmpty(bits)) {
                filter.keep(page, bits);
                offer(page, top);
            }
        }
    }

    /** Sets the bits of all rows of a page. */
    private void allOf(int page) {
        int rest = index.rows() - (page << Pages.BITS);
        for (int word = 0; word < Pages.WORDS; word++) {
            int rows = rest - (word << 6);
            bits[word] = rows >= 64 ? -1L : rows <= 0 ? 0 : (1L << rows) - 1;
        }
    }

    private void offer(int page, TopRows top) {
        for (int word = 0; word < Pages.WORDS; word++) {
            for (long rest = bits[word]; rest != 0; rest &= rest - 1) {
                top.offer((page << Pages.BITS) + (word << 6) + Long.numberOfTrailingZeros(rest));
            }
        }
    }
}
