package ml.lifecycle.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ml.lifecycle.RefusedException;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.Signature;
import org.jspecify.annotations.Nullable;

/** Puts rows into the inputs of a model. */
final class OnnxInputs {

    private static final int MAX_ROWS = 4096;

    private final List<Column> columns;
    private final List<Input> inputs;
    private final boolean oneByOne;

    private OnnxInputs(List<Column> columns, List<Input> inputs, boolean oneByOne) {
        this.columns = columns;
        this.inputs = inputs;
        this.oneByOne = oneByOne;
    }

    /** One input, and the columns that it takes, by their places. */
    private record Input(String name, Element element, int[] places) {}

    /**
     * Finds out which columns go where.
     *
     * @throws RefusedException if the inputs are not those of the signature
     */
    static OnnxInputs of(Collection<NodeInfo> found, Signature signature) {
        List<Column> columns = signature.inputs();
        List<Input> inputs = new ArrayList<>();
        boolean whole = found.size() == 1 && !isOneColumn(found.iterator().next(), columns);
        if (!whole) {
            requireSameNames(found, columns);
        }
        boolean oneByOne = false;
        for (NodeInfo each : found) {
            int[] places = whole ? IntStream.range(0, columns.size()).toArray() : new int[] {place(each, columns)};
            TensorInfo tensor = tensor(each, places.length);
            oneByOne |= tensor.getShape()[0] == 1;
            inputs.add(new Input(each.getName(), element(each, tensor, places, columns), places));
        }
        return new OnnxInputs(columns, inputs, oneByOne);
    }

    private static boolean isOneColumn(NodeInfo input, List<Column> columns) {
        return columns.size() == 1 && columns.get(0).name().equals(input.getName());
    }

    private static void requireSameNames(Collection<NodeInfo> found, List<Column> columns) {
        List<String> inputs = found.stream().map(NodeInfo::getName).sorted().toList();
        List<String> names = columns.stream().map(Column::name).sorted().toList();
        if (!inputs.equals(names)) {
            throw new RefusedException("The model has the inputs " + shown(inputs) + " and the signature the columns "
                    + shown(names) + "; give one column for each input, with its name, or export the model with one input"
                    + " of the shape [n, " + columns.size() + "].");
        }
    }

    static String shown(List<String> names) {
        return names.stream().limit(20).map(OnnxRuntime::printable)
                .collect(Collectors.joining(", ", "[", names.size() > 20 ? ", …]" : "]"));
    }

    private static int place(NodeInfo input, List<Column> columns) {
        return IntStream.range(0, columns.size()).filter(index -> columns.get(index).name().equals(input.getName()))
                .findFirst().orElseThrow();
    }

    private static TensorInfo tensor(NodeInfo input, int width) {
        if (input.getInfo() instanceof TensorInfo tensor) {
            long[] shape = tensor.getShape();
            if (shape.length == 2 && (shape[0] == -1 || shape[0] == 1) && (shape[1] == -1 || shape[1] == width)) {
                return tensor;
            }
        }
        throw new RefusedException("The model's input '" + OnnxRuntime.printable(input.getName()) + "' is "
                + OnnxOutputs.shape(input.getInfo()) + "; expected a tensor of the shape [n, " + width + "] for the "
                + (width == 1 ? "column" : "columns") + " of the signature.");
    }

    private static Element element(NodeInfo input, TensorInfo tensor, int[] places, List<Column> columns) {
        Element element = Element.of(tensor.type);
        if (element == null) {
            throw new RefusedException("The model's input '" + OnnxRuntime.printable(input.getName()) + "' takes " + tensor.type
                    + ", which no column holds; export it with FLOAT, DOUBLE, INT64, INT32, BOOL or STRING.");
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

    /** How many rows may be asked at once. */
    int most() {
        return oneByOne ? 1 : MAX_ROWS;
    }

    /** The inputs for some rows; to be closed by the caller. */
    Tensors of(OrtEnvironment environment, List<@Nullable Object[]> rows) throws OrtException {
        Tensors tensors = new Tensors();
        try {
            for (Input input : inputs) {
                tensors.byName.put(input.name, OnnxTensor.createTensor(environment, values(input, rows)));
            }
            return tensors;
        } catch (OrtException | RuntimeException failure) {
            tensors.close();
            throw failure;
        }
    }

    private Object[] values(Input input, List<@Nullable Object[]> rows) {
        Object[] values = input.element.array(rows.size(), input.places.length);
        for (int row = 0; row < values.length; row++) {
            @Nullable Object[] given = rows.get(row);
            for (int place = 0; place < input.places.length; place++) {
                Object value = given[input.places[place]];
                Column column = columns.get(input.places[place]);
                if (value == null) {
                    input.element.putMissing(values[row], place, column);
                } else {
                    input.element.put(values[row], place, value, column);
                }
            }
        }
        return values;
    }

    /** Native memory. */
    static final class Tensors implements AutoCloseable {

        final Map<String, OnnxTensor> byName = new HashMap<>();

        @Override
        public void close() {
            byName.values().forEach(OnnxTensor::close);
        }
    }
}
