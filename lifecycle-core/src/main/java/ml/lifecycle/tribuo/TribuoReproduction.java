package ml.lifecycle.tribuo;

import java.io.IOException;
import java.io.InputStream;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.Printable;
import ml.lifecycle.RefusedException;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.core.Split;
import ml.lifecycle.run.ModelInfo;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.signature.Output;
import org.tribuo.Trainer;

/**
 * A training that {@link TribuoRun} recorded, done again from what was recorded: the trainer from the configuration in
 * the stored model, the data from the snapshot and how it was split. The digests of both parts are verified before.
 *
 * <p>Of a cross-validation each fold is trained again, of a search each candidate. Their models were not kept, only their
 * digests; so those of one fold are equivalent if all metrics of the fold are the same. The outcome of all is the worst of
 * one, and the difference says of which. The digests are then those of all digests.
 *
 * @param run the id of the run
 * @param outcome how the two models compare
 * @param difference the first difference, as a sentence; empty if they are identical
 * @param recorded the digest of the recorded model; see {@link TribuoDigest}
 * @param reproduced the digest of the model that was trained now
 */
public record TribuoReproduction(
        String run, Outcome outcome, String difference, String recorded, String reproduced) implements Printable {

    /** How the model that was trained again compares with the recorded one. */
    public enum Outcome {
        /** All that was learnt is the same, bit for bit. */
        IDENTICAL,
        /** The models differ, and give the same answers and scores for all rows they were trained and measured on. */
        EQUIVALENT,
        /** They give different answers. */
        DIFFERENT
    }

    static final String MODEL = "model";

    /**
     * Does a training again.
     *
     * @param lifecycle where the run, its model and the snapshot are
     * @param run a run that trained with {@link TribuoRun} or {@link TribuoSearch} on splits of a snapshot
     * @return how the models compare
     * @throws RefusedException if the run did not record what is needed; the message says what
     * @throws ml.lifecycle.ConflictException if the data is not what was recorded
     * @throws ml.lifecycle.NotFoundException if there is no such run or snapshot
     */
    public static TribuoReproduction of(Lifecycle lifecycle, String run) {
        RunRecord record = lifecycle.run(run);
        ModelInfo info = record.models().get(MODEL);
        return info != null && info.signature() != null
                ? ModelReproduction.of(lifecycle, record, info.signature())
                : new FoldReproduction(lifecycle).of(record);
    }

    static byte[] content(Lifecycle lifecycle, String run, String path) {
        try (InputStream content = lifecycle.artifact("runs:/" + run + "/" + path)) {
            return content.readAllBytes();
        } catch (IOException failure) {
            throw new UnavailableException("The artifact '" + path + "' of run " + run + " cannot be read: "
                    + failure.getMessage() + ". maintenance().verify() lists all damage.", failure);
        }
    }

    /** Trains what a model of that kind was trained for. */
    static Trained<?> train(Output.Kind kind, Trainer<?> trainer, Split split) {
        return switch (kind) {
            case LABEL -> train(new LabelTask(), trainer, split);
            case NUMBER -> train(new NumberTask(), trainer, split);
            case CLUSTER -> train(new ClusterTask(), trainer, split);
        };
    }

    @SuppressWarnings("unchecked") // The model that this trainer made answers what the signature says.
    private static <T extends org.tribuo.Output<T>> Trained<T> train(Task<T> task, Trainer<?> trainer, Split split) {
        return Trained.of(Training.of(task, (Trainer<T>) trainer, split));
    }

    @Override
    public String toString() {
        return outcome + (difference.isEmpty() ? "" : ": " + difference)
                + "\n  recorded    " + recorded + "\n  reproduced  " + reproduced
                + "\n  again with  TribuoReproduction.of(lifecycle, \"" + run + "\").print()";
    }
}
