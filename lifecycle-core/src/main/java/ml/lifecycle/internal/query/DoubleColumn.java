package ml.lifecycle.internal.query;

import java.util.Arrays;

/**
 * Numbers by row, with bounds for each page. A row without a number holds {@link #ABSENT}, a NaN of its own: no
 * comparison is ever true of it, so that a scan needs no second look.
 */
final class DoubleColumn {

    private static final long ABSENT_BITS = 0x7FF8_0000_0000_0001L;
    static final double ABSENT = Double.longBitsToDouble(ABSENT_BITS);

    private static final double[] NONE = {};

    private double[][] pages = {};
    private double[] low = {};
    private double[] high = {};

    static boolean isAbsent(double value) {
        return Double.doubleToRawLongBits(value) == ABSENT_BITS;
    }

    double get(int row) {
        double[] page = page(row >>> Pages.BITS);
        int index = row & Pages.ROWS - 1;
        return index < page.length ? page[index] : ABSENT;
    }

    void set(int row, double value) {
        int number = row >>> Pages.BITS;
        if (number >= pages.length) {
            widen(number);
        }
        int index = row & Pages.ROWS - 1;
        double[] page = pages[number];
        if (index >= page.length) {
            int length = page.length;
            page = Arrays.copyOf(page, Pages.capacity(length, index));
            Arrays.fill(page, length, page.length, ABSENT);
            pages[number] = page;
        }
        // All NaNs but the absent one become one.
        page[index] = value == value || isAbsent(value) ? value : Double.NaN;
        if (value < low[number]) {
            low[number] = value;
        }
        if (value > high[number]) {
            high[number] = value;
        }
    }

    private void widen(int number) {
        int before = pages.length;
        int count = number + 1 + (number >> 2);
        pages = Arrays.copyOf(pages, count);
        low = Arrays.copyOf(low, count);
        high = Arrays.copyOf(high, count);
        Arrays.fill(pages, before, count, NONE);
        Arrays.fill(low, before, count, Double.POSITIVE_INFINITY);
        Arrays.fill(high, before, count, Double.NEGATIVE_INFINITY);
    }

    /** The numbers of a page; rows behind its end are absent. */
    double[] page(int number) {
        return number < pages.length ? pages[number] : NONE;
    }

    /** No number of the page is smaller. */
    double low(int number) {
        return number < low.length ? low[number] : Double.POSITIVE_INFINITY;
    }

    /** No number of the page is greater. */
    double high(int number) {
        return number < high.length ? high[number] : Double.NEGATIVE_INFINITY;
    }
}
