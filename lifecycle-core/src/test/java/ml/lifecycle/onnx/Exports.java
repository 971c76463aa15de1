package ml.lifecycle.onnx;

import static ml.lifecycle.onnx.Graphs.ML;
import static ml.lifecycle.onnx.Graphs.floats;
import static ml.lifecycle.onnx.Graphs.node;
import static ml.lifecycle.onnx.Graphs.tensor;
import static ml.lifecycle.onnx.Graphs.value;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.List;

/** What scikit-learn, XGBoost and PyTorch export beyond the plain forms of {@link Graphs}, in shape and types. */
final class Exports {

    private Exports() {}

    /** Columns in groups, as a pipeline with a ColumnTransformer has them: the sum of the numbers, and 10 for each "b". */
    static ModelProto groups() {
        return Graphs.model(GraphProto.newBuilder().setName("groups")
                .addInput(tensor("numbers", DataType.FLOAT, -1, 3)).addInput(tensor("bonus", DataType.FLOAT, -1, 1))
                .addInput(tensor("texts", DataType.STRING, -1, 2)).addOutput(tensor("variable", DataType.FLOAT, -1, 1))
                .addNode(node("LabelEncoder", ML, List.of("texts"), List.of("costs"), Graphs.texts("keys_strings", "a", "b"),
                        floats("values_floats", 0, 10)))
                .addNode(node("Concat", "", List.of("numbers", "costs", "bonus"), List.of("all"), Graphs.whole("axis", 1)))
                .addNode(node("ReduceSum", "", List.of("all", "axes"), List.of("variable"), Graphs.whole("keepdims", 1)))
                .addInitializer(axes(1)));
    }

    /** As those converted from Core ML are: a value for each input, without a second dimension; answers a number. */
    static ModelProto single() {
        return Graphs.model(GraphProto.newBuilder().setName("single")
                .addInput(tensor("a", DataType.FLOAT, -1)).addInput(tensor("b", DataType.FLOAT, -1))
                .addOutput(tensor("difference", DataType.FLOAT, -1))
                .addNode(node("Sub", "", List.of("a", "b"), List.of("difference"))));
    }

    /** Images of one channel: the logits are the sums of the two rows of pixels. */
    static ModelProto image(long batch) {
        return Graphs.model(GraphProto.newBuilder().setName("image")
                .addInput(tensor("pixels", DataType.FLOAT, batch, 1, 2, 3)).addOutput(tensor("logits", DataType.FLOAT, batch, 2))
                .addInitializer(axes(1, 3))
                .addNode(node("ReduceSum", "", List.of("pixels", "axes"), List.of("logits"), Graphs.whole("keepdims", 0))));
    }

    /** A model in half precision: its logits are its columns. */
    static ModelProto half() {
        return Graphs.model(GraphProto.newBuilder().setName("half")
                .addInput(tensor("x", DataType.FLOAT16, -1, 2)).addOutput(tensor("logits", DataType.FLOAT16, -1, 2))
                .addNode(node("Relu", "", List.of("x"), List.of("logits"))));
    }

    /** An outlier detector: 1 is usual and -1 is not, with one score beside it; the shapes are said or not. */
    static ModelProto outliers(boolean shapes) {
        GraphProto.Builder graph = GraphProto.newBuilder().setName("outliers")
                .addInput(tensor("input", DataType.FLOAT, -1, 2))
                .addInitializer(axes(1))
                .addNode(node("ReduceSum", "", List.of("input", "axes"), List.of("scores"), Graphs.whole("keepdims", 1)))
                .addNode(node("Sign", "", List.of("scores"), List.of("sign")))
                .addNode(node("Cast", "", List.of("sign"), List.of("label"), Graphs.whole("to", DataType.INT64.getNumber())));
        if (shapes) {
            graph.addOutput(tensor("label", DataType.INT64, -1, 1)).addOutput(tensor("scores", DataType.FLOAT, -1, 1));
        } else {
            graph.addOutput(untold("label", DataType.INT64)).addOutput(untold("scores", DataType.FLOAT));
        }
        return Graphs.model(graph);
    }

    /** One probability for each row, as a network for two classes has it, and with what it decides or without. */
    static ModelProto probability(boolean decided) {
        GraphProto.Builder graph = GraphProto.newBuilder().setName("binary")
                .addInput(tensor("x", DataType.FLOAT, -1, 1)).addInitializer(value("half", 0.5f))
                .addOutput(tensor("probability", DataType.FLOAT, -1, 1))
                .addNode(node("Sigmoid", "", List.of("x"), List.of("probability")));
        if (decided) {
            graph.addNode(node("Greater", "", List.of("probability", "half"), List.of("decided")))
                    .addOutput(tensor("decided", DataType.BOOL, -1, 1));
        }
        return Graphs.model(graph);
    }

    /** One output, whose shape depends on the values, so that nobody knows it before; it is not one that rows have. */
    static ModelProto cube() {
        return Graphs.model(GraphProto.newBuilder().setName("cube").addInput(tensor("x", DataType.FLOAT, -1, 2))
                .addOutput(untold("y", DataType.FLOAT)).addInitializer(axes(1)).addInitializer(value("none", 0))
                .addNode(node("Mul", "", List.of("x", "none"), List.of("zeros")))
                .addNode(node("ReduceMax", "", List.of("zeros"), List.of("zero"), Graphs.whole("keepdims", 0)))
                .addNode(node("Cast", "", List.of("zero"), List.of("whole"), Graphs.whole("to", DataType.INT64.getNumber())))
                .addNode(node("Add", "", List.of("whole", "axes"), List.of("axis")))
                .addNode(node("Unsqueeze", "", List.of("x", "axis"), List.of("y"))));
    }

    private static ValueInfoProto untold(String name, DataType type) {
        return ValueInfoProto.newBuilder().setName(name).setType(TypeProto.newBuilder().setTensorType(
                TypeProto.Tensor.newBuilder().setElemType(type.getNumber()))).build();
    }

    private static TensorProto axes(long... axes) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setName("axes").setDataType(DataType.INT64.getNumber())
                .addDims(axes.length);
        for (long axis : axes) {
            tensor.addInt64Data(axis);
        }
        return tensor.build();
    }

    /** Uses an operator of the runtime's authors, as a text vectorizer does. */
    static ModelProto tokenizer() {
        AttributeProto mark = Graphs.whole("mark", 0);
        return Graphs.model(GraphProto.newBuilder().setName("tokens").addInput(tensor("text", DataType.STRING, -1, 1))
                .addOutput(tensor("tokens", DataType.STRING, -1, -1))
                .addNode(node("Tokenizer", "com.microsoft", List.of("text"), List.of("tokens"), mark)));
    }
}
