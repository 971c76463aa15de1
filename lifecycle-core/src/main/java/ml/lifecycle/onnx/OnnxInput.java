package ml.lifecycle.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.TensorInfo;
import java.util.Arrays;
import java.util.List;
import ml.lifecycle.RefusedException;
import ml.lifecycle.signature.Column;
import org.jspecify.annotations.Nullable;

/**
 * One input of a model, and the columns that it takes, by their places.
 *
 * @param name its name
 * @param element what it holds
 * @param places the columns of a row, in the order of the tensor
 * @param shape its shape, with any number for the rows
 * @param single whether it takes one row only
 */
record OnnxInput(String name, Element element, int[] places, long[] shape, boolean single) {

    /** A width that the model leaves open. */
    static final int ANY = -1;

    /**
     * How many values of a row an input takes.
     *
     * @return {@link #ANY} if the model leaves that open, {@code null} if its shape is not that of rows
     */
    static @Nullable Integer width(NodeInfo input) {
        if (!(input.getInfo() instanceof TensorInfo tensor) || tensor.getShape().length == 0 || isFixed(tensor)) {
            return null;
        }
        long width = 1;
        int open = 0;
        for (int dimension = 1; dimension < tensor.getShape().length; dimension++) {
            long size = tensor.getShape()[dimension];
            open += size == -1 ? 1 : 0;
            width = size == -1 ? width : width * size;
            if (size == 0 || width > Integer.MAX_VALUE) {
                return null;
            }
        }
        return open == 0 ? Integer.valueOf((int) width) : open == 1 ? Integer.valueOf(ANY) : null;
    }

    /** The product of the dimensions of a row that the model does not leave open. */
    private static long known(NodeInfo input) {
        return Arrays.stream(((TensorInfo) input.getInfo()).getShape()).skip(1).filter(size -> size != -1)
                .reduce(1, (left, right) -> left * right);
    }

    private static boolean isFixed(TensorInfo tensor) {
        return tensor.getShape()[0] != -1 && tensor.getShape()[0] != 1;
    }

    /**
     * Finds out how the columns go in.
     *
     * @throws RefusedException if they do not
     */
    static OnnxInput of(NodeInfo input, int[] places, List<Column> columns) {
        Integer width = width(input);
        if (width == null || (width == ANY ? places.length % known(input) != 0 : width != places.length)) {
            throw new RefusedException("The model's input '" + OnnxRuntime.printable(input.getName()) + "' is "
                    + OnnxOutputs.shape(input.getInfo()) + "; expected a tensor of the shape [n, " + places.length + "] for the "
                    + (places.length == 1 ? "column" : "columns") + " of the signature." + hint(input));
        }
        TensorInfo tensor = (TensorInfo) input.getInfo();
        long[] shape = tensor.getShape().clone();
        for (int dimension = 1; dimension < shape.length; dimension++) {
            shape[dimension] = shape[dimension] == -1 ? places.length / known(input) : shape[dimension];
        }
        return new OnnxInput(input.getName(), element(input, tensor, places, columns), places, shape, shape[0] == 1);
    }

    private static String hint(NodeInfo input) {
        return input.getInfo() instanceof TensorInfo tensor && tensor.getShape().length > 1 && isFixed(tensor)
                ? " It takes exactly " + tensor.getShape()[0] + " rows; export it with a first dimension that is open or 1"
                        + " (dynamic_shapes or dynamic_axes in PyTorch, None in skl2onnx)."
                : "";
    }

    private static Element element(NodeInfo input, TensorInfo tensor, int[] places, List<Column> columns) {
        Element element = Element.of(tensor.type);
        if (element == null) {
            throw new RefusedException("The model's input '" + OnnxRuntime.printable(input.getName()) + "' takes " + tensor.type
                    + ", which no column holds; export it with FLOAT, FLOAT16, DOUBLE, INT64, INT32, BOOL or STRING.");
        }
        for (int place : places) {
            String refusal = element.refusal(columns.get(place));
            if (refusal != null) {
                throw new RefusedException("Column '" + OnnxRuntime.printable(columns.get(place).name()) + "' " + refusal
                        + " ('" + OnnxRuntime.printable(input.getName()) + "'); give the columns the model was trained on.");
            }
        }
        return element;
    }

    /** Its shape for so many rows. */
    long[] shape(int rows) {
        long[] all = shape.clone();
        all[0] = rows;
        return all;
    }
}
