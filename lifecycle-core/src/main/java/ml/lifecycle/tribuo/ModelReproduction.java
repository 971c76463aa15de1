package ml.lifecycle.tribuo;

import java.util.List;
import java.util.Map;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.core.Split;
import ml.lifecycle.data.Table;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.model.LoadedModel;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.signature.Signature;
import ml.lifecycle.tribuo.TribuoReproduction.Outcome;
import org.tribuo.Model;

/** Trains a stored model again and compares the two. */
final class ModelReproduction {

    private ModelReproduction() {}

    static TribuoReproduction of(Lifecycle lifecycle, RunRecord record, Signature signature) {
        byte[] content = TribuoReproduction.content(lifecycle, record.id(), TribuoReproduction.MODEL);
        LoadedModel stored = new TribuoModelFormat().read(content, signature);
        Split split = Split.recorded(lifecycle, record);
        Model<?> original = (Model<?>) stored.unwrap();
        Trained<?> again = TribuoReproduction.train(signature.output().kind(),
                RecordedTrainer.of(original.getProvenance().getTrainerProvenance()), split);
        return compare(record.id(), stored, again, split);
    }

    static TribuoReproduction compare(String run, LoadedModel stored, Trained<?> again, Split split) {
        Model<?> original = (Model<?>) stored.unwrap();
        String recorded = TribuoDigest.of(original);
        String reproduced = again.digest();
        if (recorded.equals(reproduced)) {
            return new TribuoReproduction(run, Outcome.IDENTICAL, "", recorded, reproduced);
        }
        String answers = firstDifference(stored, again.served(), split);
        return answers.isEmpty()
                ? new TribuoReproduction(run, Outcome.EQUIVALENT, parameters(original, again.model()), recorded, reproduced)
                : new TribuoReproduction(run, Outcome.DIFFERENT, answers, recorded, reproduced);
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
