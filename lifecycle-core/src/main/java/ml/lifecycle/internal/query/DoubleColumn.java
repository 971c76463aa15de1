package ml.lifecycle.internal.query;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Numbers by row, with bounds for each page. A row without a number holds {@link #ABSENT}, a NaN of its own: no
 * comparison is ever true of it, so that a scan needs no second look.
 */
final class DoubleColumn {

    private static final long ABSENT_BITS = 0x7FF8_0000_0000_0001L;
    static final double ABSENT = Double.longBitsToDouble(ABSENT_BITS);

    private static final double[] NONE = {};

    private static final VarHandle PAGES = MethodHandles.arrayElementVarHandle(double[][].class);

    /** The pages; {@code null} for one that is still in the snapshot only. */
    private double @Nullable [][] pages = {};
    private @Nullable SavedPages saved;
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

    /** Sets a number; whether the row had none. */
    boolean set(int row, double value) {
        int number = row >>> Pages.BITS;
        if (number >= pages.length) {
            widen(number);
        }
        int index = row & Pages.ROWS - 1;
        double[] page = page(number);
        if (index >= page.length) {
            int length = page.length;
            page = Arrays.copyOf(page, Pages.capacity(length, index));
            Arrays.fill(page, length, page.length, ABSENT);
            pages[number] = page;
        }
        boolean absent = isAbsent(page[index]);
        // All NaNs but the absent one become one.
        page[index] = value == value || isAbsent(value) ? value : Double.NaN;
        if (value < low[number]) {
            low[number] = value;
        }
        if (value > high[number]) {
            high[number] = value;
        }
        return absent;
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
        if (number >= pages.length) {
            return NONE;
        }
        // Readers may fetch the same page at once; what they fetch is the same.
        double[] page = (double[]) PAGES.getAcquire(pages, number);
        if (page == null) {
            page = saved == null ? NONE : saved.doubles(number);
            PAGES.setRelease(pages, number, page);
        }
        return page;
    }

    /** No number of the page is smaller. */
    double low(int number) {
        return number < low.length ? low[number] : Double.POSITIVE_INFINITY;
    }

    /** No number of the page is greater. */
    double high(int number) {
        return number < high.length ? high[number] : Double.NEGATIVE_INFINITY;
    }

    /** Adds the numbers of another column, the first of them at a row. */
    void append(DoubleColumn other, int base) {
        for (int number = 0; number < other.pages.length; number++) {
            double[] page = other.page(number);
            int first = base + (number << Pages.BITS);
            for (int i = 0; i < page.length; i++) {
                if (!isAbsent(page[i])) {
                    set(first + i, page[i]);
                }
            }
        }
    }

    static DoubleColumn read(SnapshotIn in) {
        DoubleColumn column = new DoubleColumn();
        SavedPages saved = SavedPages.read(in, Double.BYTES);
        column.saved = saved;
        column.pages = new double[saved.count()][];
        column.low = in.doubles(saved.count());
        column.high = in.doubles(saved.count());
        return column;
    }

    void write(SnapshotOut out, int rows) {
        int count = Math.min(pages.length, Pages.count(rows));
        SavedPages.writeDirectory(out, count, number -> page(number).length == 0);
        for (int number = 0; number < count; number++) {
            double[] page = page(number);
            for (int i = 0; i < Pages.ROWS && page.length > 0; i++) {
                out.putDouble(i < page.length ? page[i] : ABSENT);
            }
        }
        for (int number = 0; number < count; number++) {
            out.putDouble(low[number]);
        }
        for (int number = 0; number < count; number++) {
            out.putDouble(high[number]);
        }
    }
}
