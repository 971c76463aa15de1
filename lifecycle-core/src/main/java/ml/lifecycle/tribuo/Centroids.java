package ml.lifecycle.tribuo;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import ml.lifecycle.CorruptException;
import org.jspecify.annotations.Nullable;
import org.tribuo.Example;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.Model;
import org.tribuo.clustering.ClusterID;
import org.tribuo.clustering.kmeans.KMeansModel;
import org.tribuo.clustering.kmeans.protos.KMeansModelProto;
import org.tribuo.math.distance.Distance;
import org.tribuo.math.la.DenseVector;
import org.tribuo.math.la.SGDVector;
import org.tribuo.math.la.SparseVector;
import org.tribuo.protos.ProtoUtil;
import org.tribuo.transform.TransformedModel;
import org.tribuo.transform.TransformerMap;

/** How far a row is from each centroid of k-means, which Tribuo computes and does not tell. Immutable. */
final class Centroids {

    private static final String MODEL = "org.tribuo.clustering.kmeans.KMeansModel";

    private final Model<ClusterID> model;
    private final UnaryOperator<Example<ClusterID>> prepare;
    private final DenseVector[] centroids;
    private final Distance distance;
    private final List<String> numbers;

    private Centroids(Model<ClusterID> model, UnaryOperator<Example<ClusterID>> prepare, DenseVector[] centroids,
            Distance distance) {
        this.model = model;
        this.prepare = prepare;
        this.centroids = centroids;
        this.distance = distance;
        this.numbers = IntStream.range(0, centroids.length).mapToObj(Integer::toString).toList();
    }

    /** The centroids of a model that has some, perhaps behind steps that prepare a row; of another one {@code null}. */
    static @Nullable Centroids of(Model<ClusterID> model) {
        return of(model, UnaryOperator.identity());
    }

    private static @Nullable Centroids of(Model<ClusterID> model, UnaryOperator<Example<ClusterID>> prepare) {
        if (model instanceof ImputedModel<ClusterID> imputed) {
            return of(imputed.inner(), row -> imputed.fills().complete(prepare.apply(row)));
        }
        if (model instanceof TransformedModel<ClusterID> transformed) {
            TransformerMap map = transformed.getTransformerMap();
            List<String> features = model.getFeatureIDMap().keySet().stream().sorted().toList();
            return of(transformed.getInnerModel(), row -> transformed.getDensify()
                    ? map.transformExample(prepare.apply(row), features) : map.transformExample(prepare.apply(row)));
        }
        return model.getClass().getName().equals(MODEL) ? kMeans((KMeansModel) model, prepare) : null;
    }

    private static Centroids kMeans(KMeansModel model, UnaryOperator<Example<ClusterID>> prepare) {
        try {
            KMeansModelProto proto = model.serialize().getSerializedData().unpack(KMeansModelProto.class);
            return new Centroids(model, prepare, model.getCentroidVectors(), ProtoUtil.deserialize(proto.getDistance()));
        } catch (InvalidProtocolBufferException failure) {
            throw new CorruptException("The model does not tell its distance: " + ModelFile.shorten(failure), failure);
        }
    }

    Map<String, Double> distances(Example<ClusterID> raw) {
        Example<ClusterID> row = prepare.apply(raw);
        ImmutableFeatureMap features = model.getFeatureIDMap();
        SGDVector vector = row.size() == features.size()
                ? DenseVector.createDenseVector(row, features, false)
                : SparseVector.createSparseVector(row, features, false);
        double[] distances = new double[centroids.length];
        for (int index = 0; index < distances.length; index++) {
            distances[index] = distance.computeDistance(centroids[index], vector);
        }
        return new LabelScores(numbers, distances);
    }
}
