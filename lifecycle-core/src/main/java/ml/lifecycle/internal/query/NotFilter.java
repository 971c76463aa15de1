package ml.lifecycle.internal.query;

/** The opposite of a condition. */
final class NotFilter implements Filter {

    private final Filter part;
    private final long[] matching = new long[Pages.WORDS];

    NotFilter(Filter part) {
        this.part = part;
    }

    @Override
    public void keep(int page, long[] bits) {
        System.arraycopy(bits, 0, matching, 0, bits.length);
        part.keep(page, matching);
        for (int i = 0; i < bits.length; i++) {
            bits[i] &= ~matching[i];
        }
    }

    @Override
    public int cost() {
        return part.cost();
    }
}
