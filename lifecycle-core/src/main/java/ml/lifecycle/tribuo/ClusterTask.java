package ml.lifecycle.tribuo;

import ml.lifecycle.core.Split;
import ml.lifecycle.data.Table;
import ml.lifecycle.gate.Checks;
import ml.lifecycle.gate.Metric;
import ml.lifecycle.signature.Output;
import org.tribuo.Dataset;
import org.tribuo.clustering.ClusterID;

/** Clustering. */
final class ClusterTask implements Task<ClusterID> {

    @Override
    public Output output(Split split) {
        return Output.cluster("cluster");
    }

    @Override
    public Dataset<ClusterID> dataset(Split split, Table inputs, boolean gaps) {
        return TribuoData.clustering(inputs, gaps);
    }

    @Override
    public Metric metric() {
        return Checks.nmi();
    }
}
