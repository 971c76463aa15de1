package ml.lifecycle.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Small ONNX models, written as the exporters of other frameworks write them. */
final class Graphs {

    static final String ML = "ai.onnx.ml";

    private Graphs() {}

    /** As scikit-learn's exporter does: labels as texts, and a map of scores for each row. */
    static ModelProto zipMap() {
        return classifier(true, true, texts("classlabels_strings", "no", "yes"));
    }

    /** Labels as numbers, and scores as a tensor. */
    static ModelProto numbered() {
        return classifier(false, false, ints("classlabels_ints", 0, 1));
    }

    private static ModelProto classifier(boolean text, boolean maps, AttributeProto labels) {
        GraphProto.Builder graph = GraphProto.newBuilder().setName("classifier")
                .addInput(tensor("X", DataType.FLOAT, -1, 2))
                .addOutput(tensor("label", text ? DataType.STRING : DataType.INT64, -1))
                .addNode(node("LinearClassifier", ML, List.of("X"), List.of("label", "raw"),
                        floats("coefficients", -1, -2, 1, 2), floats("intercepts", 0.5f, -0.5f), labels,
                        string("post_transform", "SOFTMAX")));
        if (maps) {
            graph.addNode(node("ZipMap", ML, List.of("raw"), List.of("scores"), labels)).addOutput(
                    ValueInfoProto.newBuilder().setName("scores").setType(TypeProto.newBuilder().setSequenceType(
                            TypeProto.Sequence.newBuilder().setElemType(TypeProto.newBuilder().setMapType(
                                    TypeProto.Map.newBuilder().setKeyType(DataType.STRING.getNumber()).setValueType(
                                            type(DataType.FLOAT)))))));
        } else {
            graph.addOutput(tensor("raw", DataType.FLOAT, -1, 2));
        }
        return model(graph);
    }

    /** One input for each column: what a city costs and {@code rooms} times 10; missing rooms count 1. */
    static ModelProto columns() {
        return model(GraphProto.newBuilder().setName("columns")
                .addInput(tensor("city", DataType.STRING, -1, 1)).addInput(tensor("rooms", DataType.FLOAT, -1, 1))
                .addInput(tensor("garden", DataType.BOOL, -1, 1)).addInput(tensor("floor", DataType.INT64, -1, 1))
                .addOutput(tensor("rent", DataType.FLOAT, -1, 1))
                .addInitializer(value("one", 1)).addInitializer(value("ten", 10))
                .addNode(node("LabelEncoder", ML, List.of("city"), List.of("costs"), texts("keys_strings", "Ulm", "Bonn"),
                        floats("values_floats", 100, 200), one("default_float", -1)))
                .addNode(node("IsNaN", "", List.of("rooms"), List.of("unknown")))
                .addNode(node("Where", "", List.of("unknown", "one", "rooms"), List.of("known")))
                .addNode(node("Mul", "", List.of("known", "ten"), List.of("space")))
                .addNode(node("Add", "", List.of("costs", "space"), List.of("inside")))
                .addNode(node("Cast", "", List.of("garden"), List.of("outside"), whole("to", 1)))
                .addNode(node("Cast", "", List.of("floor"), List.of("up"), whole("to", 1)))
                .addNode(node("Sum", "", List.of("inside", "outside", "up"), List.of("rent"))));
    }

    /** The place of the smallest of two columns, one row at a time. */
    static ModelProto smallest() {
        return model(GraphProto.newBuilder().setName("smallest")
                .addInput(tensor("X", DataType.DOUBLE, 1, 2))
                .addOutput(tensor("cluster", DataType.INT64, 1)).addOutput(tensor("X2", DataType.DOUBLE, 1, 2))
                .addNode(node("Identity", "", List.of("X"), List.of("X2")))
                .addNode(node("ArgMin", "", List.of("X"), List.of("cluster"), whole("axis", 1), whole("keepdims", 0))));
    }

    /** Two layers, as PyTorch exports them: logits for each label. */
    static ModelProto network(int columns, int hidden, int labels) {
        return model(GraphProto.newBuilder().setName("network").addInput(tensor("x", DataType.FLOAT, -1, columns))
                .addOutput(tensor("logits", DataType.FLOAT, -1, labels))
                .addInitializer(weights("w1", columns, hidden)).addInitializer(weights("w2", hidden, labels))
                .addInitializer(weights("b", 1, labels))
                .addNode(node("MatMul", "", List.of("x", "w1"), List.of("h"))).addNode(node("Relu", "", List.of("h"), List.of("r")))
                .addNode(node("Gemm", "", List.of("r", "w2", "b"), List.of("logits"))));
    }

    private static TensorProto weights(String name, int rows, int columns) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(DataType.FLOAT.getNumber())
                .addDims(rows).addDims(columns);
        new Random(rows).doubles((long) rows * columns, -1, 1).forEach(weight -> tensor.addFloatData((float) weight));
        return tensor.build();
    }

    static ModelProto model(GraphProto.Builder graph) {
        return ModelProto.newBuilder().setIrVersion(7)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(13))
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain(ML).setVersion(2)).setGraph(graph).build();
    }

    static NodeProto node(String type, String domain, List<String> inputs, List<String> outputs, AttributeProto... attributes) {
        return NodeProto.newBuilder().setOpType(type).setDomain(domain).addAllInput(inputs).addAllOutput(outputs)
                .addAllAttribute(List.of(attributes)).build();
    }

    static ValueInfoProto tensor(String name, DataType type, long... shape) {
        TensorShapeProto.Builder dims = TensorShapeProto.newBuilder();
        for (long dim : shape) {
            dims.addDim(dim < 0 ? TensorShapeProto.Dimension.newBuilder().setDimParam("n")
                    : TensorShapeProto.Dimension.newBuilder().setDimValue(dim));
        }
        return ValueInfoProto.newBuilder().setName(name).setType(TypeProto.newBuilder().setTensorType(
                TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(dims))).build();
    }

    private static TypeProto type(DataType type) {
        return TypeProto.newBuilder().setTensorType(TypeProto.Tensor.newBuilder().setElemType(type.getNumber())
                .setShape(TensorShapeProto.getDefaultInstance())).build();
    }

    static TensorProto.Builder value(String name, float value) {
        return TensorProto.newBuilder().setName(name).setDataType(DataType.FLOAT.getNumber()).addFloatData(value);
    }

    static AttributeProto floats(String name, float... values) {
        AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name).setType(AttributeType.FLOATS);
        for (float value : values) {
            attribute.addFloats(value);
        }
        return attribute.build();
    }

    private static AttributeProto one(String name, float value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeType.FLOAT).setF(value).build();
    }

    static AttributeProto whole(String name, long value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeType.INT).setI(value).build();
    }

    private static AttributeProto ints(String name, long... values) {
        AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name).setType(AttributeType.INTS);
        for (long value : values) {
            attribute.addInts(value);
        }
        return attribute.build();
    }

    static AttributeProto texts(String name, String... values) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeType.STRINGS)
                .addAllStrings(Stream.of(values).map(ByteString::copyFromUtf8).toList()).build();
    }

    private static AttributeProto string(String name, String value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(value)).build();
    }
}
