package ml.lifecycle.internal.data;

import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import ml.lifecycle.RefusedException;
import ml.lifecycle.signature.ColumnType;

/** A column to which values are added one by one, in primitive arrays; what was added can be taken at any time. */
abstract class Growing {

    /** As many elements as an array surely can have. */
    static final int MOST = Integer.MAX_VALUE - 8;

    private final String name;
    private final ColumnType type;
    private BitSet missing = new BitSet();
    private final int first;
    private int rows;
    private int room;

    private Growing(String name, ColumnType type, int expected) {
        this.name = name;
        this.type = type;
        this.first = Math.max(1, expected);
    }

    /** An empty column, with room for some rows at first. */
    static Growing of(String name, ColumnType type, int expected) {
        return switch (type) {
            case NUMBER -> new Numbers(name, expected);
            case INTEGER -> new Integers(name, expected);
            case BOOLEAN -> new Booleans(name, expected);
            case TIMESTAMP -> new Timestamps(name, expected);
            case TEXT -> new Texts(name, expected);
        };
    }

    /** Adds a row without a value. */
    final void addMissing() {
        int row = next();
        missing.set(row);
    }

    /** The place of the next value, for which there is room. */
    final int next() {
        if (rows == room) {
            if (room == MOST) {
                throw new RefusedException("The table has more than " + MOST
                        + " rows, the most that one can hold; take a part of them, or profile them in parts.");
            }
            room = room == 0 ? first : (int) Math.min(room * 2L, MOST);
            resize(room);
        }
        return rows++;
    }

    /** The column of what was added since the last time; adding goes on with an empty one. */
    final Col take() {
        Col taken = column(new Col.Head(name, type, missing), rows);
        missing = new BitSet();
        rows = 0;
        room = 0;
        return taken;
    }

    /** Makes the arrays have so many elements, and keeps what is in them. */
    abstract void resize(int elements);

    /** The column of the first rows, to which the arrays belong from then on; those here are empty again. */
    abstract Col column(Col.Head head, int size);

    /** Numbers with a fraction. */
    static final class Numbers extends Growing {

        private double[] values = new double[0];

        Numbers(String name, int expected) {
            super(name, ColumnType.NUMBER, expected);
        }

        /** Adds a finite number. */
        void add(double value) {
            int place = next();
            values[place] = value;
        }

        @Override
        void resize(int elements) {
            values = Arrays.copyOf(values, elements);
        }

        @Override
        Col column(Col.Head head, int size) {
            double[] own = values.length == size ? values : Arrays.copyOf(values, size);
            values = new double[0];
            return new NumberCol(head, own, null);
        }
    }

    /** Whole numbers. */
    static final class Integers extends Growing {

        private long[] values = new long[0];

        Integers(String name, int expected) {
            super(name, ColumnType.INTEGER, expected);
        }

        /** Adds a whole number. */
        void add(long value) {
            int place = next();
            values[place] = value;
        }

        @Override
        void resize(int elements) {
            values = Arrays.copyOf(values, elements);
        }

        @Override
        Col column(Col.Head head, int size) {
            long[] own = values.length == size ? values : Arrays.copyOf(values, size);
            values = new long[0];
            return new IntegerCol(head, own, null);
        }
    }

    /** Truth values. */
    static final class Booleans extends Growing {

        private BitSet values = new BitSet();

        Booleans(String name, int expected) {
            super(name, ColumnType.BOOLEAN, expected);
        }

        /** Adds a truth value. */
        void add(boolean value) {
            values.set(next(), value);
        }

        @Override
        void resize(int elements) {
            // A set of bits grows by itself.
        }

        @Override
        Col column(Col.Head head, int size) {
            BitSet own = values;
            values = new BitSet();
            return new BooleanCol(head, own, size, null);
        }
    }

    /** Moments. */
    static final class Timestamps extends Growing {

        private long[] seconds = new long[0];
        private int[] nanos = new int[0];

        Timestamps(String name, int expected) {
            super(name, ColumnType.TIMESTAMP, expected);
        }

        /** Adds a moment. */
        void add(Instant moment) {
            int place = next();
            seconds[place] = moment.getEpochSecond();
            nanos[place] = moment.getNano();
        }

        @Override
        void resize(int elements) {
            seconds = Arrays.copyOf(seconds, elements);
            nanos = Arrays.copyOf(nanos, elements);
        }

        @Override
        Col column(Col.Head head, int size) {
            Col column = new TimestampCol(head, seconds.length == size ? seconds : Arrays.copyOf(seconds, size),
                    nanos.length == size ? nanos : Arrays.copyOf(nanos, size), null);
            seconds = new long[0];
            nanos = new int[0];
            return column;
        }
    }

    /** Texts, each different one kept once. */
    static final class Texts extends Growing {

        private Levels levels = new Levels();
        private int[] codes = new int[0];

        Texts(String name, int expected) {
            super(name, ColumnType.TEXT, expected);
        }

        /** Adds a text. */
        void add(String text) {
            char[] characters = text.toCharArray();
            add(characters, 0, characters.length);
        }

        /** Adds a text of some characters. */
        void add(char[] characters, int offset, int length) {
            int place = next();
            codes[place] = levels.code(characters, offset, length);
        }

        @Override
        void resize(int elements) {
            codes = Arrays.copyOf(codes, elements);
        }

        @Override
        Col column(Col.Head head, int size) {
            Col column = new TextCol(head, levels.texts(), codes.length == size ? codes : Arrays.copyOf(codes, size), null);
            levels = new Levels();
            codes = new int[0];
            return column;
        }
    }
}
