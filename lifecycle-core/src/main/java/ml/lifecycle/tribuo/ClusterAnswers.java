package ml.lifecycle.tribuo;

import java.util.List;
import java.util.Map;
import ml.lifecycle.RefusedException;
import ml.lifecycle.model.LoadedModel;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.signature.Signature;
import org.jspecify.annotations.Nullable;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.clustering.ClusterID;
import org.tribuo.clustering.ClusteringFactory;

/** Numbers of clusters; of k-means with the distances to the centroids. */
final class ClusterAnswers implements Answers<ClusterID> {

    private final @Nullable Centroids centroids;

    private ClusterAnswers(@Nullable Centroids centroids) {
        this.centroids = centroids;
    }

    static LoadedModel serve(Model<?> model, Signature signature) {
        Model<ClusterID> clusters = model.castModel(ClusterID.class);
        return new ServedModel<>(clusters, signature, new ClusterAnswers(Centroids.of(clusters)));
    }

    @Override
    public ClusterID unknown() {
        return ClusteringFactory.UNASSIGNED_CLUSTER_ID;
    }

    @Override
    public Prediction of(Example<ClusterID> example, org.tribuo.Prediction<ClusterID> given) {
        int cluster = given.getOutput().getID();
        if (cluster < 0) {
            throw new RefusedException("The row is so far from every cluster that its distances are no numbers; its values"
                    + " are far outside of what the model was trained on.");
        }
        Map<String, Double> distances = centroids == null ? Map.of() : centroids.distances(example);
        return new Prediction(Integer.toString(cluster), cluster, distances, List.of());
    }
}
