package ml.lifecycle.tribuo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.RefusedException;
import ml.lifecycle.core.Split;
import ml.lifecycle.internal.text.Digests;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.run.Reproduction;
import ml.lifecycle.run.Reproduction.Outcome;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.run.RunStatus;
import ml.lifecycle.signature.Output;

/** Does the folds of cross-validations and searches again, whose models were not kept. */
final class FoldReproduction {

    private final Lifecycle lifecycle;

    FoldReproduction(Lifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    /** Whether a run is of a cross-validation or a search: a fold, a candidate, or all of them. */
    static boolean isOf(RunRecord run) {
        return isFold(run) || run.artifacts().containsKey(RecordedTrainer.ARTIFACT)
                || run.params().containsKey(SearchFlow.METRIC);
    }

    Reproduction of(RunRecord run) {
        String parent = run.parent();
        if (isFold(run) && parent != null) {
            return fold(lifecycle.run(parent), run);
        }
        List<Reproduction> parts = new ArrayList<>();
        for (RunRecord child : lifecycle.runs().where("parent = '" + run.id() + "'").list()) {
            // A candidate that was refused, or was being trained when a search was killed, has nothing to compare.
            if (child.status() == RunStatus.FINISHED) {
                parts.add(isFold(child) ? fold(run, child) : of(child));
            }
        }
        if (parts.isEmpty()) {
            throw new RefusedException("Run '" + Names.printable(run.name()) + "' (" + run.id() + ") has no fold that"
                    + " finished, so there is nothing to reproduce.");
        }
        return all(run, parts);
    }

    private static boolean isFold(RunRecord run) {
        return run.params().containsKey(CrossValidation.FOLD);
    }

    private Reproduction fold(RunRecord parent, RunRecord fold) {
        Split split = Split.recorded(lifecycle, fold);
        byte[] trainer = ModelReproduction.content(lifecycle, parent.id(), RecordedTrainer.ARTIFACT);
        Output.Kind kind = parent.params().getOrDefault(CrossValidation.OUTPUT, "LABEL").equals("NUMBER")
                ? Output.Kind.NUMBER : Output.Kind.LABEL;
        Trained<?> again = ModelReproduction.train(kind, RecordedTrainer.of(trainer), split);
        String recorded = fold.tags().getOrDefault("model.digest", "");
        String reproduced = again.learnt().digest();
        if (recorded.equals(reproduced)) {
            return new Reproduction(fold.id(), Outcome.IDENTICAL, "", recorded, reproduced);
        }
        String difference = firstDifference(fold, CrossValidation.scores(again, split));
        return difference.isEmpty()
                ? new Reproduction(fold.id(), Outcome.EQUIVALENT, "The metrics of fold '"
                        + Names.printable(fold.name()) + "' are the same, and the models differ.", recorded, reproduced)
                : new Reproduction(fold.id(), Outcome.DIFFERENT, difference, recorded, reproduced);
    }

    private static String firstDifference(RunRecord fold, Map<String, Double> now) {
        for (Map.Entry<String, Double> metric : fold.metrics().entrySet()) {
            if (!metric.getKey().equals(CrossValidation.TIME) && !metric.getValue().equals(now.get(metric.getKey()))) {
                return "Fold '" + Names.printable(fold.name()) + "' (" + fold.id() + ") had "
                        + Names.printable(metric.getKey()) + " = " + metric.getValue() + ", and now has "
                        + now.get(metric.getKey()) + ".";
            }
        }
        return "";
    }

    private static Reproduction all(RunRecord run, List<Reproduction> parts) {
        Reproduction worst = parts.stream().max(Comparator.comparing(Reproduction::outcome)).orElseThrow();
        return new Reproduction(run.id(), worst.outcome(), worst.difference(),
                Digests.of(parts.stream().map(Reproduction::recorded).collect(Collectors.joining("\n"))),
                Digests.of(parts.stream().map(Reproduction::reproduced).collect(Collectors.joining("\n"))));
    }
}
