package ml.lifecycle.onnx;

import static ml.lifecycle.onnx.Graphs.ML;
import static ml.lifecycle.onnx.Graphs.tensor;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Ensembles of trees as exporters write them, with any attribute replaced. */
final class Trees {

    private final Map<String, AttributeProto> attributes = new LinkedHashMap<>();

    private Trees() {}

    /** A classifier of one tree: no where the first column is at most 0, or the second at most 1; otherwise yes. */
    static Trees classifier() {
        return new Trees()
                .wholes("nodes_treeids", 0, 0, 0, 0, 0).wholes("nodes_nodeids", 0, 1, 2, 3, 4)
                .wholes("nodes_featureids", 0, 0, 1, 0, 0).floats("nodes_values", 0, 0, 1, 0, 0)
                .texts("nodes_modes", "BRANCH_LEQ", "LEAF", "BRANCH_LEQ", "LEAF", "LEAF")
                .wholes("nodes_truenodeids", 1, 0, 3, 0, 0).wholes("nodes_falsenodeids", 2, 0, 4, 0, 0)
                .wholes("class_treeids", new long[6]).wholes("class_nodeids", 1, 1, 3, 3, 4, 4)
                .wholes("class_ids", 0, 1, 0, 1, 0, 1).floats("class_weights", 1, 0, 1, 0, 0, 1).texts("classlabels_strings", "no", "yes");
    }

    /** A tree that is so many nodes deep. */
    static Trees deep(int depth) {
        int count = 2 * depth + 1;
        List<String> modes = LongStream.range(0, count).mapToObj(node -> node % 2 == 0 && node < count - 1 ? "BRANCH_LEQ" : "LEAF")
                .toList();
        return classifier()
                .wholes("nodes_treeids", new long[count]).wholes("nodes_nodeids", LongStream.range(0, count).toArray())
                .wholes("nodes_featureids", new long[count]).floats("nodes_values", new float[count])
                .texts("nodes_modes", modes.toArray(String[]::new))
                .wholes("nodes_truenodeids", LongStream.range(0, count).map(node -> Math.min(node + 1, count - 1)).toArray())
                .wholes("nodes_falsenodeids", LongStream.range(0, count).map(node -> Math.min(node + 2, count - 1)).toArray())
                .wholes("class_treeids", 0, 0, 0, 0).wholes("class_nodeids", 1, 1, count - 1, count - 1)
                .wholes("class_ids", 0, 1, 0, 1).floats("class_weights", 1, 0, 0, 1);
    }

    Trees wholes(String name, long... values) {
        AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name).setType(AttributeType.INTS);
        LongStream.of(values).forEach(attribute::addInts);
        return with(attribute.build());
    }

    Trees floats(String name, float... values) {
        return with(Graphs.floats(name, values));
    }

    Trees texts(String name, String... values) {
        return with(Graphs.texts(name, values));
    }

    Trees with(AttributeProto attribute) {
        attributes.put(attribute.getName(), attribute);
        return this;
    }

    Trees without(String name) {
        attributes.remove(name);
        return this;
    }

    NodeProto node() {
        return NodeProto.newBuilder().setOpType("TreeEnsembleClassifier").setDomain(ML).addInput("X").addOutput("label")
                .addOutput("scores").addAllAttribute(Collections.unmodifiableCollection(attributes.values())).build();
    }

    ModelProto model() {
        return Graphs.model(GraphProto.newBuilder().setName("trees").addInput(tensor("X", DataType.FLOAT, -1, 2))
                .addOutput(tensor("label", DataType.STRING, -1)).addOutput(tensor("scores", DataType.FLOAT, -1, 2))
                .addNode(node()));
    }
}
