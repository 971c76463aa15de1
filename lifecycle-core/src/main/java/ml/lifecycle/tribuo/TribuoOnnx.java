package ml.lifecycle.tribuo;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import ml.lifecycle.RefusedException;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.ColumnType;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Signature;
import org.tribuo.Model;
import org.tribuo.ONNXExportable;
import org.tribuo.VariableInfo;
import org.tribuo.classification.Label;

/**
 * Writes models of Tribuo as ONNX files, for other programs and languages. Tribuo can do that for linear models, logistic
 * regression among them; not for trees, neighbours and clusters.
 *
 * <p>The file is a graph of one input {@code columns} of the shape {@code [n, columns]}, in the order of the signature, and
 * of one output: {@code scores} of the shape {@code [n, labels]} in the order of the signature's labels, or {@code output}
 * with a number. A value that is missing, NaN, counts 0, as it does in Tribuo. What Tribuo writes beside it is left out:
 * where the data was, and when.
 */
@SuppressWarnings("exports") // Tribuo is optional: to require it transitively would force it on every module
public final class TribuoOnnx {

    private static final String COLUMNS = "columns";
    private static final String SCORES = "scores";
    /** What Tribuo calls its one input and output. */
    private static final String FEATURES = "input";
    private static final String ANSWERS = "output";
    private static final String OWN = "lifecycle_";

    private final GraphProto.Builder graph;

    private TribuoOnnx(GraphProto graph) {
        this.graph = graph.toBuilder();
    }

    /**
     * Writes a model.
     *
     * @param model a model that was trained on the columns of the signature
     * @param signature its contract: columns that are numbers or booleans; labels or a number as its answer
     * @return the content of an ONNX file, equal for equal models
     * @throws RefusedException if Tribuo cannot write such a model, a column is neither number nor boolean, or the model does
     *         not fit the signature
     */
    public static byte[] export(Model<?> model, Signature signature) {
        if (!(model instanceof ONNXExportable exportable)) {
            throw new RefusedException("Tribuo cannot write a " + model.getClass().getSimpleName() + " as ONNX; it can for"
                    + " linear models, such as those of LogisticRegressionTrainer.");
        }
        for (Column column : signature.inputs()) {
            if (column.type() == ColumnType.TEXT) {
                throw new RefusedException("Column '" + Names.printable(column.name()) + "' is TEXT, and a model of Tribuo is"
                        + " written as ONNX with one tensor of numbers; train it on columns of numbers and booleans.");
            }
        }
        ServedModel.of(model, signature);
        ModelProto exported = exportable.exportONNXModel("ml.lifecycle", 1);
        TribuoOnnx file = new TribuoOnnx(exported.getGraph());
        file.addInput(model, signature.inputs());
        if (signature.output().kind() == Output.Kind.LABEL) {
            file.addLabels(model.castModel(Label.class), signature.output().labels());
        }
        return exported.toBuilder().clearDocString().clearMetadataProps().setGraph(file.graph).build().toByteArray();
    }

    /** The features in Tribuo's order, from the columns in the order of the signature. */
    private void addInput(Model<?> model, List<Column> columns) {
        List<String> names = columns.stream().map(Column::name).toList();
        List<VariableInfo> features = new ArrayList<>();
        model.getFeatureIDMap().forEach(features::add);
        long[] places = features.stream()
                .sorted(Comparator.comparingInt(feature -> model.getFeatureIDMap().getID(feature.getName())))
                .mapToLong(feature -> names.indexOf(feature.getName())).toArray();

        graph.clearInput().addInput(floats(COLUMNS, columns.size()));
        List<NodeProto> before = List.of(
                node("IsNaN", OWN + "missing", COLUMNS),
                node("Where", OWN + "filled", OWN + "missing", OWN + "zero", COLUMNS),
                gather(OWN + "filled", OWN + "places", FEATURES));
        graph.addInitializer(TensorProto.newBuilder().setName(OWN + "zero").setDataType(TensorProto.DataType.FLOAT.getNumber())
                .addFloatData(0));
        addIndices(OWN + "places", places);
        List<NodeProto> nodes = List.copyOf(graph.getNodeList());
        graph.clearNode().addAllNode(before).addAllNode(nodes);
    }

    /** The scores in the order of the signature, from those in Tribuo's. */
    private void addLabels(Model<Label> model, List<String> labels) {
        long[] places = labels.stream().mapToLong(label -> model.getOutputIDInfo().getDomain().stream()
                .filter(each -> each.getLabel().equals(label)).findFirst()
                .map(each -> id(model, each)).orElseThrow()).toArray();
        addIndices(OWN + "labels", places);
        graph.addNode(gather(ANSWERS, OWN + "labels", SCORES));
        graph.clearOutput().addOutput(floats(SCORES, labels.size()));
    }

    private static int id(Model<Label> model, Label label) {
        return model.getOutputIDInfo().getID(label);
    }

    private void addIndices(String name, long[] indices) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).addDims(indices.length)
                .setDataType(TensorProto.DataType.INT64.getNumber());
        IntStream.range(0, indices.length).forEach(index -> tensor.addInt64Data(indices[index]));
        graph.addInitializer(tensor);
    }

    private static NodeProto node(String type, String output, String... inputs) {
        return NodeProto.newBuilder().setOpType(type).setName(output).addAllInput(List.of(inputs)).addOutput(output).build();
    }

    private static NodeProto gather(String from, String indices, String to) {
        return node("Gather", to, from, indices).toBuilder().setName(OWN + to).addAttribute(AttributeProto.newBuilder()
                .setName("axis").setType(AttributeProto.AttributeType.INT).setI(1)).build();
    }

    private static ValueInfoProto floats(String name, int width) {
        TensorShapeProto shape = TensorShapeProto.newBuilder()
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("batch"))
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(width)).build();
        return ValueInfoProto.newBuilder().setName(name).setType(TypeProto.newBuilder().setTensorType(
                TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT.getNumber()).setShape(shape))).build();
    }
}
