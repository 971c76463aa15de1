package ml.lifecycle.tribuo;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.Output;
import org.tribuo.common.tree.Node;
import org.tribuo.common.tree.SplitNode;
import org.tribuo.common.tree.TreeModel;
import org.tribuo.math.la.SparseVector;

/** The way of a row through a tree. Refers to the artifact of trees, so it is asked only where there is one. */
final class TreePath {

    private TreePath() {}

    /**
     * One split.
     *
     * @param feature what is looked at
     * @param threshold what it is compared with
     * @param greater whether the row's value is greater; otherwise it is less or equal
     */
    record Step(String feature, double threshold, boolean greater) {}

    /** The splits from the root to the leaf. */
    static <T extends Output<T>> List<Step> of(Model<T> model, Example<T> row) {
        TreeModel<T> tree = (TreeModel<T>) model;
        SparseVector values = SparseVector.createSparseVector(row, tree.getFeatureIDMap(), false);
        List<Step> steps = new ArrayList<>();
        Node<T> node = root(tree);
        while (node instanceof SplitNode<T> split) {
            node = split.getNextNode(values);
            steps.add(new Step(tree.getFeatureIDMap().get(split.getFeatureID()).getName(), split.splitValue(),
                    node == split.getGreaterThan()));
        }
        return steps;
    }

    /** A tree of numbers keeps one tree for each of them, and has no root of its own. */
    private static <T extends Output<T>> @Nullable Node<T> root(TreeModel<T> tree) {
        Node<T> root = tree.getRoot();
        return root != null ? root : RegressionRoot.of(tree);
    }
}
