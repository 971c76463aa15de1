package ml.lifecycle.tribuo;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import ml.lifecycle.CorruptException;
import org.tribuo.common.nearest.protos.KNNModelProto;
import org.tribuo.common.tree.protos.SplitNodeProto;
import org.tribuo.common.tree.protos.TreeModelProto;
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

    private ProtoSizes() {}

    /**
     * Checks a message.
     *
     * @param message the message
     * @param unpack gives the message in an {@code Any}
     */
    static void check(Message message, Function<Any, Message> unpack) {
        if (message instanceof DenseTensorProto tensor) {
            require(product(tensor.getDimensionsList()) * Double.BYTES == tensor.getValues().size(), "a dense tensor");
        } else if (message instanceof SparseTensorProto tensor) {
            product(tensor.getDimensionsList());
            long entries = tensor.getNumNonZero();
            require(entries * Double.BYTES == tensor.getValues().size()
                    && entries * Integer.BYTES * tensor.getDimensionsCount() == tensor.getIndices().size(),
                    "a sparse tensor");
        } else if (message instanceof TreeModelProto tree) {
            tree(tree, unpack);
        } else if (message instanceof KNNModelProto model) {
            require(model.getK() >= 1 && model.getK() <= model.getVectorsCount()
                    && model.getVectorsCount() == model.getOutputsCount(), "the number of neighbours");
            threads(model.getNumThreads());
        } else if (message instanceof BruteForceFactoryProto factory) {
            threads(factory.getNumThreads());
        } else if (message instanceof KDTreeFactoryProto factory) {
            threads(factory.getNumThreads());
        } else if (message instanceof WeightedEnsembleModelProto ensemble) {
            require(ensemble.getModelsCount() >= 1 && (ensemble.getWeightsCount() == 0
                    || ensemble.getWeightsCount() == ensemble.getModelsCount()), "an ensemble");
        } else if (message instanceof CategoricalIDInfoProto info) {
            require(info.getKeyCount() == info.getValueCount(), "the counts of a feature");
        }
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
    private static void tree(TreeModelProto tree, Function<Any, Message> unpack) {
        int nodes = tree.getNodesCount();
        BitSet children = new BitSet(nodes);
        for (int index = 0; index < nodes; index++) {
            Any packed = tree.getNodes(index).getSerializedData();
            if (unpack.apply(packed) instanceof SplitNodeProto split) {
                require(split.getCurIdx() == index, "a tree");
                for (int child : new int[] {split.getGreaterThanIdx(), split.getLessThanOrEqualIdx()}) {
                    require(child > index && child < nodes && !children.get(child), "a tree");
                    children.set(child);
                }
            }
        }
        require(nodes >= 1 && children.cardinality() == nodes - 1, "a tree");
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
