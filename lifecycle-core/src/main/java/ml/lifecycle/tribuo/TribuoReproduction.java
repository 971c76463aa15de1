package ml.lifecycle.tribuo;

import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.Printable;
import ml.lifecycle.RefusedException;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.core.Split;
import ml.lifecycle.data.Table;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.model.LoadedModel;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.run.ModelInfo;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.signature.Signature;
import org.tribuo.Model;
import org.tribuo.Trainer;

/**
 * A training that {@link TribuoRun} recorded, done again from what was recorded: the trainer from the configuration in
 * the stored model, the data from the snapshot and how it was split. The digests of both parts are verified before.
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

    private static final String MODEL = "model";

    /**
     * Does a training again.
     *
     * @param lifecycle where the run, its model and the snapshot are
     * @param run a run that trained with {@link TribuoRun} on a split of a snapshot
     * @return how the models compare
     * @throws RefusedException if the run did not record what is needed; the message says what
     * @throws ml.lifecycle.ConflictException if the data is not what was recorded
     * @throws ml.lifecycle.NotFoundException if there is no such run or snapshot
     */
    public static TribuoReproduction of(Lifecycle lifecycle, String run) {
        RunRecord record = lifecycle.run(run);
        ModelInfo info = record.models().get(MODEL);
        if (info == null || info.signature() == null) {
            throw new RefusedException("Run '" + Names.printable(record.name()) + "' (" + run
                    + ") has no model with a signature under the path '" + MODEL
                    + "', so there is nothing to reproduce; TribuoRun.train and cluster record one.");
        }
        Signature signature = info.signature();
        LoadedModel stored = new TribuoModelFormat().read(content(lifecycle, run), signature);
        Split split = Split.recorded(lifecycle, record);
        Model<?> original = (Model<?>) stored.unwrap();
        Trained<?> again = train(original, signature, split);
        String recorded = TribuoDigest.of(original);
        String reproduced = TribuoDigest.of(again.model());
        if (recorded.equals(reproduced)) {
            return new TribuoReproduction(run, Outcome.IDENTICAL, "", recorded, reproduced);
        }
        String answers = firstDifference(stored, again.served(), split);
        return answers.isEmpty()
                ? new TribuoReproduction(run, Outcome.EQUIVALENT, parameters(original, again.model()), recorded, reproduced)
                : new TribuoReproduction(run, Outcome.DIFFERENT, answers, recorded, reproduced);
    }

    private static byte[] content(Lifecycle lifecycle, String run) {
        try (InputStream content = lifecycle.artifact("runs:/" + run + "/" + MODEL)) {
            return content.readAllBytes();
        } catch (IOException failure) {
            throw new UnavailableException("The model of run " + run + " cannot be read: " + failure.getMessage()
                    + ". maintenance().verify() lists all damage.", failure);
        }
    }

    private static Trained<?> train(Model<?> original, Signature signature, Split split) {
        Trainer<?> trainer = trainer(original);
        return switch (signature.output().kind()) {
            case LABEL -> train(new LabelTask(), trainer, split);
            case NUMBER -> train(new NumberTask(), trainer, split);
            case CLUSTER -> train(new ClusterTask(), trainer, split);
        };
    }

    @SuppressWarnings("unchecked") // The model that this trainer made answers what the signature says.
    private static <T extends org.tribuo.Output<T>> Trained<T> train(Task<T> task, Trainer<?> trainer, Split split) {
        return Trained.of(Training.of(task, (Trainer<T>) trainer, split));
    }

    /** A new trainer as the one that made a model. What the configuration names was allowed when the model was read. */
    private static Trainer<?> trainer(Model<?> model) {
        var provenance = model.getProvenance().getTrainerProvenance();
        ConfigurationManager manager = new ConfigurationManager();
        try {
            manager.addConfiguration(ProvenanceUtil.extractConfiguration(provenance));
            Map<String, String> wanted = flat(TrainerParams.of(provenance));
            for (String name : manager.getComponentNames()) {
                Configurable component = manager.lookup(name);
                if (component instanceof Trainer<?> trainer && flat(TrainerParams.of(trainer)).equals(wanted)) {
                    return trainer;
                }
            }
        } finally {
            manager.close();
        }
        throw new RefusedException("The trainer " + provenance.getClassName() + " cannot be made again from the"
                + " configuration that is stored with the model.");
    }

    /** Without what counts the trainings, of which a new trainer has none. */
    private static Map<String, String> flat(Map<String, String> params) {
        Map<String, String> flat = new TreeMap<>(params);
        flat.keySet().removeIf(name -> name.endsWith(".train-invocation-count"));
        return flat;
    }

    private static String firstDifference(LoadedModel stored, LoadedModel again, Split split) {
        for (Table part : List.of(split.test(), split.train())) {
            var rows = Trained.rows(split.inputs(part));
            List<Prediction> first = stored.predict(rows);
            List<Prediction> second = again.predict(rows);
            for (int row = 0; row < first.size(); row++) {
                if (!first.get(row).equals(second.get(row))) {
                    return "Row " + row + " (counted from 0) of the " + (part == split.test() ? "test" : "training")
                            + " part: recorded " + shown(first.get(row)) + ", now " + shown(second.get(row)) + ".";
                }
            }
        }
        return "";
    }

    private static String shown(Prediction prediction) {
        return Names.printable(prediction.label()) + (prediction.scores().isEmpty() ? "" : " " + prediction.scores());
    }

    private static String parameters(Model<?> original, Model<?> again) {
        Map<String, String> now = TrainerParams.of(again.getProvenance().getTrainerProvenance());
        for (Map.Entry<String, String> param : TrainerParams.of(original.getProvenance().getTrainerProvenance()).entrySet()) {
            if (!param.getValue().equals(now.get(param.getKey()))) {
                return "The answers are the same; " + param.getKey() + " was " + param.getValue() + " and is "
                        + now.get(param.getKey()) + ".";
            }
        }
        return "The answers are the same, and what lies behind them differs.";
    }

    @Override
    public String toString() {
        return outcome + (difference.isEmpty() ? "" : ": " + difference)
                + "\n  recorded    " + recorded + "\n  reproduced  " + reproduced
                + "\n  again with  TribuoReproduction.of(lifecycle, \"" + run + "\").print()";
    }
}
