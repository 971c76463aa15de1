package ml.lifecycle.tribuo;

import java.util.Map;
import ml.lifecycle.core.Signatures;
import ml.lifecycle.core.Split;
import ml.lifecycle.data.Table;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Signature;
import org.tribuo.Dataset;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.clustering.ClusterID;

/**
 * A training that may begin: trainer and data were checked.
 *
 * @param trainer a trainer that has not trained
 * @param params its parameters
 * @param dataset what it learns from
 * @param signature the contract that the data implies
 */
record Training<T extends org.tribuo.Output<T>>(
        Trainer<T> trainer, Map<String, String> params, Dataset<T> dataset, Signature signature) {

    static Training<Label> classification(Trainer<Label> trainer, Split split) {
        TableColumn target = split.train().column(split.target());
        Table inputs = split.inputs(split.train());
        return of(trainer, TribuoData.classification(inputs, target), inputs,
                Output.label(split.target(), Signatures.levels(target)));
    }

    static Training<ClusterID> clustering(Trainer<ClusterID> trainer, Split split) {
        Table inputs = split.inputs(split.train());
        return of(trainer, TribuoData.clustering(inputs), inputs, Output.cluster("cluster"));
    }

    private static <T extends org.tribuo.Output<T>> Training<T> of(
            Trainer<T> trainer, Dataset<T> dataset, Table inputs, Output output) {
        Map<String, String> params = TrainerParams.of(trainer);
        TrainerGuard.check(trainer, params, dataset.size());
        return new Training<>(trainer, params, dataset, Signatures.infer(inputs, output));
    }

    String algorithm() {
        return TrainerParams.algorithm(trainer);
    }
}
