package ml.lifecycle.tribuo;

import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.tribuo.Output;
import org.tribuo.common.tree.Node;
import org.tribuo.common.tree.TreeModel;
import org.tribuo.regression.rtree.IndependentRegressionTreeModel;

/** The root of a regression tree. A class of its own, which alone refers to the artifact of such trees. */
final class RegressionRoot {

    private RegressionRoot() {}

    /** The root, if there is just one. */
    @SuppressWarnings("unchecked") // a model has outputs of one type alone
    static <T extends Output<T>> @Nullable Node<T> of(TreeModel<T> tree) {
        if (!((TreeModel<?>) tree instanceof IndependentRegressionTreeModel regression)) {
            return null;
        }
        Collection<? extends Node<?>> roots = regression.getRoots().values();
        return roots.size() == 1 ? (Node<T>) roots.iterator().next() : null;
    }
}
