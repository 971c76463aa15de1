package ml.lifecycle.internal.query;

import java.util.Arrays;

/** The first few rows of an order: a heap whose root is the last of them. */
final class TopRows {

    /** So many rows are sorted by emptying the heap; more are sorted faster otherwise. */
    private static final int FEW = 100;

    private final RowOrder order;
    private final int limit;
    private int[] heap;
    private int size;

    TopRows(RowOrder order, int limit) {
        this.order = order;
        this.limit = limit;
        heap = new int[Math.min(limit, 16)];
    }

    boolean isFull() {
        return size == limit;
    }

    /** The last of the rows that are in now. */
    int worst() {
        return heap[0];
    }

    void offer(int row) {
        if (size < limit) {
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, (int) Math.min(limit, 2L * size));
            }
            heap[size++] = row;
            up(size - 1);
        } else if (order.compare(row, heap[0]) < 0) {
            heap[0] = row;
            down();
        }
    }

    private void up(int from) {
        int at = from;
        int row = heap[at];
        while (at > 0 && order.compare(row, heap[at - 1 >> 1]) > 0) {
            heap[at] = heap[at - 1 >> 1];
            at = at - 1 >> 1;
        }
        heap[at] = row;
    }

    private void down() {
        int at = 0;
        int row = heap[0];
        for (int child = 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size && order.compare(heap[child + 1], heap[child]) > 0) {
                child++;
            }
            if (order.compare(row, heap[child]) >= 0) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = row;
    }

    /** Takes the rows out, first to last. */
    int[] sorted() {
        if (size > FEW) {
            return Arrays.stream(heap, 0, size).boxed().sorted(order::compare).mapToInt(Integer::intValue).toArray();
        }
        int[] rows = new int[size];
        while (size > 0) {
            rows[size - 1] = heap[0];
            heap[0] = heap[--size];
            down();
        }
        return rows;
    }
}
