package ml.lifecycle.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.util.ArrayList;
import java.util.Arrays;
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
    /** So many values of one question are in memory at once, unless a single row has more. */
    private static final int MAX_VALUES = 1 << 22;

    private final List<Column> columns;
    private final List<OnnxInput> inputs;

    private OnnxInputs(List<Column> columns, List<OnnxInput> inputs) {
        this.columns = columns;
        this.inputs = inputs;
    }

    /**
     * Finds out which columns go where.
     *
     * @param found the inputs, in the order of the model
     * @throws RefusedException if the inputs are not those of the signature
     */
    static OnnxInputs of(Collection<NodeInfo> found, Signature signature) {
        List<Column> columns = signature.inputs();
        boolean whole = found.size() == 1 && columns.size() > 1;
        List<NodeInfo> named = whole ? List.of() : found.stream().filter(input -> place(input, columns) >= 0).toList();
        List<NodeInfo> others = found.stream().filter(input -> !named.contains(input)).toList();
        int[] rest = IntStream.range(0, columns.size())
                .filter(place -> named.stream().noneMatch(input -> place(input, columns) == place)).toArray();
        int[] widths = others.size() == 1 && (named.isEmpty() || rest.length > 1)
                ? new int[] {rest.length} : widths(others, rest.length);
        if (widths == null) {
            throw doNotFit(found, columns);
        }
        List<OnnxInput> inputs = new ArrayList<>();
        named.forEach(input -> inputs.add(OnnxInput.of(input, new int[] {place(input, columns)}, columns)));
        int from = 0;
        for (int other = 0; other < widths.length; other++) {
            int[] places = Arrays.copyOfRange(rest, from, from + widths[other]);
            inputs.add(OnnxInput.of(others.get(other), places, columns));
            from += widths[other];
        }
        return new OnnxInputs(columns, inputs);
    }

    /**
     * How many columns go into each input that is not named after one; {@code null} if that is not clear. An input of one
     * column must be named after it: columns in another order would go in unseen.
     */
    private static int @Nullable [] widths(List<NodeInfo> inputs, int columns) {
        int[] widths = new int[inputs.size()];
        int open = -1;
        int left = columns;
        for (int place = 0; place < widths.length; place++) {
            Integer width = OnnxInput.width(inputs.get(place));
            if (width == null || width == 1 || width == OnnxInput.ANY && open >= 0) {
                return null;
            }
            open = width == OnnxInput.ANY ? place : open;
            widths[place] = Math.max(0, width);
            left -= widths[place];
        }
        if (open >= 0 && left > 1) {
            widths[open] = left;
            left = 0;
        }
        return left == 0 ? widths : null;
    }

    private static RefusedException doNotFit(Collection<NodeInfo> found, List<Column> columns) {
        List<String> inputs = found.stream().map(input -> input.getName() + " " + OnnxOutputs.shape(input.getInfo())).toList();
        List<String> names = columns.stream().map(Column::name).toList();
        return new RefusedException("The model has the inputs " + shown(inputs) + " and the signature the " + columns.size()
                + " columns " + shown(names) + "; give a column with its name for each input of one value, and for each other"
                + " input so many columns as it has values, in the order of the model; or export the model with one input of"
                + " the shape [n, " + columns.size() + "].");
    }

    static String shown(List<String> names) {
        return names.stream().limit(20).map(OnnxRuntime::printable)
                .collect(Collectors.joining(", ", "[", names.size() > 20 ? ", …]" : "]"));
    }

    /** The column of which an input has the name, or -1 if there is none or it takes more than one. */
    private static int place(NodeInfo input, List<Column> columns) {
        Integer width = OnnxInput.width(input);
        if (width == null || width != 1 && (width != OnnxInput.ANY)) {
            return -1;
        }
        return IntStream.range(0, columns.size()).filter(index -> columns.get(index).name().equals(input.getName()))
                .findFirst().orElse(-1);
    }

    /** How many rows may be asked at once. */
    int most() {
        return inputs.stream().anyMatch(OnnxInput::single) ? 1
                : Math.max(1, Math.min(MAX_ROWS, MAX_VALUES / columns.size()));
    }

    /** The inputs for some rows; to be closed by the caller. */
    Tensors of(OrtEnvironment environment, List<@Nullable Object[]> rows) throws OrtException {
        Tensors tensors = new Tensors();
        try {
            for (OnnxInput input : inputs) {
                tensors.byName.put(input.name(),
                        input.element().tensor(environment, values(input, rows), input.shape(rows.size())));
            }
            return tensors;
        } catch (OrtException | RuntimeException failure) {
            tensors.close();
            throw failure;
        }
    }

    private Object values(OnnxInput input, List<@Nullable Object[]> rows) {
        Element element = input.element();
        Object values = element.array(rows.size() * input.places().length);
        int index = 0;
        for (@Nullable Object[] row : rows) {
            for (int place : input.places()) {
                Object value = row[place];
                if (value == null) {
                    element.putMissing(values, index, columns.get(place));
                } else {
                    element.put(values, index, value, columns.get(place));
                }
                index++;
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
