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
            match(page);
            for (long word : bits) {
                count += Long.bitCount(word);
            }
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
                match(page);
                offer(page, top);
            }
        } else {
            bestPagesFirst(lead, order.descending(), top, pages);
        }
        return top.sorted();
    }

    private void bestPagesFirst(DoubleColumn lead, boolean descending, TopRows top, int pages) {
        PageQueue queue = new PageQueue(lead, descending, pages);
        Operator atLeast = descending ? Operator.GREATER_OR_EQUAL : Operator.LESS_OR_EQUAL;
        long[] better = new long[Pages.WORDS];
        while (!queue.isEmpty()) {
            int page = queue.next();
            double worst = top.isFull() ? lead.get(top.worst()) : Double.NaN;
            if (descending ? lead.high(page) < worst : lead.low(page) > worst) {
                return;
            }
            if (worst == worst) {
                NumberFilter.of(lead, atLeast, worst).match(page, better);
                if (Filters.isEmpty(better)) {
                    continue;
                }
            }
            match(page);
            for (int i = 0; i < bits.length && worst == worst; i++) {
                bits[i] &= better[i];
            }
            offer(page, top);
        }
    }

    private void match(int page) {
        filter.match(page, bits);
        int rest = index.rows() - (page << Pages.BITS);
        for (int word = Math.max(0, rest >> 6); word < Pages.WORDS; word++) {
            bits[word] &= word == rest >> 6 ? (1L << rest) - 1 : 0;
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
