package ml.lifecycle.tribuo;

import com.google.protobuf.Any;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Message;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ml.lifecycle.CorruptException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.internal.text.Names;
import org.jspecify.annotations.Nullable;

/**
 * The messages that a stored model may be made of. Their classes are named as text and found when a model has such a
 * message, so that only those artifacts of Tribuo must be there that a model needs.
 */
final class ProtoTypes {

    private static final String PREFIX = "type.googleapis.com/";
    private static final String NODE = "tribuo.common.tree.TreeNodeProto";

    /**
     * Some messages of one artifact.
     *
     * @param artifact of the group {@code org.tribuo}
     * @param java the package of their classes
     */
    private record Origin(String artifact, String java) {}

    /** What an {@code Any} may hold, by full name. */
    private static final Map<String, Origin> PACKED = Stream.of(
            of("tribuo-core", "org.tribuo.protos.core", "tribuo.core",
                    "CategoricalIDInfoProto", "RealIDInfoProto", "ImmutableFeatureMapProto", "WeightedEnsembleModelProto",
                    "TransformedModelProto", "MeanStdDevTransformerProto", "LinearScalingTransformerProto",
                    "SimpleTransformProto", "BinningTransformerProto", "IDFTransformerProto"),
            of("tribuo-classification-core", "org.tribuo.classification.protos", "tribuo.classification",
                    "ImmutableLabelInfoProto", "LabelProto", "DummyClassifierModelProto"),
            of("tribuo-classification-sgd", "org.tribuo.classification.sgd.protos", "tribuo.classification.sgd",
                    "ClassificationLinearSGDProto"),
            of("tribuo-clustering-core", "org.tribuo.clustering.protos", "tribuo.clustering",
                    "ClusteringInfoProto", "ClusterIDProto"),
            of("tribuo-clustering-kmeans", "org.tribuo.clustering.kmeans.protos", "tribuo.clustering.kmeans",
                    "KMeansModelProto"),
            of("tribuo-common-nearest-neighbour", "org.tribuo.common.nearest.protos", "tribuo.common.nearest",
                    "KNNModelProto"),
            of("tribuo-common-tree", "org.tribuo.common.tree.protos", "tribuo.common.tree",
                    "TreeModelProto", "SplitNodeProto", "LeafNodeProto"),
            of("tribuo-math", "org.tribuo.math.protos", "tribuo.math.impl",
                    "BruteForceFactoryProto", "KDTreeFactoryProto", "DenseTensorProto", "SparseTensorProto",
                    "LinearParametersProto"),
            of("tribuo-regression-core", "org.tribuo.regression.protos", "tribuo.regression",
                    "ImmutableRegressionInfoProto", "RegressorProto", "DimensionTupleProto", "DummyRegressionModelProto"),
            of("tribuo-regression-tree", "org.tribuo.regression.rtree.protos", "tribuo.regression.tree",
                    "IndependentRegressionTreeModelProto"),
            of("tribuo-regression-sgd", "org.tribuo.regression.sgd.protos", "tribuo.regression.sgd",
                    "RegressionLinearSGDProto"))
            .flatMap(origin -> origin.entrySet().stream())
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    /** The messages of models that contain others, and those of provenance, which contain no {@code Any}. */
    private static final Set<String> OPEN = Set.of("google.protobuf.Any", "tribuo.core.ModelProto",
            "tribuo.core.ModelDataProto", "tribuo.core.FeatureDomainProto", "tribuo.core.OutputDomainProto",
            "tribuo.core.OutputProto", "tribuo.core.VariableInfoProto", "tribuo.core.EnsembleCombinerProto",
            "tribuo.core.TransformerProto", "tribuo.core.TransformerListProto", "tribuo.core.TransformerMapProto",
            "tribuo.common.tree.TreeNodeProto", "tribuo.math.TensorProto", "tribuo.math.DistanceProto",
            "tribuo.math.NeighbourFactoryProto", "tribuo.math.NormalizerProto", "tribuo.math.ParametersProto",
            "tribuo.regression.tree.TreeNodeListProto",
            "olcut.RootProvenanceProto", "olcut.ObjectProvenanceProto", "olcut.SimpleProvenanceProto",
            "olcut.MapProvenanceProto", "olcut.ListProvenanceProto");

    /** The empty message of each type that was met, by the address in an {@code Any}. */
    private static final Map<String, Message> MET = new ConcurrentHashMap<>();

    /** The full names of the application's messages. */
    private static final Set<String> ADDED = ConcurrentHashMap.newKeySet();

    private ProtoTypes() {}

    private static Map<String, Origin> of(String artifact, String java, String proto, String... messages) {
        Origin origin = new Origin(artifact, java);
        return Stream.of(messages).collect(Collectors.toMap(message -> proto + "." + message, message -> origin));
    }

    static String nameOf(Message message) {
        return message.getDescriptorForType().getFullName();
    }

    /** Whether a type is one of the known ones, or of the entries of a map in one. */
    static boolean isKnown(Descriptor type) {
        return PACKED.containsKey(type.getFullName()) || OPEN.contains(type.getFullName())
                || ADDED.contains(type.getFullName())
                || type.getOptions().getMapEntry();
    }

    /** The message in an {@code Any}. */
    static Message unpack(Any any) {
        Message type = emptyAt(any.getTypeUrl());
        try {
            CodedInputStream in = any.getValue().newCodedInput();
            in.setRecursionLimit(ProtoScan.MAX_DEPTH);
            return type.getParserForType().parseFrom(in);
        } catch (IOException failure) {
            throw new CorruptException("The stored model is damaged: its part " + type.getDescriptorForType().getName()
                    + " is no protobuf. Register the model again from its run.", failure);
        }
    }

    /** An empty message of the type that an {@code Any} names. */
    static Message emptyAt(String url) {
        Message type = MET.get(url);
        if (type == null) {
            type = find(url);
            MET.put(url, type);
        }
        return type;
    }

    /** An empty message of a type, which is a packed one or the node of a tree. */
    static Message empty(Descriptor type) {
        return type.getFullName().equals(NODE)
                ? empty("org.tribuo.common.tree.protos.TreeNodeProto", "tribuo-common-tree")
                : emptyAt(PREFIX + type.getFullName());
    }

    private static Message find(String url) {
        String name = url.startsWith(PREFIX) ? url.substring(PREFIX.length()) : "";
        Origin origin = PACKED.get(name);
        if (origin == null) {
            throw new RefusedException("The model holds a message of the type '" + shown(url)
                    + "', which is not on the list of what is read safely; it was not read. Messages of your own are"
                    + " after TribuoClasses.allow.");
        }
        return empty(origin.java + name.substring(name.lastIndexOf('.')), origin.artifact);
    }

    static void allow(Class<? extends Message> type) {
        Message empty = empty(type);
        MET.put(PREFIX + nameOf(empty), empty);
        ADDED.add(nameOf(empty));
    }

    private static Message empty(String className, String artifact) {
        try {
            return empty(Class.forName(className, true, ProtoTypes.class.getClassLoader()));
        } catch (ClassNotFoundException absent) {
            throw new RefusedException("The model needs org.tribuo:" + artifact
                    + ", which is not on the class path; add it.", absent);
        }
    }

    private static Message empty(Class<?> type) {
        try {
            return (Message) type.getMethod("getDefaultInstance").invoke(null);
        } catch (ReflectiveOperationException other) {
            throw new RefusedException("The class " + type.getName() + " is no message that protobuf's compiler made.", other);
        }
    }

    static String shown(@Nullable String text) {
        String given = String.valueOf(text);
        return Names.printable(given.length() > 200 ? given.substring(0, 200) + "…" : given);
    }
}
