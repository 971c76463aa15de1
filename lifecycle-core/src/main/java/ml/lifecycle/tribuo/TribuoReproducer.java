package ml.lifecycle.tribuo;

import java.util.Optional;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.Reproducer;
import ml.lifecycle.run.ModelInfo;
import ml.lifecycle.run.Reproduction;
import ml.lifecycle.run.RunRecord;

/**
 * Does again what {@link TribuoRun} and {@link TribuoSearch} recorded: the trainer from the configuration in the stored
 * model, the data from the snapshot and how it was split.
 *
 * <p>Of a cross-validation each fold is trained again, of a search each candidate. Their models were not kept, only their
 * digests; so those of one fold are equivalent if all metrics of the fold are the same.
 *
 * <p>Found by {@link java.util.ServiceLoader} whether Tribuo is there or not: nothing in this class refers to it.
 */
public final class TribuoReproducer implements Reproducer {

    /** Called by the service loader. */
    public TribuoReproducer() {}

    @Override
    public Optional<Reproduction> reproduce(Lifecycle lifecycle, RunRecord run) {
        ModelInfo model = run.models().get(TribuoRun.MODEL_PATH);
        if (model != null && model.format().equals(TribuoModelFormat.NAME) && model.signature() != null) {
            TribuoModelFormat.requireTribuo();
            return Optional.of(ModelReproduction.of(lifecycle, run, model.signature()));
        }
        if (FoldReproduction.isOf(run)) {
            TribuoModelFormat.requireTribuo();
            return Optional.of(new FoldReproduction(lifecycle).of(run));
        }
        return Optional.empty();
    }
}
