package ml.lifecycle.internal.query;

import java.util.List;

/** One of several conditions; each is asked for the rows that none before it has. */
final class AnyFilter implements Filter {

    private final Filter[] filters;
    private final long[] rest = new long[Pages.WORDS];
    private final long[] matching = new long[Pages.WORDS];

    AnyFilter(List<Filter> parts) {
        filters = parts.toArray(new Filter[0]);
    }

    @Override
    public void keep(int page, long[] bits) {
        System.arraycopy(bits, 0, rest, 0, bits.length);
        for (int f = 0; f < filters.length && !Bits.isEmpty(rest); f++) {
            System.arraycopy(rest, 0, matching, 0, rest.length);
            filters[f].keep(page, matching);
            for (int i = 0; i < rest.length; i++) {
                rest[i] &= ~matching[i];
            }
        }
        for (int i = 0; i < bits.length; i++) {
            bits[i] &= ~rest[i];
        }
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
