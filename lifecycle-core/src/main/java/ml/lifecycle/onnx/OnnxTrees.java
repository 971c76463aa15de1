package ml.lifecycle.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import ml.lifecycle.CorruptException;
import ml.lifecycle.RefusedException;

/**
 * Looks whether the trees of a node are trees. The runtime follows them by recursion and for ever, and looks up what a leaf
 * names without asking whether it is there: a file whose nodes go round in a circle, are thousands deep or name a class that
 * does not exist hangs or ends the JVM.
 */
final class OnnxTrees {

    static final int MAX_DEPTH = 1000;

    private static final String MODES = "nodes_modes";
    private static final Set<String> OPERATORS =
            Set.of("TreeEnsembleClassifier", "TreeEnsembleRegressor", "TreeEnsemble");

    private final OnnxAttributes attributes;

    private OnnxTrees(OnnxAttributes attributes) {
        this.attributes = attributes;
    }

    static boolean isTrees(String operator) {
        return OPERATORS.contains(operator);
    }

    /**
     * Checks a node.
     *
     * @throws CorruptException if something in it names what is not there
     * @throws RefusedException if its trees are too deep
     */
    static void check(OnnxAttributes attributes) {
        OnnxTrees trees = new OnnxTrees(attributes);
        if (attributes.has("tree_roots")) {
            trees.checkPlaces();
        } else {
            trees.checkNumbers();
        }
        trees.checkAnswers();
    }

    /** Nodes that name each other by numbers, which are unique within a tree; here they stand in the order of these. */
    private void checkNumbers() {
        long[] trees = attributes.wholes("nodes_treeids");
        int count = trees.length;
        long[] numbers = wholes("nodes_nodeids", count);
        long[] yes = wholes("nodes_truenodeids", count);
        long[] no = wholes("nodes_falsenodeids", count);
        if (attributes.texts(MODES) != count) {
            throw damaged("its nodes_modes are not so many as its nodes");
        }
        long[] keys = new long[count];
        for (int place = 0; place < count; place++) {
            keys[place] = key(trees[place], numbers[place]);
        }
        long[] sorted = Arrays.stream(keys).sorted().distinct().toArray();
        if (sorted.length < count) {
            throw damaged("two nodes have the same number");
        }
        int[] left = new int[count];
        int[] right = new int[count];
        for (int place = 0; place < count; place++) {
            int rank = Arrays.binarySearch(sorted, keys[place]);
            left[rank] = attributes.isLeaf(MODES, place) ? -1 : rank(sorted, trees[place], yes[place]);
            right[rank] = attributes.isLeaf(MODES, place) ? -1 : rank(sorted, trees[place], no[place]);
        }
        requireTrees(left, right);
    }

    private static long key(long tree, long number) {
        if (tree < 0 || tree > Integer.MAX_VALUE || number < 0 || number > Integer.MAX_VALUE) {
            throw damaged("a node has the number " + number + " in the tree " + tree);
        }
        return tree << Integer.SIZE | number;
    }

    private static int rank(long[] sorted, long tree, long number) {
        int rank = Arrays.binarySearch(sorted, key(tree, number));
        if (rank < 0) {
            throw damaged("a node names one that is not there");
        }
        return rank;
    }

    /** Nodes that name each other by their places, and leaves by theirs. */
    private void checkPlaces() {
        long[] yes = attributes.wholes("nodes_truenodeids");
        int count = yes.length;
        long[] no = wholes("nodes_falsenodeids", count);
        long[] yesLeaf = wholes("nodes_trueleafs", count);
        long[] noLeaf = wholes("nodes_falseleafs", count);
        long leaves = attributes.wholes("leaf_targetids").length;
        int[] left = new int[count];
        int[] right = new int[count];
        for (int place = 0; place < count; place++) {
            left[place] = inner(yes[place], yesLeaf[place], count, leaves);
            right[place] = inner(no[place], noLeaf[place], count, leaves);
        }
        requireBelow("tree_roots", count);
        requireTrees(left, right);
    }

    private static int inner(long place, long leaf, int count, long leaves) {
        if (place < 0 || place >= (leaf == 0 ? count : leaves)) {
            throw damaged("a node names one that is not there");
        }
        return leaf == 0 ? (int) place : -1;
    }

    /** Each node has one parent or none, and is reached from one that has none. */
    private static void requireTrees(int[] left, int[] right) {
        boolean[] hasParent = new boolean[left.length];
        for (int[] children : List.of(left, right)) {
            for (int child : children) {
                if (child >= 0 && hasParent[child]) {
                    throw damaged("two nodes lead to the same one");
                }
                if (child >= 0) {
                    hasParent[child] = true;
                }
            }
        }
        int[] depths = new int[left.length];
        int[] waiting = new int[left.length];
        int end = 0;
        for (int place = 0; place < left.length; place++) {
            if (!hasParent[place]) {
                waiting[end++] = place;
            }
        }
        for (int next = 0; next < end; next++) {
            int place = waiting[next];
            for (int child : new int[] {left[place], right[place]}) {
                if (child >= 0) {
                    depths[child] = depths[place] + 1;
                    waiting[end++] = child;
                }
            }
        }
        if (end < left.length) {
            throw damaged("its nodes go round in a circle");
        }
        if (Arrays.stream(depths).max().orElse(0) > MAX_DEPTH) {
            throw new RefusedException("A tree of the ONNX model is more than " + MAX_DEPTH
                    + " deep; it was not read. Train it with a limit, such as max_depth.");
        }
    }

    /** What leaves name is there. */
    private void checkAnswers() {
        int texts = attributes.texts("classlabels_strings");
        if (texts == 1) { // the runtime looks for a second one
            throw new RefusedException("The trees of the ONNX model know a single label; train it on two or more.");
        }
        int labels = Math.max(texts, attributes.wholes("classlabels_int64s").length);
        requireBelow("class_ids", labels);
        long[] targets = attributes.wholes("n_targets");
        requireBelow("target_ids", targets.length == 0 ? 1 : targets[0]);
        requireBelow("leaf_targetids", targets.length == 0 ? 1 : targets[0]);
    }

    private void requireBelow(String name, long count) {
        for (long value : attributes.wholes(name)) {
            if (value < 0 || value >= count) {
                throw damaged("its " + name + " name " + value + ", of which there are " + count);
            }
        }
    }

    private long[] wholes(String name, int count) {
        long[] wholes = attributes.wholes(name);
        if (wholes.length != count) {
            throw damaged("its " + name + " are " + wholes.length + " for " + count + " nodes");
        }
        return wholes;
    }

    private static CorruptException damaged(String problem) {
        return new CorruptException("The trees of the ONNX model are damaged: " + problem
                + ". Give the file that the framework exported.");
    }
}
