package ml.lifecycle.onnx;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an ONNX file that can hold what must be looked at, with the numbers of their fields: onnx-ml.proto of ONNX
 * 1.19. All that is not listed holds texts, numbers and types only.
 */
enum OnnxPart {
    MODEL(26, 9, 10, 11, 12, 13, 15, 16, 17, 18, 19, 21, 22, 23, 24),
    GRAPH(16, 3, 4, 6, 7, 8, 9),
    NODE(10),
    ATTRIBUTE(23, 12, 16, 17, 18, 19),
    TENSOR(16, 15),
    FUNCTION(14, 2, 3),
    SPARSE_TENSOR(3),
    TRAINING(4);

    static final int GRAPH_OF_MODEL = 7;
    static final int OP_TYPE = 4;
    static final int DOMAIN = 7;
    static final int OVERLOAD = 8;
    static final int FUNCTION_NAME = 1;
    static final int FUNCTION_DOMAIN = 10;
    static final int FUNCTION_OVERLOAD = 13;
    static final int DIMENSIONS = 1;
    static final int EXTERNAL_DATA = 13;
    static final int DATA_LOCATION = 14;

    private static final Map<OnnxPart, Map<Integer, OnnxPart>> INNER = Map.of(
            MODEL, Map.of(GRAPH_OF_MODEL, GRAPH, 20, TRAINING, 25, FUNCTION),
            GRAPH, Map.of(1, NODE, 5, TENSOR, 15, SPARSE_TENSOR),
            NODE, Map.of(5, ATTRIBUTE),
            ATTRIBUTE, Map.of(5, TENSOR, 6, GRAPH, 10, TENSOR, 11, GRAPH, 22, SPARSE_TENSOR, 23, SPARSE_TENSOR),
            FUNCTION, Map.of(7, NODE, 11, ATTRIBUTE));

    private final Set<Integer> fields;

    /**
     * @param last the highest number of a field
     * @param unused the numbers below it that no field has
     */
    OnnxPart(int last, int... unused) {
        Set<Integer> gaps = IntStream.of(unused).boxed().collect(Collectors.toSet());
        fields = IntStream.rangeClosed(1, last).boxed().filter(field -> !gaps.contains(field))
                .collect(Collectors.toUnmodifiableSet());
    }

    boolean has(int field) {
        return fields.contains(field);
    }

    /** What a field holds, if that must be looked at. */
    @Nullable OnnxPart inner(int field) {
        return INNER.getOrDefault(this, Map.of()).get(field);
    }
}
