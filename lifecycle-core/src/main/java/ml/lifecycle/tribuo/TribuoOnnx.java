package ml.lifecycle.tribuo;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
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
import org.tribuo.classification.Label;

/**
 * Writes models of Tribuo as ONNX files, for other programs and languages. Tribuo can do that for linear models, logistic
 * regression among them; not for trees, neighbours and clusters.
 *
 * <p>The file is a graph of one input {@code columns} of the shape {@code [n, columns]}, in the order of the signature; if
 * there are texts, of one input of the shape {@code [n, 1]} for each column, with its name. Its one output is
 * {@code scores} of the shape {@code [n, labels]} in the order of the signature's labels, or {@code output} with a number. A
 * number that is missing, NaN, counts 0, as it does in Tribuo, and so does a text that was not trained on. What Tribuo writes
 * beside it is left out: where the data was, and when.
 */
@SuppressWarnings("exports") // Tribuo is optional: to require it transitively would force it on every module
public final class TribuoOnnx {

    private static final String SCORES = "scores";
    /** What Tribuo calls its one input and output. */
    private static final String FEATURES = "input";
    private static final String ANSWERS = "output";
    /** How the names of what is added begin. */
    static final String OWN = "lifecycle_";

    private final GraphProto.Builder graph;

    private TribuoOnnx(GraphProto graph) {
        this.graph = graph.toBuilder();
    }

    /**
     * Writes a model.
     *
     * @param model a model that was trained on the columns of the signature
     * @param signature its contract: labels or a number as its answer; no text that may be missing, for which ONNX has no
     *        value
     * @return the content of an ONNX file, equal for equal models
     * @throws RefusedException if Tribuo cannot write such a model, a column of texts is optional, or the model does not fit
     *         the signature
     */
    public static byte[] export(Model<?> model, Signature signature) {
        if (!(model instanceof ONNXExportable exportable)) {
            throw new RefusedException("Tribuo cannot write a " + model.getClass().getSimpleName() + " as ONNX; it can for"
                    + " linear models, such as those of LogisticRegressionTrainer.");
        }
        for (Column column : signature.inputs()) {
            if (column.type() == ColumnType.TEXT && !column.required()) {
                throw new RefusedException("Column '" + Names.printable(column.name()) + "' is TEXT and optional, and ONNX has no"
                        + " text that says missing; fill the gaps before the training, for example with 'unknown'.");
            }
        }
        ServedModel.of(model, signature);
        ModelProto exported = exportable.exportONNXModel("ml.lifecycle", 1);
        TribuoOnnx file = new TribuoOnnx(exported.getGraph());
        if (signature.output().kind() == Output.Kind.LABEL) {
            file.addLabels(model.castModel(Label.class), signature.output().labels());
        }
        OnnxColumns columns = file.addColumns(model, signature.inputs());
        ModelProto.Builder whole = exported.toBuilder().clearDocString().clearMetadataProps().setGraph(file.graph);
        if (columns.hasTexts()) {
            whole.addOpsetImport(OperatorSetIdProto.newBuilder().setDomain(OnnxColumns.ML).setVersion(OnnxColumns.ML_VERSION));
        }
        return whole.build().toByteArray();
    }

    /** The features in Tribuo's order, from the columns in the order of the signature. */
    private OnnxColumns addColumns(Model<?> model, List<Column> columns) {
        List<String> features = new ArrayList<>();
        model.getFeatureIDMap().forEach(feature -> features.add(feature.getName()));
        features.sort(Comparator.comparingInt(feature -> model.getFeatureIDMap().getID(feature)));
        OnnxColumns first = new OnnxColumns(columns, features);
        List<NodeProto> after = List.copyOf(graph.getNodeList());
        graph.clearNode().addNode(gather(OnnxColumns.ALL, OWN + "places", FEATURES)).addAllNode(after);
        addIndices(OWN + "places", features.stream().mapToLong(first.features()::indexOf).toArray());
        first.addTo(graph);
        return first;
    }

    /** The scores in the order of the signature, from those in Tribuo's. */
    private void addLabels(Model<Label> model, List<String> labels) {
        long[] places = labels.stream().mapToLong(label -> model.getOutputIDInfo().getDomain().stream()
                .filter(each -> each.getLabel().equals(label)).findFirst()
                .map(each -> id(model, each)).orElseThrow()).toArray();
        addIndices(OWN + "labels", places);
        graph.addNode(gather(ANSWERS, OWN + "labels", SCORES));
        graph.clearOutput().addOutput(OnnxColumns.input(SCORES, TensorProto.DataType.FLOAT, labels.size()));
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

    static NodeProto node(String type, String output, String... inputs) {
        return NodeProto.newBuilder().setOpType(type).setName(output).addAllInput(List.of(inputs)).addOutput(output).build();
    }

    private static NodeProto gather(String from, String indices, String to) {
        return node("Gather", to, from, indices).toBuilder().setName(OWN + to).addAttribute(AttributeProto.newBuilder()
                .setName("axis").setType(AttributeProto.AttributeType.INT).setI(1)).build();
    }
}
