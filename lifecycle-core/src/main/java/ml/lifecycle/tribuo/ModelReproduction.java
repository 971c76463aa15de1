package ml.lifecycle.tribuo;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.core.Split;
import ml.lifecycle.data.Table;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.model.LoadedModel;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.run.Reproduction;
import ml.lifecycle.run.Reproduction.Outcome;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Signature;
import org.tribuo.Model;
import org.tribuo.Trainer;

/** Trains a stored model again and compares the two. */
final class ModelReproduction {

    private ModelReproduction() {}

    static Reproduction of(Lifecycle lifecycle, RunRecord record, Signature signature) {
        byte[] content = content(lifecycle, record.id(), TribuoRun.MODEL_PATH);
        LoadedModel stored = new TribuoModelFormat().read(content, signature);
        Split split = Split.recorded(lifecycle, record);
        Model<?> original = (Model<?>) stored.unwrap();
        Trained<?> again = train(signature.output().kind(),
                RecordedTrainer.of(original.getProvenance().getTrainerProvenance()), split);
        return compare(record.id(), stored, again, split);
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

    static Reproduction compare(String run, LoadedModel stored, Trained<?> again, Split split) {
        Model<?> original = (Model<?>) stored.unwrap();
        String recorded = TribuoDigest.of(original);
        String reproduced = again.learnt().digest();
        if (recorded.equals(reproduced)) {
            return new Reproduction(run, Outcome.IDENTICAL, "", recorded, reproduced);
        }
        String answers = firstDifference(stored, again.served(), split);
        return answers.isEmpty()
                ? new Reproduction(run, Outcome.EQUIVALENT, parameters(original, again.model()), recorded, reproduced)
                : new Reproduction(run, Outcome.DIFFERENT, answers, recorded, reproduced);
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
}
