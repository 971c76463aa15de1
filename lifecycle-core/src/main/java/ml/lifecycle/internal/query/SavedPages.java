package ml.lifecycle.internal.query;

import java.nio.ByteBuffer;
import java.util.function.IntPredicate;

/**
 * The pages of a column as a snapshot holds them; never changed. First the number of pages and for each page its number
 * among those that are there, or -1; then these, all of full length.
 */
final class SavedPages {

    private final int[] numbers;
    private final ByteBuffer bytes;

    private SavedPages(int[] numbers, ByteBuffer bytes) {
        this.numbers = numbers;
        this.bytes = bytes;
    }

    static SavedPages read(SnapshotIn in, int width) {
        int[] numbers = in.ints(in.size(Integer.BYTES));
        int present = 0;
        for (int number : numbers) {
            present += number < 0 ? 0 : 1;
            if (number >= numbers.length) {
                throw new MalformedException("a snapshot names a page that it does not hold");
            }
        }
        return new SavedPages(numbers, in.view(Math.multiplyExact(present, Pages.ROWS * width)));
    }

    static void writeDirectory(SnapshotOut out, int count, IntPredicate absent) {
        out.putInt(count);
        int next = 0;
        for (int page = 0; page < count; page++) {
            out.putInt(absent.test(page) ? -1 : next++);
        }
    }

    int count() {
        return numbers.length;
    }

    int[] ints(int page) {
        int[] values = new int[numbers[page] < 0 ? 0 : Pages.ROWS];
        view(page, values.length * Integer.BYTES).asIntBuffer().get(values);
        return values;
    }

    double[] doubles(int page) {
        double[] values = new double[numbers[page] < 0 ? 0 : Pages.ROWS];
        view(page, values.length * Double.BYTES).asDoubleBuffer().get(values);
        return values;
    }

    private ByteBuffer view(int page, int length) {
        return bytes.slice(Math.max(0, numbers[page]) * length, length).order(bytes.order());
    }
}
