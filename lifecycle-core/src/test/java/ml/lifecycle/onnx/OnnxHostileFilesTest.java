package ml.lifecycle.onnx;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataLocation;
import ai.onnx.proto.OnnxMl.TrainingInfoProto;
import com.google.protobuf.UnknownFieldSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import ml.lifecycle.CorruptException;
import ml.lifecycle.NotFoundException;
import ml.lifecycle.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that somebody changed: none reads another file, and each gives a typed error. */
class OnnxHostileFilesTest {

    private static TensorProto.Builder external(Path file) {
        return Graphs.value("w", 1).clearFloatData().addDims(1).setDataLocation(DataLocation.EXTERNAL)
                .addExternalData(StringStringEntryProto.newBuilder().setKey("location").setValue(file.toString()));
    }

    private static byte[] changed(Consumer<ModelProto.Builder> change) {
        ModelProto.Builder model = Graphs.zipMap().toBuilder();
        change.accept(model);
        return model.build().toByteArray();
    }

    private static NodeProto.Builder node(String type, String domain) {
        return NodeProto.newBuilder().setOpType(type).setDomain(domain).addInput("X").addOutput("Y");
    }

    private static AttributeProto.Builder attribute() {
        return AttributeProto.newBuilder().setName("then_branch");
    }

    /** The tensor at every place that can hold one. */
    static Stream<Arguments> places() {
        TensorProto tensor = external(Path.of("/etc/hostname")).build();
        return Stream.of(
                Arguments.of("initializer", changed(it -> it.getGraphBuilder().addInitializer(tensor))),
                Arguments.of("attribute", changed(it -> it.getGraphBuilder()
                        .addNode(node("Constant", "").addAttribute(attribute().setT(tensor))))),
                Arguments.of("list", changed(it -> it.getGraphBuilder()
                        .addNode(node("Constant", "").addAttribute(attribute().addTensors(tensor))))),
                Arguments.of("branch", changed(it -> it.getGraphBuilder().addNode(node("If", "").addAttribute(
                        attribute().setG(GraphProto.newBuilder().addInitializer(tensor)))))),
                Arguments.of("branches", changed(it -> it.getGraphBuilder().addNode(node("If", "").addAttribute(
                        attribute().addGraphs(GraphProto.newBuilder().addInitializer(tensor)))))),
                Arguments.of("function", changed(it -> it.addFunctions(FunctionProto.newBuilder().setName("f").setDomain("own")
                        .addNode(node("Constant", "").addAttribute(attribute().setT(tensor)))))),
                Arguments.of("default", changed(it -> it.addFunctions(FunctionProto.newBuilder().setName("f").setDomain("own")
                        .addAttributeProto(attribute().setT(tensor))))),
                Arguments.of("location alone", changed(it -> it.getGraphBuilder()
                        .addInitializer(tensor.toBuilder().clearExternalData()))),
                Arguments.of("path alone", changed(it -> it.getGraphBuilder()
                        .addInitializer(tensor.toBuilder().clearDataLocation()))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("places")
    void values_in_another_file_are_never_read(String place, byte[] content) {
        String message = assertThrows(RefusedException.class, () -> OnnxModel.of(content)).getMessage();
        assertTrue(message.contains("in another file"), message);
    }

    @Test
    void values_that_say_they_are_in_this_file_are_read() {
        byte[] content = changed(it -> it.getGraphBuilder()
                .addInitializer(Graphs.value("w", 1).setDataLocation(DataLocation.DEFAULT)));
        assertEquals(content.length, OnnxModel.of(content).content().length);
    }

    private static FunctionProto calling(String name, String called, int times) {
        FunctionProto.Builder function = FunctionProto.newBuilder().setName(name).setDomain("own").addNode(node("Neg", ""));
        for (int time = 0; time < times; time++) {
            function.addNode(node(called, "own"));
        }
        return function.build();
    }

    /** Functions that call the next one so many times. */
    private static byte[] chain(int length, int times) {
        return changed(it -> {
            it.getGraphBuilder().addNode(node("f0", "own"));
            for (int place = 0; place < length; place++) {
                it.addFunctions(calling("f" + place, "f" + (place + 1), place < length - 1 ? times : 0));
            }
        });
    }

    @Test
    void functions_within_the_limits_are_read() {
        assertDoesNotThrow(() -> OnnxModel.of(chain(33, 1)));
        assertDoesNotThrow(() -> OnnxModel.of(chain(13, 2)));
    }

    static Stream<Arguments> refused() {
        FunctionProto function = FunctionProto.newBuilder().setName("EPContext").setDomain("com.microsoft").build();
        SparseTensorProto sparse = SparseTensorProto.newBuilder().addDims(1L << 40).build();
        GraphProto.Builder deep = GraphProto.newBuilder();
        for (int depth = 0; depth < 60; depth++) {
            deep = GraphProto.newBuilder().addNode(node("If", "").addAttribute(attribute().setG(deep)));
        }
        GraphProto deepest = deep.build();
        GraphProto.Builder graphs = GraphProto.newBuilder();
        for (int depth = 0; depth < OnnxCalls.MAX_GRAPHS; depth++) {
            graphs = GraphProto.newBuilder().addNode(node("If", "").addAttribute(attribute().setG(graphs.addNode(node("Neg", "")))));
        }
        GraphProto inner = graphs.build();
        return Stream.of(
                Arguments.of("'Evil' of 'my.ops'", changed(it -> it.getGraphBuilder().addNode(node("Evil", "my.ops")))),
                Arguments.of("'EPContext' of 'com.microsoft'",
                        changed(it -> it.getGraphBuilder().addNode(node("EPContext", "com.microsoft")))),
                Arguments.of("in the domain 'com.microsoft'", changed(it -> it.addFunctions(function).getGraphBuilder()
                        .addNode(node("EPContext", "com.microsoft")))),
                Arguments.of("in the domain 'com.microsoft.nchwc'",
                        changed(it -> it.addFunctions(function.toBuilder().setDomain("com.microsoft.nchwc")))),
                Arguments.of("in the domain ''", changed(it -> it.addFunctions(function.toBuilder().setDomain("")))),
                Arguments.of("'g' of 'own'", changed(it -> it.addFunctions(FunctionProto.newBuilder().setName("f")
                        .setDomain("own").addNode(node("g", "own"))))),
                Arguments.of("nested 13 deep", changed(it -> it.setGraph(inner))),
                Arguments.of("'f' in the domain 'own' twice", changed(it -> it.addFunctions(calling("f", "f", 0))
                        .addFunctions(calling("f", "f", 0)))),
                Arguments.of("call each other more than 32 deep, or themselves", changed(it -> it.addFunctions(calling("f", "f", 1)))),
                Arguments.of("call each other more than 32 deep", chain(34, 1)),
                Arguments.of("more than 20000 nodes", chain(14, 2)),
                Arguments.of("sparse tensors", changed(it -> it.getGraphBuilder().addSparseInitializer(sparse))),
                Arguments.of("graphs for its training", changed(it -> it.addTrainingInfo(TrainingInfoProto.newBuilder()
                        .setAlgorithm(GraphProto.newBuilder().setName("a"))))),
                Arguments.of("nested", changed(it -> it.setGraph(deepest))),
                Arguments.of("has the field 99", changed(it -> it.setUnknownFields(UnknownFieldSet.newBuilder()
                        .addField(99, UnknownFieldSet.Field.newBuilder().addVarint(1).build()).build()))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void what_is_not_of_the_standard_is_refused_before_the_runtime_sees_it(String named, byte[] content) {
        String message = assertThrows(RefusedException.class, () -> OnnxModel.of(content)).getMessage();
        assertTrue(message.contains(named), message);
    }

    static Stream<Arguments> damaged() {
        TensorProto.Builder huge = Graphs.value("w", 1).addDims(1L << 40);
        return Stream.of(
                Arguments.of("no graph", new byte[0]),
                Arguments.of("no graph", new byte[] {8, 7}),
                Arguments.of("begins with what", "PK\3\4 this is a zip".getBytes(StandardCharsets.US_ASCII)),
                Arguments.of("git lfs pull", ("version https://git-lfs.github.com/spec/v1\noid sha256:12\nsize 9\n")
                        .getBytes(StandardCharsets.US_ASCII)),
                Arguments.of("no protobuf", new byte[] {8, 7, 58, 127, 1}),
                Arguments.of("groups", new byte[] {11, 12}),
                Arguments.of("type of another", new byte[] {56, 1}),
                Arguments.of("more values", changed(it -> it.getGraphBuilder().addInitializer(huge))),
                Arguments.of("dimension -1", changed(it -> it.getGraphBuilder().addInitializer(huge.clone().addDims(-1)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damaged")
    void what_is_no_onnx_file_is_corrupt(String named, byte[] content) {
        String message = assertThrows(CorruptException.class, () -> OnnxModel.of(content)).getMessage();
        assertTrue(message.contains(named), message);
    }

    @Test
    void a_file_that_is_not_there_is_not_found(@TempDir Path directory) throws Exception {
        assertThrows(NotFoundException.class, () -> OnnxModel.of(directory.resolve("none.onnx")));
        Path file = Files.write(directory.resolve("a.onnx"), Graphs.zipMap().toByteArray());
        assertEquals("ONNX model of " + Files.size(file) + " bytes", OnnxModel.of(file).toString());
    }

    /**
     * Each of 6,000 files that were cut, whose bits were flipped or whose attributes and tensors have other numbers or
     * lengths gives an answer or a typed error, and the JVM goes on.
     */
    @Test
    void changed_files_give_typed_errors(@TempDir Path directory) throws Exception {
        Path at = directory.resolve("at");
        OtherJvm.Ended ended = OtherJvm.run(System.getProperty("java.class.path"), Changed.class, "6000", at.toString());
        assertEquals(new OtherJvm.Ended(0, "6000 changed, most refused"), ended, () -> read(at));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            return "not begun: " + failure.getMessage();
        }
    }
}
