package ml.lifecycle.internal.query;

import java.util.List;

/**
 * All of several conditions. Those are asked first that rule out the most rows for what they cost, as was seen on the
 * pages before: the best order for conditions that do not depend on each other (Hellerstein, Stonebraker: Predicate
 * migration, SIGMOD 1993, section 3). No order changes the answer.
 */
final class AllFilter implements Filter {

    /** So many pages are looked at before the order is thought over; then twice as many each time. */
    private static final int FIRST_LOOK = 4;

    private final Filter[] filters;
    /** How many rows each filter was asked for, and how many of them matched. */
    private final long[] asked;
    private final long[] kept;
    private int pages;
    private int nextLook = FIRST_LOOK;

    AllFilter(List<Filter> parts) {
        filters = parts.toArray(new Filter[0]);
        asked = new long[filters.length];
        kept = new long[filters.length];
        sort();
    }

    @Override
    public void keep(int page, long[] bits) {
        int count = Bits.count(bits);
        for (int i = 0; i < filters.length && count > 0; i++) {
            asked[i] += count;
            filters[i].keep(page, bits);
            count = Bits.count(bits);
            kept[i] += count;
        }
        if (++pages == nextLook) {
            nextLook *= 2;
            sort();
        }
    }

    /** Sorts a handful by insertion. */
    private void sort() {
        for (int i = 1; i < filters.length; i++) {
            for (int j = i; j > 0 && rank(j) < rank(j - 1); j--) {
                swap(j, j - 1);
            }
        }
    }

    /** The cost of ruling out one row. A filter that was never asked counts as one that matches half of the rows. */
    private double rank(int i) {
        return filters[i].cost() * (asked[i] + 2.0) / (asked[i] - kept[i] + 1.0);
    }

    private void swap(int i, int j) {
        Filter filter = filters[i];
        filters[i] = filters[j];
        filters[j] = filter;
        swap(asked, i, j);
        swap(kept, i, j);
    }

    private static void swap(long[] numbers, int i, int j) {
        long number = numbers[i];
        numbers[i] = numbers[j];
        numbers[j] = number;
    }

    @Override
    public int cost() {
        int cost = 0;
        for (Filter filter : filters) {
            cost += filter.cost();
        }
        return cost;
    }
}
