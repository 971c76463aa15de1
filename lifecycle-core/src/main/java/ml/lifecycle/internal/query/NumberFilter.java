package ml.lifecycle.internal.query;

import java.util.Arrays;
import ml.lifecycle.internal.query.Condition.Operator;

/** Numbers in a range, or unequal to a number. NaN, infinite and absent numbers are in no range and unequal to nothing. */
final class NumberFilter implements Filter {

    private static final double LEAST = -Double.MAX_VALUE;
    private static final double MOST = Double.MAX_VALUE;

    private final DoubleColumn column;
    private final double low;
    private final double high;
    private final boolean outside;

    private NumberFilter(DoubleColumn column, double low, double high, boolean outside) {
        this.column = column;
        this.low = low;
        this.high = high;
        this.outside = outside;
    }

    static NumberFilter of(DoubleColumn column, Operator operator, double number) {
        return switch (operator) {
            case EQUAL -> within(column, number, number);
            case NOT_EQUAL -> new NumberFilter(column, number, number, true);
            case LESS -> within(column, LEAST, Math.nextDown(number));
            case LESS_OR_EQUAL -> within(column, LEAST, number);
            case GREATER -> within(column, Math.nextUp(number), MOST);
            case GREATER_OR_EQUAL -> within(column, number, MOST);
        };
    }

    private static NumberFilter within(DoubleColumn column, double low, double high) {
        return new NumberFilter(column, Math.max(low, LEAST), Math.min(high, MOST), false);
    }

    @Override
    public void keep(int page, long[] bits) {
        if (!outside && (column.high(page) < low || column.low(page) > high)) {
            Arrays.fill(bits, 0);
            return;
        }
        double[] numbers = column.page(page);
        for (int word = 0; word < Pages.WORDS; word++) {
            long rows = bits[word];
            if (rows != 0) {
                int from = word << 6;
                int to = Math.min(from + 64, numbers.length);
                bits[word] = Bits.areMany(rows) ? rows & all(numbers, from, to) : some(numbers, from, to, rows);
            }
        }
    }

    private long some(double[] numbers, int from, int to, long rows) {
        long kept = 0;
        for (long rest = rows; rest != 0; rest &= rest - 1) {
            int i = from + Long.numberOfTrailingZeros(rest);
            if (i < to && matches(numbers[i])) {
                kept |= rest & -rest;
            }
        }
        return kept;
    }

    private boolean matches(double number) {
        return outside ? (number < low || number > high) && number >= LEAST && number <= MOST
                : number >= low && number <= high;
    }

    private long all(double[] numbers, int from, int to) {
        if (outside) {
            return outside(numbers, from, to);
        }
        return inside(numbers, from, to);
    }

    private long inside(double[] numbers, int from, int to) {
        double least = low;
        double most = high;
        long word = 0;
        for (int i = from; i < to; i++) {
            double number = numbers[i];
            word |= (number >= least & number <= most ? 1L : 0L) << i;
        }
        return word;
    }

    private long outside(double[] numbers, int from, int to) {
        long word = 0;
        for (int i = from; i < to; i++) {
            double number = numbers[i];
            word |= ((number < low | number > high) & number >= LEAST & number <= MOST ? 1L : 0L) << i;
        }
        return word;
    }

    @Override
    public int cost() {
        return 3;
    }
}
