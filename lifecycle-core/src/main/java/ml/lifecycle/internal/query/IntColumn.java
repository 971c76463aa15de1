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

    void set(int row, int value) {
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
        page[index] = value;
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
