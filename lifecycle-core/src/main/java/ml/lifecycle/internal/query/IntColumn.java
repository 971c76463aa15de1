package ml.lifecycle.internal.query;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Small numbers by row; 0 where none was set. */
final class IntColumn {

    private static final int[] NONE = {};

    private static final VarHandle PAGES = MethodHandles.arrayElementVarHandle(int[][].class);

    /** The pages; {@code null} for one that is still in the snapshot only. */
    private int @Nullable [][] pages = {};
    private @Nullable SavedPages saved;

    int get(int row) {
        int[] page = page(row >>> Pages.BITS);
        int index = row & Pages.ROWS - 1;
        return index < page.length ? page[index] : 0;
    }

    /** Sets a number; what was there before. */
    int set(int row, int value) {
        int number = row >>> Pages.BITS;
        if (number >= pages.length) {
            int before = pages.length;
            pages = Arrays.copyOf(pages, number + 1 + (number >> 2));
            Arrays.fill(pages, before, pages.length, NONE);
        }
        int index = row & Pages.ROWS - 1;
        int[] page = page(number);
        if (index >= page.length) {
            page = Arrays.copyOf(page, Pages.capacity(page.length, index));
            pages[number] = page;
        }
        int before = page[index];
        page[index] = value;
        return before;
    }

    /** The numbers of a page; rows behind its end have 0. */
    int[] page(int number) {
        if (number >= pages.length) {
            return NONE;
        }
        // Readers may fetch the same page at once; what they fetch is the same.
        int[] page = (int[]) PAGES.getAcquire(pages, number);
        if (page == null) {
            page = saved == null ? NONE : saved.ints(number);
            PAGES.setRelease(pages, number, page);
        }
        return page;
    }

    /** Adds the numbers of another column, the first of them at a row. */
    void append(IntColumn other, int base) {
        append(other, base, null);
    }

    /** Adds the numbers of another column, each as a table says. */
    void append(IntColumn other, int base, int @Nullable [] table) {
        for (int number = 0; number < other.pages.length; number++) {
            int[] page = other.page(number);
            int first = base + (number << Pages.BITS);
            for (int i = 0; i < page.length; i++) {
                if (page[i] != 0) {
                    set(first + i, table == null ? page[i] : table[page[i]]);
                }
            }
        }
    }

    static IntColumn read(SnapshotIn in) {
        IntColumn column = new IntColumn();
        SavedPages saved = SavedPages.read(in, Integer.BYTES);
        column.saved = saved;
        column.pages = new int[saved.count()][];
        return column;
    }

    void write(SnapshotOut out, int rows) {
        int count = Math.min(pages.length, Pages.count(rows));
        SavedPages.writeDirectory(out, count, number -> page(number).length == 0);
        for (int number = 0; number < count; number++) {
            int[] page = page(number);
            for (int i = 0; i < Pages.ROWS && page.length > 0; i++) {
                out.putInt(i < page.length ? page[i] : 0);
            }
        }
    }
}
