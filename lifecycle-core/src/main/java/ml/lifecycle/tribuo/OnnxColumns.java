package ml.lifecycle.tribuo;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import ml.lifecycle.RefusedException;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.ColumnType;

/** The first part of a graph: from the columns of a signature to one tensor of features. */
final class OnnxColumns {

    /** The domain of the operator that knows texts, and its first version. */
    static final String ML = "ai.onnx.ml";
    static final long ML_VERSION = 1;
    private static final String OWN = TribuoOnnx.OWN;
    /** The tensor of all features. */
    static final String ALL = OWN + "all";
    private static final String WHOLE = "columns";

    private final List<ValueInfoProto> inputs = new ArrayList<>();
    private final List<TensorProto> constants = new ArrayList<>();
    private final List<NodeProto> nodes = new ArrayList<>();
    private final List<String> features = new ArrayList<>();
    private final boolean hasTexts;

    /**
     * @param columns the columns of the signature, in their order
     * @param known the features of the model
     */
    OnnxColumns(List<Column> columns, Collection<String> known) {
        hasTexts = columns.stream().anyMatch(column -> column.type() == ColumnType.TEXT);
        constants.add(TensorProto.newBuilder().setName(OWN + "zero").setDataType(DataType.FLOAT.getNumber()).addFloatData(0)
                .build());
        if (hasTexts) {
            addEach(columns, known);
        } else {
            columns.forEach(column -> features.add(column.name()));
            inputs.add(input(WHOLE, DataType.FLOAT, columns.size()));
            addNumbers(WHOLE, "", ALL);
        }
    }

    private void addEach(List<Column> columns, Collection<String> known) {
        List<String> parts = new ArrayList<>();
        for (int place = 0; place < columns.size(); place++) {
            Column column = columns.get(place);
            String part = OWN + "column_" + place;
            if (column.type() != ColumnType.TEXT) {
                inputs.add(input(column.name(), DataType.FLOAT, 1));
                features.add(column.name());
                addNumbers(column.name(), "_" + place, part);
                parts.add(part);
                continue;
            }
            inputs.add(input(column.name(), DataType.STRING, 1));
            List<String> levels = levels(column, known);
            if (!levels.isEmpty()) {
                levels.forEach(level -> features.add(FeatureRow.feature(column, level)));
                addTexts(column.name(), levels, place, part);
                parts.add(part);
            }
        }
        nodes.add(TribuoOnnx.node("Concat", ALL, parts.toArray(String[]::new)).toBuilder().addAttribute(whole("axis", 1))
                .build());
    }

    /** The texts of a column that the model was trained on. */
    private static List<String> levels(Column column, Collection<String> known) {
        String before = FeatureRow.feature(column, "");
        return known.stream().filter(feature -> feature.startsWith(before))
                .map(feature -> feature.substring(before.length()))
                .filter(level -> column.levels().isEmpty() || column.levels().contains(level)).toList();
    }

    /** Missing numbers count 0. */
    private void addNumbers(String input, String suffix, String output) {
        nodes.add(TribuoOnnx.node("IsNaN", OWN + "missing" + suffix, input));
        nodes.add(TribuoOnnx.node("Where", output, OWN + "missing" + suffix, OWN + "zero", input));
    }

    /** A 1 for the level, and no other; the operator adds a dimension, which is taken away again. */
    private void addTexts(String input, List<String> levels, int place, String output) {
        String encoded = OWN + "levels_" + place;
        AttributeProto names = AttributeProto.newBuilder().setName("cats_strings").setType(AttributeProto.AttributeType.STRINGS)
                .addAllStrings(levels.stream().map(ByteString::copyFromUtf8).toList()).build();
        nodes.add(TribuoOnnx.node("OneHotEncoder", encoded, input).toBuilder().setDomain(ML).addAttribute(names)
                .addAttribute(whole("zeros", 1)).build());
        constants.add(TensorProto.newBuilder().setName(OWN + "shape_" + place).setDataType(DataType.INT64.getNumber())
                .addDims(2).addInt64Data(-1).addInt64Data(levels.size()).build());
        nodes.add(TribuoOnnx.node("Reshape", output, encoded, OWN + "shape_" + place));
    }

    private static AttributeProto whole(String name, long value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INT).setI(value).build();
    }

    /** A tensor of any number of rows of so many values. */
    static ValueInfoProto input(String name, DataType type, int width) {
        TensorShapeProto shape = TensorShapeProto.newBuilder()
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("batch"))
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(width)).build();
        return ValueInfoProto.newBuilder().setName(name).setType(TypeProto.newBuilder().setTensorType(
                TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(shape))).build();
    }

    /**
     * Puts itself before a graph.
     *
     * @throws RefusedException if an input has the name of a part of the graph
     */
    void addTo(GraphProto.Builder graph) {
        Set<String> taken = new HashSet<>();
        graph.getInitializerList().forEach(each -> taken.add(each.getName()));
        graph.getNodeList().forEach(each -> taken.addAll(each.getOutputList()));
        for (ValueInfoProto input : inputs) {
            if (taken.contains(input.getName()) || input.getName().startsWith(OWN)) {
                throw new RefusedException("Column '" + Names.printable(input.getName()) + "' has the name of a part of the ONNX"
                        + " file, whose inputs have the names of the columns; rename it and train again.");
            }
        }
        List<NodeProto> after = List.copyOf(graph.getNodeList());
        graph.clearInput().addAllInput(inputs).addAllInitializer(constants).clearNode().addAllNode(nodes).addAllNode(after);
    }

    /** The features in {@link #ALL}, in their order. */
    List<String> features() {
        return features;
    }

    boolean hasTexts() {
        return hasTexts;
    }
}
