package ml.lifecycle.onnx;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import ml.lifecycle.RefusedException;
import ml.lifecycle.internal.text.Names;

/**
 * Which operators a file uses, and how large it becomes once the runtime has put the functions that it defines in place of
 * their calls: a few hundred bytes of functions that call each other twice are more nodes than any memory holds, and the
 * runtime walks through calls and inner graphs by recursion, which ends the JVM when they are deep.
 */
final class OnnxCalls {

    static final int MAX_CALLS = 32;
    /** The time to open a model doubles with each. */
    static final int MAX_GRAPHS = 12;
    /** So many nodes may come out of functions; to put them in takes the runtime some seconds. */
    static final int MAX_NODES = 20_000;

    private static final Set<String> STANDARD = Set.of("", "ai.onnx", "ai.onnx.ml");
    /** Domains in which the runtime has operators of its own; no function of a file may look like one. */
    private static final Set<String> TAKEN = Set.of("ai.onnx", "com.microsoft", "com.ms", "org.pytorch");
    private static final int SHOWN = 80;

    private final Body main = new Body();
    private final Map<Operator, Body> functions = new LinkedHashMap<>();
    private final Map<Body, Size> sizes = new HashMap<>();

    /** What a node names. Two functions of one name may differ in their overload. */
    record Operator(String domain, String name, String overload) {

        boolean isStandard() {
            return STANDARD.contains(domain);
        }
    }

    /** The nodes of the graph or of a function. */
    static final class Body {

        private final Map<Operator, Integer> calls = new LinkedHashMap<>();
        private final Map<Operator, Integer> deepest = new HashMap<>();
        private long nodes;
        private int graphs;

        /** Counts a node that is within so many inner graphs. */
        void add(Operator operator, int depth) {
            nodes++;
            graphs = Math.max(graphs, depth);
            if (!operator.isStandard()) {
                calls.merge(operator, 1, Integer::sum);
                deepest.merge(operator, depth, Math::max);
            }
        }
    }

    private record Size(double nodes, int graphs) {}

    /** The body that is no function. */
    Body main() {
        return main;
    }

    /**
     * Takes a function that the file defines.
     *
     * @throws RefusedException if it is not in a domain of its own, or is defined twice
     */
    void define(Operator function, Body body) {
        boolean taken = function.isStandard()
                || TAKEN.stream().anyMatch(each -> (function.domain + ".").startsWith(each + "."));
        if (taken || functions.putIfAbsent(function, body) != null) {
            throw new RefusedException("The ONNX model defines the function '" + shown(function.name) + "' in the domain '"
                    + shown(function.domain) + (taken ? "', which is not its own" : "' twice") + "; it was not read.");
        }
    }

    /**
     * Looks at all calls.
     *
     * @throws RefusedException if one is of what is neither of the standard nor defined, or all together are too many
     */
    void check() {
        functions.values().forEach(body -> size(body, 0));
        size(main, 0);
    }

    private Size size(Body body, int level) {
        if (level > MAX_CALLS) {
            throw new RefusedException("The functions of the ONNX model call each other more than " + MAX_CALLS
                    + " deep, or themselves; it was not read. Export it with its functions inlined.");
        }
        Size known = sizes.get(body);
        if (known != null) {
            return known;
        }
        double nodes = body.nodes;
        int graphs = body.graphs;
        for (var call : body.calls.entrySet()) {
            Size called = size(function(call.getKey()), level + 1);
            nodes += call.getValue() * called.nodes;
            graphs = Math.max(graphs, body.deepest.get(call.getKey()) + called.graphs);
        }
        Size size = new Size(nodes, graphs);
        requireFit(size, body);
        sizes.put(body, size);
        return size;
    }

    private Body function(Operator operator) {
        Body body = functions.get(operator);
        if (body == null) {
            throw new RefusedException("The ONNX model uses the operator '" + shown(operator.name) + "' of '"
                    + shown(operator.domain) + "'; only those of the standard (ai.onnx and ai.onnx.ml) are run. Export"
                    + " it without operators of vendors or libraries.");
        }
        return body;
    }

    private static void requireFit(Size size, Body body) {
        if (size.graphs > MAX_GRAPHS) {
            throw new RefusedException("The graphs of the ONNX model are nested " + size.graphs + " deep; at most " + MAX_GRAPHS
                    + " are read.");
        }
        if (size.nodes - body.nodes > MAX_NODES) {
            throw new RefusedException("The functions of the ONNX model are more than " + MAX_NODES
                    + " nodes, counted at each call; it was not read. Export it with its functions inlined.");
        }
    }

    private static String shown(String text) {
        return Names.printable(text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text);
    }
}
