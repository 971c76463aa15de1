package ml.lifecycle.tribuo;

import java.util.Map;
import java.util.TreeMap;
import org.tribuo.Model;
import org.tribuo.ensemble.EnsembleModel;
import org.tribuo.transform.TransformedModel;

/** How often the trees of a model split on each feature. */
final class TreeSplits {

    /** By name: to ask for the class would need its artifact. */
    private static final String TREE = "org.tribuo.common.tree.TreeModel";

    private TreeSplits() {}

    /** The number of splits by feature; empty if the model is neither a tree nor an ensemble of some. */
    static Map<String, Integer> of(Model<?> model) {
        Map<String, Integer> splits = new TreeMap<>();
        count(model, splits);
        return splits;
    }

    private static void count(Model<?> model, Map<String, Integer> splits) {
        if (model instanceof EnsembleModel<?> ensemble) {
            ensemble.getModels().forEach(member -> count(member, splits));
        } else if (model instanceof ImputedModel<?> imputed) {
            count(imputed.inner(), splits);
        } else if (model instanceof TransformedModel<?> transformed) {
            count(transformed.getInnerModel(), splits);
        } else if (isTree(model.getClass())) {
            // What Tribuo calls the top features of a tree are its splits on each, counted.
            model.getTopFeatures(-1).values().forEach(counts -> counts.forEach(feature ->
                    splits.merge(feature.getA(), feature.getB().intValue(), Integer::sum)));
        }
    }

    /** Whether a model is a tree that Tribuo's own code asks, not that of a class of the application. */
    static boolean isTribuosTree(Model<?> model) {
        return model.getClass().getName().startsWith("org.tribuo.") && isTree(model.getClass());
    }

    /** Whether a class is that of a tree. */
    static boolean isTree(Class<?> type) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            if (each.getName().equals(TREE)) {
                return true;
            }
        }
        return false;
    }
}
