package ml.lifecycle.tribuo;

import com.google.protobuf.Any;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Message;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ml.lifecycle.CorruptException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.internal.text.Names;
import org.tribuo.classification.protos.ImmutableLabelInfoProto;
import org.tribuo.classification.protos.LabelProto;
import org.tribuo.clustering.kmeans.protos.KMeansModelProto;
import org.tribuo.clustering.protos.ClusterIDProto;
import org.tribuo.clustering.protos.ClusteringInfoProto;
import org.tribuo.common.nearest.protos.KNNModelProto;
import org.tribuo.common.tree.protos.LeafNodeProto;
import org.tribuo.common.tree.protos.SplitNodeProto;
import org.tribuo.common.tree.protos.TreeModelProto;
import org.tribuo.common.tree.protos.TreeNodeProto;
import org.tribuo.math.protos.BruteForceFactoryProto;
import org.tribuo.math.protos.DenseTensorProto;
import org.tribuo.math.protos.DistanceProto;
import org.tribuo.math.protos.KDTreeFactoryProto;
import org.tribuo.math.protos.NeighbourFactoryProto;
import org.tribuo.math.protos.SparseTensorProto;
import org.tribuo.math.protos.TensorProto;
import org.tribuo.protos.core.CategoricalIDInfoProto;
import org.tribuo.protos.core.EnsembleCombinerProto;
import org.tribuo.protos.core.FeatureDomainProto;
import org.tribuo.protos.core.ImmutableFeatureMapProto;
import org.tribuo.protos.core.ModelDataProto;
import org.tribuo.protos.core.ModelProto;
import org.tribuo.protos.core.OutputDomainProto;
import org.tribuo.protos.core.OutputProto;
import org.tribuo.protos.core.RealIDInfoProto;
import org.tribuo.protos.core.VariableInfoProto;
import org.tribuo.protos.core.WeightedEnsembleModelProto;

/** The messages that a stored model may be made of. */
final class ProtoTypes {

    private static final String PREFIX = "type.googleapis.com/";

    /** What an {@code Any} may hold, by full name. */
    private static final Map<String, Message> PACKED = Stream.<Message>of(
            CategoricalIDInfoProto.getDefaultInstance(), RealIDInfoProto.getDefaultInstance(),
            ImmutableFeatureMapProto.getDefaultInstance(), WeightedEnsembleModelProto.getDefaultInstance(),
            ImmutableLabelInfoProto.getDefaultInstance(), LabelProto.getDefaultInstance(),
            ClusteringInfoProto.getDefaultInstance(), ClusterIDProto.getDefaultInstance(),
            KMeansModelProto.getDefaultInstance(), KNNModelProto.getDefaultInstance(),
            TreeModelProto.getDefaultInstance(), SplitNodeProto.getDefaultInstance(),
            LeafNodeProto.getDefaultInstance(), BruteForceFactoryProto.getDefaultInstance(),
            KDTreeFactoryProto.getDefaultInstance(), DenseTensorProto.getDefaultInstance(),
            SparseTensorProto.getDefaultInstance())
            .collect(Collectors.toUnmodifiableMap(ProtoTypes::nameOf, Function.identity()));

    /** All messages of models, those that contain an {@code Any} included. */
    private static final Set<String> KNOWN = Stream.concat(PACKED.keySet().stream(), Stream.<Message>of(
            ModelProto.getDefaultInstance(), ModelDataProto.getDefaultInstance(),
            FeatureDomainProto.getDefaultInstance(), OutputDomainProto.getDefaultInstance(),
            OutputProto.getDefaultInstance(), VariableInfoProto.getDefaultInstance(),
            EnsembleCombinerProto.getDefaultInstance(), TreeNodeProto.getDefaultInstance(),
            TensorProto.getDefaultInstance(), DistanceProto.getDefaultInstance(),
            NeighbourFactoryProto.getDefaultInstance(), Any.getDefaultInstance()).map(ProtoTypes::nameOf))
            .collect(Collectors.toUnmodifiableSet());

    /** The messages of provenance, which contain no {@code Any}. */
    private static final Set<String> PROVENANCE = Set.of("olcut.RootProvenanceProto", "olcut.ObjectProvenanceProto",
            "olcut.SimpleProvenanceProto", "olcut.MapProvenanceProto", "olcut.ListProvenanceProto");

    private ProtoTypes() {}

    static String nameOf(Message message) {
        return message.getDescriptorForType().getFullName();
    }

    /** Whether a type is one of the known ones, or of the entries of a map in one. */
    static boolean isKnown(Descriptor type) {
        return KNOWN.contains(type.getFullName()) || PROVENANCE.contains(type.getFullName())
                || type.getOptions().getMapEntry();
    }

    /** The message in an {@code Any}. */
    static Message unpack(Any any) {
        String url = any.getTypeUrl();
        Message type = url.startsWith(PREFIX) ? PACKED.get(url.substring(PREFIX.length())) : null;
        if (type == null) {
            throw new RefusedException("The model holds a message of the type '" + shown(url)
                    + "', which is not on the list of what is read safely; it was not read.");
        }
        try {
            CodedInputStream in = any.getValue().newCodedInput();
            in.setRecursionLimit(ProtoScan.MAX_DEPTH);
            return type.getParserForType().parseFrom(in);
        } catch (IOException failure) {
            throw new CorruptException("The stored model is damaged: its part " + type.getDescriptorForType().getName()
                    + " is no protobuf. Register the model again from its run.", failure);
        }
    }

    static String shown(String text) {
        return Names.printable(text.length() > 200 ? text.substring(0, 200) + "…" : text);
    }
}
