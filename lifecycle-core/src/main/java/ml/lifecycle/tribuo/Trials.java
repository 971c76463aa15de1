package ml.lifecycle.tribuo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ml.lifecycle.core.Folds;
import ml.lifecycle.run.Experiment;
import ml.lifecycle.run.Run;
import ml.lifecycle.run.RunRecord;
import org.jspecify.annotations.Nullable;

/** Tries candidates, each in a run of its own; what has finished is not done again. Safe for use by several threads. */
final class Trials<T extends org.tribuo.Output<T>> {

    /** By what a finished candidate is found again. */
    private static final String KEY = "search.candidate";

    private final Experiment experiment;
    private final Folds folds;
    private final Task<T> task;
    private final Rungs rungs;

    Trials(Experiment experiment, Folds folds, Task<T> task, Rungs rungs) {
        this.experiment = experiment;
        this.folds = folds;
        this.task = task;
        this.rungs = rungs;
    }

    /**
     * Tries a candidate in the folds of a step, or finds the run of this that has finished.
     *
     * @param search the run of the search
     * @param candidate the candidate
     * @param key by what it is known
     * @param before what the steps before found; {@code null} in the first
     * @param step the step, from 0
     */
    Tried<T> attempt(Run search, Candidate<T> candidate, String key, @Nullable Tried<T> before, int step) {
        List<Map<String, Double>> known = before == null ? List.of() : before.scores();
        int to = rungs.upTo().get(step);
        String stepKey = rungs.isOne() ? key : key + " " + known.size() + "-" + to;
        RunRecord run = finished(stepKey);
        boolean again = run == null;
        if (run == null) {
            String label = rungs.isOne() ? candidate.name()
                    : candidate.name() + ", folds " + (known.size() + 1) + " to " + to;
            run = search.run(label, child -> {
                child.param(KEY, stepKey);
                child.param("search.kind", candidate.kind());
                candidate.values().all().forEach((name, value) -> child.param("search.param." + name, value));
                CrossValidation.record(child, task, candidate::trainer, folds, known, to);
            });
        }
        List<Map<String, Double>> scores = new ArrayList<>(known);
        scores.addAll(scores(run, known.size(), to));
        return new Tried<>(candidate, key, run, scores, again || before != null && before.trained());
    }

    private @Nullable RunRecord finished(String key) {
        return experiment.runs().withNested().where("params.`" + KEY + "` = '" + key + "' and status = 'FINISHED'").first()
                .orElse(null);
    }

    /** The metrics of some folds, from the first to before the last, as their runs have them. */
    private List<Map<String, Double>> scores(RunRecord run, int from, int to) {
        List<Map<String, Double>> scores = new ArrayList<>();
        for (int fold = from; fold < to; fold++) {
            scores.add(Map.of());
        }
        for (RunRecord fold : experiment.runs().where("parent = '" + run.id() + "'").list()) {
            int place = Integer.parseInt(fold.params().getOrDefault(CrossValidation.FOLD, "0")) - 1 - from;
            if (place >= 0 && place < scores.size()) {
                Map<String, Double> metrics = new LinkedHashMap<>(fold.metrics());
                metrics.remove(CrossValidation.TIME);
                scores.set(place, metrics);
            }
        }
        return scores;
    }
}
