package ml.lifecycle.internal.query;

/** Hands out pages, those first whose bound is best: a heap, since mostly only the first few are wanted. */
final class PageQueue {

    private final double[] bounds;
    private final int[] pages;
    private int size;

    /** Pages in the order of their greatest or smallest numbers. */
    PageQueue(DoubleColumn column, boolean descending, int count) {
        bounds = new double[count];
        pages = new int[count];
        size = count;
        for (int page = 0; page < count; page++) {
            // A greater bound is a worse page here.
            bounds[page] = descending ? -column.high(page) : column.low(page);
            pages[page] = page;
        }
        for (int at = (count >> 1) - 1; at >= 0; at--) {
            down(at);
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    int next() {
        int page = pages[0];
        size--;
        bounds[0] = bounds[size];
        pages[0] = pages[size];
        if (size > 0) {
            down(0);
        }
        return page;
    }

    private void down(int from) {
        int at = from;
        double bound = bounds[at];
        int page = pages[at];
        for (int child = 2 * at + 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size && bounds[child + 1] < bounds[child]) {
                child++;
            }
            if (bound <= bounds[child]) {
                break;
            }
            bounds[at] = bounds[child];
            pages[at] = pages[child];
            at = child;
        }
        bounds[at] = bound;
        pages[at] = page;
    }
}
