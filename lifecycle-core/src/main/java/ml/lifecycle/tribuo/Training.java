package ml.lifecycle.tribuo;

import java.util.List;
import java.util.Map;
import ml.lifecycle.RefusedException;
import ml.lifecycle.core.Signatures;
import ml.lifecycle.core.Split;
import ml.lifecycle.data.Table;
import ml.lifecycle.signature.Signature;
import org.jspecify.annotations.Nullable;
import org.tribuo.Dataset;
import org.tribuo.Trainer;

/**
 * A training that may begin: trainer and data were checked.
 *
 * @param task what the model is to answer
 * @param trainer a trainer that has not trained
 * @param params its parameters
 * @param inputs the columns it learns from
 * @param dataset the same as Tribuo takes it
 * @param signature the contract that the data implies
 * @param warnings what a person should look at
 */
record Training<T extends org.tribuo.Output<T>>(
        Task<T> task, Trainer<T> trainer, Map<String, String> params, Table inputs, Dataset<T> dataset, Signature signature,
        List<String> warnings) {

    /**
     * Checks a training.
     *
     * @throws ml.lifecycle.RefusedException with the reason, if it is one that Tribuo should not accept
     */
    static <T extends org.tribuo.Output<T>> Training<T> of(Task<T> task, Trainer<T> trainer, Split split) {
        Table inputs = split.inputs(split.train());
        Map<String, String> params = TrainerParams.of(trainer);
        TrainerGuard.check(trainer, params, inputs.rows());
        Scaling.check(params, inputs);
        List<String> warnings = Identifiers.check(inputs);
        Dataset<T> dataset = task.dataset(split, inputs, trainer instanceof ImputeTrainer);
        Scaling.check(trainer, params, dataset);
        return new Training<>(task, trainer, params, inputs, dataset, Signatures.infer(inputs, task.output(split)),
                warnings);
    }

    /**
     * What a user's function made.
     *
     * @throws RefusedException if it made nothing
     */
    static <R extends Trainer<?>> R requireTrainer(@Nullable R made, String maker) {
        if (made == null) {
            throw new RefusedException(maker + " gave null; expected a new trainer each time.");
        }
        return made;
    }

    String algorithm() {
        return TrainerParams.algorithm(trainer);
    }
}
