package ml.lifecycle.internal.query;

import java.util.Arrays;

/** Small numbers by row; 0 where none was set. */
final class IntColumn {

    private static final int[] NONE = {};

    private int[][] pages = {};

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
        int[] page = pages[number];
        if (index >= page.length) {
            page = Arrays.copyOf(page, Pages.capacity(page.length, index));
            pages[number] = page;
        }
        page[index] = value;
    }

    /** The numbers of a page; rows behind its end have 0. */
    int[] page(int number) {
        return number < pages.length ? pages[number] : NONE;
    }
}
