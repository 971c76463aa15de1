package ml.lifecycle.internal.query;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import ml.lifecycle.run.RunStatus;
import org.jspecify.annotations.Nullable;

/** A part of an order, made for one state of one index. */
interface RowKey {

    /** Compares two rows in the direction of the order. */
    int compare(int first, int second);

    /** What a row has. */
    SortValue value(int row);

    static RowKey of(RunIndex index, SortField sort) {
        boolean descending = sort.descending();
        Field field = sort.field();
        return switch (field.kind()) {
            case METRIC, START_TIME, END_TIME -> {
                DoubleColumn column = column(index, field);
                yield new Stored(column == null ? new DoubleColumn() : column, descending);
            }
            case DURATION -> new Computed(row -> {
                double duration = index.ends.get(row) - index.starts.get(row);
                return duration == duration ? duration : DoubleColumn.ABSENT;
            }, descending);
            case PARAM -> texts(index.params.find(field.name()), true, descending);
            case TAG -> texts(index.tags.find(field.name()), true, descending);
            case NAME -> texts(index.names, false, descending);
            case PARENT -> texts(index.parents, false, descending);
            case ID -> new Texts(row -> row + 1, index.ids::text, index.rows(), false, descending);
            case EXPERIMENT -> new Texts(row -> 1, row -> index.experiment, 1, false, descending);
            case STATUS -> new Texts(index.statuses::get, code -> RunStatus.values()[code].name(),
                    RunStatus.values().length, false, descending);
        };
    }

    /** The column of numbers that a field is, by whose bounds pages can be skipped. */
    static @Nullable DoubleColumn column(RunIndex index, Field field) {
        return switch (field.kind()) {
            case METRIC -> index.metrics.find(field.name());
            case START_TIME -> index.starts;
            case END_TIME -> index.ends;
            default -> null;
        };
    }

    private static RowKey texts(@Nullable TextColumn column, boolean numeric, boolean descending) {
        return column == null
                ? new Texts(row -> 0, Integer::toString, 0, numeric, descending)
                : new Texts(column.codes::get, column.dict::text, column.dict.size(), numeric, descending);
    }

    /** Whether texts of a field that are numbers are sorted as such. */
    static boolean isNumeric(Field field) {
        return field.kind() == Field.Kind.PARAM || field.kind() == Field.Kind.TAG;
    }

    /** Numbers in their direction, then infinite ones in theirs, then NaN, then absent ones. */
    static int compareNumbers(double first, double second, boolean descending) {
        int kinds = rank(first) - rank(second);
        if (kinds != 0) {
            return kinds;
        }
        if (first < second) {
            return descending ? 1 : -1;
        }
        return first > second ? descending ? -1 : 1 : 0;
    }

    private static int rank(double number) {
        if (number == number) {
            return Math.abs(number) <= Double.MAX_VALUE ? 0 : 1;
        }
        return DoubleColumn.isAbsent(number) ? 3 : 2;
    }

    /** By a number that the index has. */
    record Stored(DoubleColumn column, boolean descending) implements RowKey {

        @Override
        public int compare(int first, int second) {
            return compareNumbers(column.get(first), column.get(second), descending);
        }

        @Override
        public SortValue value(int row) {
            return new SortValue(column.get(row), null);
        }
    }

    /** By a number that follows from several. */
    record Computed(IntToDoubleFunction numbers, boolean descending) implements RowKey {

        @Override
        public int compare(int first, int second) {
            return compareNumbers(numbers.applyAsDouble(first), numbers.applyAsDouble(second), descending);
        }

        @Override
        public SortValue value(int row) {
            return new SortValue(numbers.applyAsDouble(row), null);
        }
    }

    /** By a text; where there are few different ones, they are sorted once. */
    final class Texts implements RowKey {

        private static final int FEW = 1 << 14;

        private final IntUnaryOperator codes;
        private final IntFunction<String> texts;
        private final Comparator<String> order;
        private final boolean descending;
        private final int @Nullable [] ranks;

        Texts(IntUnaryOperator codes, IntFunction<String> texts, int size, boolean numeric, boolean descending) {
            this.codes = codes;
            this.texts = texts;
            this.descending = descending;
            order = numeric ? TextOrder::compareNumbersFirst : TextOrder::compare;
            ranks = size <= FEW ? ranks(size) : null;
        }

        private int[] ranks(int size) {
            String[] all = IntStream.range(0, size).mapToObj(texts).toArray(String[]::new);
            Integer[] sorted = new Integer[size];
            Arrays.setAll(sorted, code -> code);
            Arrays.sort(sorted, (first, second) -> order.compare(all[first], all[second]));
            int[] result = new int[size];
            for (int rank = 0; rank < size; rank++) {
                result[sorted[rank]] = rank;
            }
            return result;
        }

        @Override
        public int compare(int first, int second) {
            int a = codes.applyAsInt(first);
            int b = codes.applyAsInt(second);
            if (a == b) {
                return 0;
            }
            if (a == 0 || b == 0) {
                return a == 0 ? 1 : -1;
            }
            int comparison = ranks != null
                    ? Integer.compare(ranks[a - 1], ranks[b - 1])
                    : order.compare(texts.apply(a - 1), texts.apply(b - 1));
            return descending ? -comparison : comparison;
        }

        @Override
        public SortValue value(int row) {
            int code = codes.applyAsInt(row);
            return new SortValue(DoubleColumn.ABSENT, code == 0 ? null : texts.apply(code - 1));
        }
    }
}
