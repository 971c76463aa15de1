package ml.lifecycle.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import ml.lifecycle.LifecycleException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.model.LoadedModel;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.ColumnType;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Signature;

/** Run in a JVM of its own: opens and asks models that were changed at random. The runtime is native code. */
final class Changed {

    private static final long[] ODD = {-1, 0, 1, 2, 3, 100, 65_536, Integer.MAX_VALUE, Integer.MIN_VALUE, Long.MAX_VALUE, 1L << 32};

    private static final List<ModelProto> MODELS = List.of(Graphs.zipMap(), Graphs.numbered(), Graphs.smallest(),
            Graphs.network(2, 3, 2), Exports.image(-1), Exports.half(), Exports.outliers(true), Exports.single(), Graphs.columns(),
            Exports.groups(), Trees.classifier().model(), Trees.deep(3).model());

    private static final List<Signature> SIGNATURES = List.of(
            numbers(Output.label("answer", List.of("yes", "no")), 2), numbers(Output.label("answer", List.of("1", "0", "-1")), 2),
            numbers(Output.cluster("answer"), 2), numbers(Output.number("answer"), 2),
            numbers(Output.label("answer", List.of("yes", "no")), 6),
            Signature.of(Output.number("answer"), Column.text("city"), Column.number("rooms"),
                    new Column("garden", ColumnType.BOOLEAN, true, null, List.of()),
                    Column.integer("floor")),
            Signature.of(Output.number("answer"), Column.number("x"), Column.number("y"), Column.number("z"),
                    Column.number("bonus"), Column.text("t"), Column.text("u")));

    private Changed() {}

    /** @param arguments how many changes are tried, and a file in which the one at work is noted */
    public static void main(String[] arguments) throws IOException {
        Path at = Path.of(arguments[1]);
        int typed = 0;
        int rounds = Integer.parseInt(arguments[0]);
        for (int round = 0; round < rounds; round++) {
            Files.writeString(at, "round " + round);
            try {
                use(changed(MODELS.get(round % MODELS.size()), new Random(round)));
            } catch (LifecycleException expected) {
                typed++;
            }
        }
        System.out.print(rounds + " changed, " + (typed > rounds / 3 ? "most" : "only " + typed) + " refused");
    }

    private static byte[] changed(ModelProto model, Random random) {
        byte[] content = model.toByteArray();
        switch (random.nextInt(4)) {
            case 0 -> content = Arrays.copyOf(content, random.nextInt(content.length));
            case 1 -> IntStream.rangeClosed(0, random.nextInt(3)).map(change -> random.nextInt(model.getSerializedSize()))
                    .forEach(flip(content, random));
            default -> content = inside(model, random);
        }
        return content;
    }

    private static IntConsumer flip(byte[] content, Random random) {
        return place -> content[place] ^= (byte) (1 << random.nextInt(8));
    }

    /** Well-formed, with a number or the length of a list that does not fit. */
    private static byte[] inside(ModelProto model, Random random) {
        ModelProto.Builder changed = model.toBuilder();
        GraphProto.Builder graph = changed.getGraphBuilder();
        NodeProto.Builder node = graph.getNodeBuilder(random.nextInt(graph.getNodeCount()));
        if (node.getAttributeCount() > 0) {
            change(node.getAttributeBuilder(random.nextInt(node.getAttributeCount())), random);
        } else if (graph.getInitializerCount() > 0) {
            change(graph.getInitializerBuilder(random.nextInt(graph.getInitializerCount())), random);
        } else {
            node.clearInput();
        }
        return changed.build().toByteArray();
    }

    private static void change(AttributeProto.Builder attribute, Random random) {
        long odd = ODD[random.nextInt(ODD.length)];
        if (attribute.getIntsCount() > 0) {
            if (random.nextBoolean()) {
                attribute.setInts(random.nextInt(attribute.getIntsCount()), odd);
            } else {
                attribute.addInts(odd);
            }
        } else if (attribute.getFloatsCount() > 0) {
            List<Float> fewer = List.copyOf(attribute.getFloatsList().subList(0, random.nextInt(attribute.getFloatsCount())));
            attribute.clearFloats().addAllFloats(fewer);
        } else if (attribute.getStringsCount() > 0) {
            attribute.clearStrings();
        } else {
            attribute.setI(odd);
        }
    }

    private static void change(TensorProto.Builder tensor, Random random) {
        switch (random.nextInt(3)) {
            case 0 -> tensor.addDims(ODD[random.nextInt(ODD.length)]);
            case 1 -> tensor.setDataType(random.nextInt(24));
            default -> tensor.clearFloatData().clearInt64Data();
        }
    }

    private static void use(byte[] content) {
        for (Signature signature : SIGNATURES) {
            LoadedModel model;
            try {
                model = new OnnxModelFormat().read(content, signature);
            } catch (RefusedException other) {
                if (signature == SIGNATURES.get(SIGNATURES.size() - 1)) {
                    throw other;
                }
                continue; // not the one of this model
            }
            Object[] row = signature.inputs().stream().map(column -> switch (column.type()) {
                case TEXT -> "a";
                case BOOLEAN -> true;
                case INTEGER -> 1L;
                default -> 1.0;
            }).toArray();
            model.predict(List.of(row, row));
            return;
        }
    }

    private static Signature numbers(Output output, int columns) {
        return new Signature(IntStream.range(0, columns).mapToObj(column -> Column.number("" + (char) ('a' + column))).toList(),
                output);
    }
}
