package ml.lifecycle.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.SequenceInfo;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.ValueInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import ml.lifecycle.RefusedException;
import ml.lifecycle.signature.Output;
import org.jspecify.annotations.Nullable;

/**
 * Which output of a model is what.
 *
 * @param answer the name of the output with the answers; {@code null} if labels are to be told by their scores
 * @param scores the name of the output with the scores of labels; {@code null} if there is none
 */
record OnnxOutputs(@Nullable String answer, @Nullable String scores) {

    private static final Set<OnnxJavaType> WHOLE = Set.of(OnnxJavaType.INT64, OnnxJavaType.INT32);
    private static final Set<OnnxJavaType> FRACTIONS =
            Set.of(OnnxJavaType.FLOAT, OnnxJavaType.DOUBLE, OnnxJavaType.FLOAT16);
    private static final Set<OnnxJavaType> NAMES = Set.of(OnnxJavaType.STRING, OnnxJavaType.BOOL);

    /**
     * Looks at the outputs.
     *
     * @throws RefusedException if they are not those of the signature
     */
    static OnnxOutputs of(Collection<NodeInfo> found, Output output) {
        List<String> answers = new ArrayList<>();
        List<String> scores = new ArrayList<>();
        List<String> beside = new ArrayList<>();
        for (NodeInfo each : found) {
            if (isAnswer(each.getInfo(), output.kind())) {
                answers.add(each.getName());
            } else if (output.kind() == Output.Kind.LABEL && isScores(each.getInfo(), output.labels().size())) {
                scores.add(each.getName());
            } else if (isBeside(each.getInfo(), output.kind())) {
                beside.add(each.getName());
            }
        }
        boolean fits = answers.size() <= 1 && scores.size() <= 1 && answers.size() + scores.size() > 0
                && answers.size() + scores.size() + beside.size() == found.size()
                && (beside.isEmpty() || !answers.isEmpty());
        if (!fits) {
            throw doNotFit(found, output);
        }
        return new OnnxOutputs(answers.isEmpty() ? null : answers.get(0), scores.isEmpty() ? null : scores.get(0));
    }

    private static RefusedException doNotFit(Collection<NodeInfo> found, Output output) {
        List<String> shown = found.stream().map(each -> each.getName() + " " + shape(each.getInfo())).toList();
        boolean one = output.kind() == Output.Kind.LABEL && found.size() == 1
                && isAnswer(found.iterator().next().getInfo(), Output.Kind.NUMBER);
        return new RefusedException("The model has the outputs " + OnnxInputs.shown(shown) + ", and its signature says that"
                + " it answers " + output.kind() + "; expected " + expected(output) + "." + (one ? " One score for a row does"
                + " not say from where on it is which label: export a score for each label, or the label; or give a"
                + " signature whose answer is a number." : ""));
    }

    private static String expected(Output output) {
        return switch (output.kind()) {
            case LABEL -> "a tensor of labels (STRING, INT64 or BOOL, [n]), scores (FLOAT, [n, " + output.labels().size()
                    + "], or a map for each row), or both";
            case NUMBER -> "one tensor of numbers of the shape [n] or [n, 1]";
            case CLUSTER -> "one tensor of whole numbers of the shape [n] or [n, 1]";
        };
    }

    private static boolean isAnswer(ValueInfo info, Output.Kind kind) {
        boolean type = switch (kind) {
            case LABEL -> isTensorOf(WHOLE, info) || isTensorOf(NAMES, info);
            case NUMBER -> isTensorOf(WHOLE, info) || isTensorOf(FRACTIONS, info);
            case CLUSTER -> isTensorOf(WHOLE, info);
        };
        return type && hasWidth(((TensorInfo) info).getShape(), 1, true);
    }

    private static boolean isScores(ValueInfo info, int labels) {
        if (info instanceof SequenceInfo sequence) {
            return sequence.isSequenceOfMaps() && FRACTIONS.contains(sequence.mapInfo.valueType);
        }
        return labels > 0 && isTensorOf(FRACTIONS, info) && hasWidth(((TensorInfo) info).getShape(), labels, false);
    }

    /** What says more about an answer, and is not looked at: distances to all centroids, how far from a limit a row is. */
    private static boolean isBeside(ValueInfo info, Output.Kind kind) {
        return kind != Output.Kind.NUMBER && isTensorOf(FRACTIONS, info)
                && (kind == Output.Kind.CLUSTER || hasWidth(((TensorInfo) info).getShape(), 1, true));
    }

    private static boolean isTensorOf(Set<OnnxJavaType> types, ValueInfo info) {
        return info instanceof TensorInfo tensor && types.contains(tensor.type);
    }

    /** Whether each row has so many values. A model need not say; what it answers is looked at again. */
    private static boolean hasWidth(long[] shape, int width, boolean orNone) {
        return shape.length == 0 || shape.length == 1 && orNone
                || shape.length == 2 && (shape[1] == width || shape[1] == -1);
    }

    /** The outputs to be computed. */
    Set<String> names() {
        Set<String> names = new HashSet<>(Arrays.asList(answer, scores));
        names.remove(null);
        return names;
    }

    /** A type for messages. */
    static String shape(ValueInfo info) {
        return info instanceof TensorInfo tensor ? tensor.type + " " + Arrays.toString(tensor.getShape()).replace("-1", "n")
                : info instanceof SequenceInfo ? "a sequence" : "no tensor";
    }
}
