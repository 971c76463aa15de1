package ml.lifecycle.tribuo;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import ml.lifecycle.CorruptException;
import org.tribuo.common.nearest.protos.KNNModelProto;
import org.tribuo.common.tree.protos.SplitNodeProto;
import org.tribuo.common.tree.protos.TreeNodeProto;
import org.tribuo.math.protos.BruteForceFactoryProto;
import org.tribuo.math.protos.DenseTensorProto;
import org.tribuo.math.protos.KDTreeFactoryProto;
import org.tribuo.math.protos.SparseTensorProto;
import org.tribuo.protos.core.CategoricalIDInfoProto;
import org.tribuo.protos.core.WeightedEnsembleModelProto;

/**
 * Sizes that Tribuo believes: a wrong one would make it allocate without bound, or walk a tree forever.
 */
final class ProtoSizes {

    private static final int MAX_THREADS = 256;
    private static final String SPLIT = "type.googleapis.com/tribuo.common.tree.SplitNodeProto";
    private static final Set<String> SIZED = Set.of("tribuo.math.impl.DenseTensorProto",
            "tribuo.math.impl.SparseTensorProto", "tribuo.math.impl.BruteForceFactoryProto",
            "tribuo.math.impl.KDTreeFactoryProto", "tribuo.common.nearest.KNNModelProto",
            "tribuo.core.WeightedEnsembleModelProto", "tribuo.core.CategoricalIDInfoProto");

    private ProtoSizes() {}

    /** Whether messages of a type are checked one by one. */
    static boolean isSized(String type) {
        return SIZED.contains(type);
    }

    /** Whether messages of a type are trees, in their field {@code nodes}. */
    static boolean isTree(String type) {
        return type.equals("tribuo.common.tree.TreeModelProto") || type.equals("tribuo.regression.tree.TreeNodeListProto");
    }

    /**
     * Checks a message.
     *
     * @param message one of a type that {@link #isSized}
     */
    static void check(Message message) {
        // By name: the class of a message whose artifact is absent must not be asked for.
        switch (ProtoTypes.nameOf(message)) {
            case "tribuo.math.impl.DenseTensorProto" -> dense((DenseTensorProto) message);
            case "tribuo.math.impl.SparseTensorProto" -> sparse((SparseTensorProto) message);
            case "tribuo.math.impl.BruteForceFactoryProto" -> threads(((BruteForceFactoryProto) message).getNumThreads());
            case "tribuo.math.impl.KDTreeFactoryProto" -> threads(((KDTreeFactoryProto) message).getNumThreads());
            case "tribuo.common.nearest.KNNModelProto" -> neighbours((KNNModelProto) message);
            case "tribuo.core.WeightedEnsembleModelProto" -> ensemble((WeightedEnsembleModelProto) message);
            default -> counts((CategoricalIDInfoProto) message);
        }
    }

    private static void counts(CategoricalIDInfoProto info) {
        require(info.getKeyCount() == info.getValueCount(), "the counts of a feature");
    }

    private static void dense(DenseTensorProto tensor) {
        require(product(tensor.getDimensionsList()) * Double.BYTES == tensor.getValues().size(), "a dense tensor");
    }

    private static void sparse(SparseTensorProto tensor) {
        product(tensor.getDimensionsList());
        long entries = tensor.getNumNonZero();
        require(entries * Double.BYTES == tensor.getValues().size()
                && entries * Integer.BYTES * tensor.getDimensionsCount() == tensor.getIndices().size(),
                "a sparse tensor");
    }

    private static void neighbours(KNNModelProto model) {
        require(model.getK() >= 1 && model.getK() <= model.getVectorsCount()
                && model.getVectorsCount() == model.getOutputsCount(), "the number of neighbours");
        threads(model.getNumThreads());
    }

    private static void ensemble(WeightedEnsembleModelProto ensemble) {
        require(ensemble.getModelsCount() >= 1 && (ensemble.getWeightsCount() == 0
                || ensemble.getWeightsCount() == ensemble.getModelsCount()), "an ensemble");
    }

    /** A tensor of 2³¹ or more values is more than an array holds. */
    private static long product(List<Integer> dimensions) {
        long product = dimensions.isEmpty() ? 0 : 1;
        for (int dimension : dimensions) {
            require(dimension >= 0, "a tensor");
            product *= dimension;
            require(product <= Integer.MAX_VALUE, "a tensor");
        }
        return product;
    }

    /** Each node but the first is the child of exactly one before it, so there is no way round in a circle. */
    static void tree(List<Message> nodes) {
        BitSet children = new BitSet(nodes.size());
        for (int index = 0; index < nodes.size(); index++) {
            Any packed = ((TreeNodeProto) nodes.get(index)).getSerializedData();
            if (packed.getTypeUrl().equals(SPLIT)) {
                split((SplitNodeProto) ProtoTypes.unpack(packed), index, nodes.size(), children);
            }
        }
        require(!nodes.isEmpty() && children.cardinality() == nodes.size() - 1, "a tree");
    }

    private static void split(SplitNodeProto split, int index, int nodes, BitSet children) {
        require(split.getCurIdx() == index, "a tree");
        for (int child : new int[] {split.getGreaterThanIdx(), split.getLessThanOrEqualIdx()}) {
            require(child > index && child < nodes && !children.get(child), "a tree");
            children.set(child);
        }
    }

    private static void threads(int threads) {
        require(threads >= 1 && threads <= MAX_THREADS, "a number of threads");
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new CorruptException("The stored model is damaged: the sizes of " + what
                    + " contradict each other. Register the model again from its run.");
        }
    }
}
