package ml.lifecycle.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import com.google.protobuf.UnknownFieldSet;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import ml.lifecycle.CorruptException;
import ml.lifecycle.LifecycleException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.model.LoadedModel;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Signature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Trees that are none would hang or end the JVM in the runtime: it must not see them. */
class OnnxTreesTest {

    private static final Signature SIGNATURE =
            Signature.of(Output.label("answer", List.of("no", "yes")), Column.number("a"), Column.number("b"));

    @Test
    void trees_are_served() {
        byte[] content = Trees.classifier().model().toByteArray();
        new OnnxModelFormat().requireFit(OnnxModel.of(content), SIGNATURE);
        LoadedModel model = new OnnxModelFormat().read(content, SIGNATURE);
        assertEquals(List.of("no", "no", "yes"), model.predict(
                List.of(new Object[] {0.0, 5.0}, new Object[] {1.0, 1.0}, new Object[] {1.0, 2.0}))
                .stream().map(Prediction::label).toList());
    }

    /** On a stack as small as threads of a server may have. */
    @Test
    void the_deepest_tree_that_is_read_is_served_on_a_small_stack() throws Exception {
        byte[] content = Trees.deep(OnnxTrees.MAX_DEPTH).model().toByteArray();
        String[] label = new String[1];
        Thread small = new Thread(null, () -> label[0] = new OnnxModelFormat().read(content, SIGNATURE)
                .predict(List.<Object[]>of(new Object[] {1.0, 1.0})).get(0).label(), "small", 256 << 10);
        small.start();
        small.join();
        assertEquals("yes", label[0]);
        byte[] deeper = Trees.deep(OnnxTrees.MAX_DEPTH + 1).model().toByteArray();
        assertTrue(assertThrows(RefusedException.class, () -> OnnxModel.of(deeper)).getMessage()
                .contains("more than 1000 deep"));
    }

    private static Arguments broken(String named, UnaryOperator<Trees> change) {
        return Arguments.of(named, change.apply(Trees.classifier()).model().toByteArray());
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                broken("lead to the same one", it -> it.wholes("nodes_truenodeids", 2, 0, 3, 0, 0)),
                broken("lead to the same one", it -> it.wholes("nodes_falsenodeids", 1, 0, 4, 0, 0)),
                broken("go round in a circle", it -> it.wholes("nodes_truenodeids", 1, 0, 0, 0, 0)),
                broken("go round in a circle", it -> it.wholes("nodes_truenodeids", 1, 0, 2, 0, 0)
                        .wholes("nodes_falsenodeids", 3, 0, 4, 0, 0)),
                broken("names one that is not there", it -> it.wholes("nodes_truenodeids", 9, 0, 3, 0, 0)),
                broken("has the number -1", it -> it.wholes("nodes_truenodeids", -1, 0, 3, 0, 0)),
                broken("in the tree 4294967296", it -> it.wholes("nodes_treeids", 1L << 32, 0, 0, 0, 0)),
                broken("the same number", it -> it.wholes("nodes_nodeids", 0, 1, 1, 3, 4)),
                broken("are 4 for 5 nodes", it -> it.wholes("nodes_nodeids", 0, 1, 2, 3)),
                broken("are 0 for 5 nodes", it -> it.without("nodes_truenodeids")),
                broken("nodes_modes", it -> it.texts("nodes_modes", "LEAF")),
                broken("nodes_modes", it -> it.without("nodes_modes")),
                broken("class_ids name 2, of which there are 2", it -> it.wholes("class_ids", 0, 0, 2)),
                broken("class_ids name -1", it -> it.wholes("class_ids", 0, 0, -1)),
                broken("a single label", it -> it.texts("classlabels_strings", "no").wholes("class_ids", 0, 0, 0)),
                broken("of which there are 0", it -> it.without("classlabels_strings")),
                broken("target_ids name 1, of which there are 1", it -> it.wholes("target_ids", 1)),
                broken("target_ids name 3, of which there are 3", it -> it.wholes("target_ids", 2, 3)
                        .with(AttributeProto.newBuilder().setName("n_targets").setI(3).build())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void trees_that_are_none_are_refused(String named, byte[] content) {
        String message = assertThrows(LifecycleException.class, () -> OnnxModel.of(content)).getMessage();
        assertTrue(message.contains(named), message);
    }

    /** The newer operator, whose nodes name each other by their places. */
    private static Trees places() {
        return Trees.classifier().wholes("tree_roots", 0).wholes("nodes_truenodeids", 0, 1).wholes("nodes_trueleafs", 1, 1)
                .wholes("nodes_falsenodeids", 1, 2).wholes("nodes_falseleafs", 0, 1).wholes("leaf_targetids", 0, 0, 0);
    }

    static Stream<Arguments> brokenPlaces() {
        return Stream.of(
                Arguments.of("go round in a circle", places().wholes("nodes_falseleafs", 0, 0).wholes("nodes_falsenodeids", 1, 0)),
                Arguments.of("lead to the same one", places().wholes("nodes_trueleafs", 0, 1).wholes("nodes_truenodeids", 1, 1)),
                Arguments.of("not there", places().wholes("nodes_falsenodeids", 2, 2)),
                Arguments.of("not there", places().wholes("nodes_falsenodeids", 1, 3)),
                Arguments.of("not there", places().wholes("nodes_falsenodeids", -1, 2)),
                Arguments.of("tree_roots name 2", places().wholes("tree_roots", 2)),
                Arguments.of("leaf_targetids name 1", places().wholes("leaf_targetids", 0, 1, 0)),
                Arguments.of("are 1 for 2 nodes", places().wholes("nodes_trueleafs", 1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenPlaces")
    void trees_by_places_that_are_none_are_refused(String named, Trees trees) {
        OnnxModel.of(places().model().toByteArray());
        String message = assertThrows(CorruptException.class, () -> OnnxModel.of(trees.model().toByteArray())).getMessage();
        assertTrue(message.contains(named), message);
    }

    private static byte[] of(NodeProto node) {
        return Graphs.model(GraphProto.newBuilder().addNode(node)).toByteArray();
    }

    @Test
    void attributes_that_the_runtime_would_read_otherwise_are_refused() {
        UnknownFieldSet number = UnknownFieldSet.newBuilder().addField(8,
                UnknownFieldSet.Field.newBuilder().addFixed32(1).build()).build();
        NodeProto node = Trees.classifier().node();
        AttributeProto hidden = node.getAttribute(0).toBuilder().setUnknownFields(number).build();
        assertTrue(assertThrows(CorruptException.class, () -> OnnxModel.of(of(node.toBuilder().setAttribute(0, hidden).build())))
                .getMessage().contains("type of another"));
        assertTrue(assertThrows(CorruptException.class, () -> OnnxModel.of(
                of(node.toBuilder().addAttribute(node.getAttribute(2)).build()))).getMessage().contains("twice"));
        AttributeProto given = AttributeProto.newBuilder().setName("class_ids").setRefAttrName("x").build();
        FunctionProto function = FunctionProto.newBuilder().setName("f").setDomain("own")
                .addNode(Trees.classifier().with(given).node()).build();
        byte[] inFunction = Trees.classifier().model().toBuilder().addFunctions(function).build().toByteArray();
        assertTrue(assertThrows(RefusedException.class, () -> OnnxModel.of(inFunction)).getMessage()
                .contains("given by its calls"));
    }

    @Test
    void a_vector_of_no_size_is_refused() {
        AttributeProto sizes = AttributeProto.newBuilder().setName("inputdimensions").addInts(1).addInts(-1).build();
        byte[] content = of(Graphs.node("FeatureVectorizer", Graphs.ML, List.of("a", "b"), List.of("v"), sizes));
        assertTrue(assertThrows(CorruptException.class, () -> OnnxModel.of(content)).getMessage().contains("the size -1"));
    }
}
