package ml.lifecycle.tribuo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import ml.lifecycle.core.Folds;
import ml.lifecycle.core.Split;
import ml.lifecycle.gate.Checks;
import ml.lifecycle.model.AnsweredRows;
import ml.lifecycle.run.Run;
import ml.lifecycle.signature.SignaturePolicy.Refused;
import org.tribuo.Trainer;

/** Trains and measures on each of several splits, in runs within a run. */
final class CrossValidation {

    static final String DEVIATION = "/deviation";
    static final String LOW = "/low";
    static final String HIGH = "/high";
    /** The number of the split, from 1, as a param of its run. */
    static final String FOLD = "fold";

    /** What the model answers, as a param of the run of all folds. */
    static final String OUTPUT = "output.kind";
    /** What a run of a fold records besides the scores. */
    static final String TIME = "training_ms";

    private CrossValidation() {}

    /** All folds. */
    static <T extends org.tribuo.Output<T>> void record(
            Run run, Task<T> task, Supplier<? extends Trainer<T>> trainer, Folds folds) {
        record(run, task, trainer, folds, List.of(), folds.splits().size());
    }

    /**
     * Some folds, and the means of them and those before.
     *
     * @param before the metrics of the folds that were trained before, the first ones
     * @param to how many folds there are then
     */
    static <T extends org.tribuo.Output<T>> void record(Run run, Task<T> task, Supplier<? extends Trainer<T>> trainer,
            Folds folds, List<Map<String, Double>> before, int to) {
        List<Map<String, Double>> scores = new ArrayList<>(before);
        for (Split split : folds.splits().subList(before.size(), to)) {
            Training<T> training = Training.of(task, Training.requireTrainer(trainer.get(), "The supplier of trainers"), split);
            if (scores.size() == before.size()) {
                run.param("algorithm", training.algorithm());
                run.params(training.params());
                run.params(folds.params());
                run.param(OUTPUT, training.signature().output().kind());
                TribuoRun.warn(run, training);
                run.artifact(RecordedTrainer.ARTIFACT, RecordedTrainer.bytes(training.trainer()));
            }
            scores.add(fold(run, training, split, scores.size() + 1));
        }
        double[] ratios = ratios(folds, to);
        common(scores).forEach((name, values) -> {
            FoldMean mean = FoldMean.of(values, ratios).within(Checks.recorded(name).domain());
            run.metric(name, mean.mean());
            run.metric(name + DEVIATION, mean.deviation());
            run.metric(name + LOW, mean.low());
            run.metric(name + HIGH, mean.high());
        });
    }

    /** Of the first folds the rows to measure on relative to those to learn from. */
    static double[] ratios(Folds folds, int count) {
        return folds.splits().subList(0, count).stream()
                .mapToDouble(split -> (double) split.test().rows() / split.train().rows()).toArray();
    }

    private static Map<String, Double> fold(
            Run run, Training<?> training, Split split, int number) {
        Map<String, Double> scores = new LinkedHashMap<>();
        run.run("fold " + number, fold -> {
            fold.param(FOLD, number);
            fold.params(split.params());
            fold.data(split.trainUse());
            fold.data(split.testUse());
            Trained<?> trained = Trained.of(training);
            AnsweredRows asked = trained.ask(split, split.test(), Refused.NOT_ANSWERED);
            scores.putAll(scores(trained, split, asked));
            scores.forEach(fold::metric);
            TribuoRun.refused(fold, asked);
            fold.metric(TIME, trained.learnt().millis());
            fold.tag("model.digest", trained.learnt().digest());
        });
        return scores;
    }

    static Map<String, Double> scores(Trained<?> trained, Split split) {
        return scores(trained, split, trained.ask(split, split.test(), Refused.NOT_ANSWERED));
    }

    private static Map<String, Double> scores(Trained<?> trained, Split split, AnsweredRows asked) {
        return Scores.of(trained.beside(asked, split, split.test()));
    }

    /** The values of each metric that all folds have. */
    private static Map<String, double[]> common(List<Map<String, Double>> scores) {
        Map<String, double[]> common = new LinkedHashMap<>();
        for (String name : scores.get(0).keySet()) {
            if (scores.stream().allMatch(fold -> fold.containsKey(name))) {
                common.put(name, scores.stream().mapToDouble(fold -> fold.get(name)).toArray());
            }
        }
        return common;
    }
}
