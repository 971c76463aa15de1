package ml.lifecycle.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.platform.Fp16Conversions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import java.util.Set;
import ml.lifecycle.RefusedException;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.ColumnType;
import org.jspecify.annotations.Nullable;

/** What a tensor holds, and how a value of a row comes into it. */
enum Element {
    FLOAT(Set.of(ColumnType.NUMBER, ColumnType.INTEGER, ColumnType.BOOLEAN)) {
        @Override
        Object array(int size) {
            return new float[size];
        }

        @Override
        void put(Object array, int index, Object value, Column column) {
            double exact = number(value);
            ((float[]) array)[index] = (float) fitting(exact, (float) exact, Float.MAX_VALUE, column);
        }

        @Override
        void putMissing(Object array, int index, Column column) {
            ((float[]) array)[index] = Float.NaN;
        }

        @Override
        OnnxTensor tensor(OrtEnvironment environment, Object array, long[] shape) throws OrtException {
            return OnnxTensor.createTensor(environment, FloatBuffer.wrap((float[]) array), shape);
        }
    },
    FLOAT16(Set.of(ColumnType.NUMBER, ColumnType.INTEGER, ColumnType.BOOLEAN)) {
        @Override
        Object array(int size) {
            return new short[size];
        }

        @Override
        void put(Object array, int index, Object value, Column column) {
            double exact = number(value);
            short half = Fp16Conversions.mlasFloatToFp16((float) exact);
            fitting(exact, Fp16Conversions.mlasFp16ToFloat(half), MAX_HALF, column);
            ((short[]) array)[index] = half;
        }

        @Override
        void putMissing(Object array, int index, Column column) {
            ((short[]) array)[index] = Fp16Conversions.mlasFloatToFp16(Float.NaN);
        }

        @Override
        OnnxTensor tensor(OrtEnvironment environment, Object array, long[] shape) throws OrtException {
            ByteBuffer bytes = ByteBuffer.allocateDirect(((short[]) array).length * Short.BYTES).order(ByteOrder.nativeOrder());
            ShortBuffer halves = bytes.asShortBuffer().put((short[]) array).rewind();
            return OnnxTensor.createTensor(environment, halves, shape, OnnxJavaType.FLOAT16);
        }
    },
    DOUBLE(Set.of(ColumnType.NUMBER, ColumnType.INTEGER, ColumnType.BOOLEAN)) {
        @Override
        Object array(int size) {
            return new double[size];
        }

        @Override
        void put(Object array, int index, Object value, Column column) {
            ((double[]) array)[index] = number(value);
        }

        @Override
        void putMissing(Object array, int index, Column column) {
            ((double[]) array)[index] = Double.NaN;
        }

        @Override
        OnnxTensor tensor(OrtEnvironment environment, Object array, long[] shape) throws OrtException {
            return OnnxTensor.createTensor(environment, DoubleBuffer.wrap((double[]) array), shape);
        }
    },
    INT64(Set.of(ColumnType.INTEGER, ColumnType.BOOLEAN)) {
        @Override
        Object array(int size) {
            return new long[size];
        }

        @Override
        void put(Object array, int index, Object value, Column column) {
            ((long[]) array)[index] = whole(value, column, Long.MIN_VALUE, Long.MAX_VALUE);
        }

        @Override
        OnnxTensor tensor(OrtEnvironment environment, Object array, long[] shape) throws OrtException {
            return OnnxTensor.createTensor(environment, LongBuffer.wrap((long[]) array), shape);
        }
    },
    INT32(Set.of(ColumnType.INTEGER, ColumnType.BOOLEAN)) {
        @Override
        Object array(int size) {
            return new int[size];
        }

        @Override
        void put(Object array, int index, Object value, Column column) {
            ((int[]) array)[index] = (int) whole(value, column, Integer.MIN_VALUE, Integer.MAX_VALUE);
        }

        @Override
        OnnxTensor tensor(OrtEnvironment environment, Object array, long[] shape) throws OrtException {
            return OnnxTensor.createTensor(environment, IntBuffer.wrap((int[]) array), shape);
        }
    },
    BOOL(Set.of(ColumnType.BOOLEAN)) {
        @Override
        Object array(int size) {
            return new byte[size];
        }

        @Override
        void put(Object array, int index, Object value, Column column) {
            ((byte[]) array)[index] = (byte) number(value);
        }

        @Override
        OnnxTensor tensor(OrtEnvironment environment, Object array, long[] shape) throws OrtException {
            return OnnxTensor.createTensor(environment, ByteBuffer.wrap((byte[]) array), shape, OnnxJavaType.BOOL);
        }
    },
    STRING(Set.of(ColumnType.TEXT)) {
        @Override
        Object array(int size) {
            return new String[size];
        }

        @Override
        void put(Object array, int index, Object value, Column column) {
            ((String[]) array)[index] = value.toString();
        }

        @Override
        OnnxTensor tensor(OrtEnvironment environment, Object array, long[] shape) throws OrtException {
            return OnnxTensor.createTensor(environment, (String[]) array, shape);
        }
    };

    private static final double MAX_HALF = 65504;

    private final Set<ColumnType> types;

    Element(Set<ColumnType> types) {
        this.types = types;
    }

    /** What a tensor of the runtime's type holds; {@code null} if no column has such values. */
    static @Nullable Element of(OnnxJavaType type) {
        return switch (type) {
            case FLOAT -> FLOAT;
            case FLOAT16 -> FLOAT16;
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
        return column.required() || this == FLOAT || this == FLOAT16 || this == DOUBLE ? null
                : "is optional, and an input of " + this + " has no value that says missing";
    }

    abstract Object array(int size);

    abstract void put(Object array, int index, Object value, Column column);

    /** A tensor of the values; to be closed by the caller. */
    abstract OnnxTensor tensor(OrtEnvironment environment, Object array, long[] shape) throws OrtException;

    void putMissing(Object array, int index, Column column) {
        throw new RefusedException("Column '" + OnnxRuntime.printable(column.name()) + "' has no value, and the model's input of "
                + this + " has none that says so; give a value.");
    }

    private static double number(Object value) {
        return value instanceof Number number ? number.doubleValue() : Boolean.TRUE.equals(value) ? 1 : 0;
    }

    /** What was rounded, unless that is beyond the greatest. */
    private static double fitting(double exact, double rounded, double most, Column column) {
        if (Double.isInfinite(rounded) && !Double.isInfinite(exact)) {
            throw new RefusedException("Column '" + OnnxRuntime.printable(column.name()) + "': " + exact
                    + " is beyond what the model's float can hold; give at most " + (float) most + ".");
        }
        return rounded;
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
