package ml.lifecycle.onnx;

import ai.onnxruntime.OnnxJavaType;
import java.util.Set;
import ml.lifecycle.RefusedException;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.ColumnType;
import org.jspecify.annotations.Nullable;

/** What a tensor holds, and how a value of a row comes into it. */
enum Element {
    FLOAT(Set.of(ColumnType.NUMBER, ColumnType.INTEGER, ColumnType.BOOLEAN)) {
        @Override
        Object[] array(int rows, int width) {
            return new float[rows][width];
        }

        @Override
        void put(Object row, int place, Object value, Column column) {
            double exact = number(value);
            float rounded = (float) exact;
            if (Float.isInfinite(rounded) && !Double.isInfinite(exact)) {
                throw new RefusedException("Column '" + OnnxRuntime.printable(column.name()) + "': " + exact
                        + " is beyond what the model's float can hold; give at most " + Float.MAX_VALUE + ".");
            }
            ((float[]) row)[place] = rounded;
        }

        @Override
        void putMissing(Object row, int place, Column column) {
            ((float[]) row)[place] = Float.NaN;
        }
    },
    DOUBLE(Set.of(ColumnType.NUMBER, ColumnType.INTEGER, ColumnType.BOOLEAN)) {
        @Override
        Object[] array(int rows, int width) {
            return new double[rows][width];
        }

        @Override
        void put(Object row, int place, Object value, Column column) {
            ((double[]) row)[place] = number(value);
        }

        @Override
        void putMissing(Object row, int place, Column column) {
            ((double[]) row)[place] = Double.NaN;
        }
    },
    INT64(Set.of(ColumnType.INTEGER, ColumnType.BOOLEAN)) {
        @Override
        Object[] array(int rows, int width) {
            return new long[rows][width];
        }

        @Override
        void put(Object row, int place, Object value, Column column) {
            ((long[]) row)[place] = whole(value, column, Long.MIN_VALUE, Long.MAX_VALUE);
        }
    },
    INT32(Set.of(ColumnType.INTEGER, ColumnType.BOOLEAN)) {
        @Override
        Object[] array(int rows, int width) {
            return new int[rows][width];
        }

        @Override
        void put(Object row, int place, Object value, Column column) {
            ((int[]) row)[place] = (int) whole(value, column, Integer.MIN_VALUE, Integer.MAX_VALUE);
        }
    },
    BOOL(Set.of(ColumnType.BOOLEAN)) {
        @Override
        Object[] array(int rows, int width) {
            return new boolean[rows][width];
        }

        @Override
        void put(Object row, int place, Object value, Column column) {
            ((boolean[]) row)[place] = (Boolean) value;
        }
    },
    STRING(Set.of(ColumnType.TEXT)) {
        @Override
        Object[] array(int rows, int width) {
            return new String[rows][width];
        }

        @Override
        void put(Object row, int place, Object value, Column column) {
            ((String[]) row)[place] = value.toString();
        }
    };

    private final Set<ColumnType> types;

    Element(Set<ColumnType> types) {
        this.types = types;
    }

    /** What a tensor of the runtime's type holds; {@code null} if no column has such values. */
    static @Nullable Element of(OnnxJavaType type) {
        return switch (type) {
            case FLOAT -> FLOAT;
            case DOUBLE -> DOUBLE;
            case INT64 -> INT64;
            case INT32 -> INT32;
            case BOOL -> BOOL;
            case STRING -> STRING;
            default -> null;
        };
    }

    /** Why a column cannot go in, or {@code null} if it can. */
    @Nullable String refusal(Column column) {
        if (!types.contains(column.type())) {
            return "is " + column.type() + ", and the input takes " + this;
        }
        return column.required() || this == FLOAT || this == DOUBLE ? null
                : "is optional, and an input of " + this + " has no value that says missing";
    }

    abstract Object[] array(int rows, int width);

    abstract void put(Object row, int place, Object value, Column column);

    void putMissing(Object row, int place, Column column) {
        throw new RefusedException("Column '" + OnnxRuntime.printable(column.name()) + "' has no value, and the model's input of "
                + this + " has none that says so; give a value.");
    }

    private static double number(Object value) {
        return value instanceof Number number ? number.doubleValue() : Boolean.TRUE.equals(value) ? 1 : 0;
    }

    private static long whole(Object value, Column column, long least, long most) {
        double exact = number(value);
        if (!(exact >= least && exact <= most)) {
            throw new RefusedException("Column '" + OnnxRuntime.printable(column.name()) + "': " + value + " is beyond what the"
                    + " model's input can hold; give a number from " + least + " to " + most + ".");
        }
        return value instanceof Long number ? number : (long) exact;
    }
}
