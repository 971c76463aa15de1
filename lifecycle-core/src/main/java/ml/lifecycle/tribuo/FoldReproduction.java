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
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.run.RunStatus;
import ml.lifecycle.signature.Output;
import ml.lifecycle.tribuo.TribuoReproduction.Outcome;

/** Does the folds of cross-validations and searches again, whose models were not kept. */
final class FoldReproduction {

    private final Lifecycle lifecycle;

    FoldReproduction(Lifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    TribuoReproduction of(RunRecord run) {
        String parent = run.parent();
        if (run.params().containsKey(CrossValidation.FOLD) && parent != null) {
            return fold(lifecycle.run(parent), run);
        }
        List<TribuoReproduction> parts = new ArrayList<>();
        for (RunRecord child : lifecycle.runs().where("parent = '" + run.id() + "'").list()) {
            // A candidate that was refused, or was being trained when a search was killed, has nothing to compare.
            if (child.status() == RunStatus.FINISHED) {
                parts.add(isFold(child) ? fold(run, child) : of(child));
            }
        }
        if (parts.isEmpty()) {
            throw new RefusedException("Run '" + Names.printable(run.name()) + "' (" + run.id() + ") has no model with a"
                    + " signature under the path '" + TribuoReproduction.MODEL + "' and no folds, so there is nothing to"
                    + " reproduce; TribuoRun and TribuoSearch record them.");
        }
        return all(run, parts);
    }

    private static boolean isFold(RunRecord run) {
        return run.params().containsKey(CrossValidation.FOLD);
    }

    private TribuoReproduction fold(RunRecord parent, RunRecord fold) {
        Split split = Split.recorded(lifecycle, fold);
        byte[] trainer = TribuoReproduction.content(lifecycle, parent.id(), RecordedTrainer.ARTIFACT);
        Output.Kind kind = parent.params().getOrDefault(CrossValidation.OUTPUT, "LABEL").equals("NUMBER")
                ? Output.Kind.NUMBER : Output.Kind.LABEL;
        Trained<?> again = TribuoReproduction.train(kind, RecordedTrainer.of(trainer), split);
        String recorded = fold.tags().getOrDefault("model.digest", "");
        String reproduced = again.digest();
        if (recorded.equals(reproduced)) {
            return new TribuoReproduction(fold.id(), Outcome.IDENTICAL, "", recorded, reproduced);
        }
        String difference = firstDifference(fold, CrossValidation.scores(again, split));
        return difference.isEmpty()
                ? new TribuoReproduction(fold.id(), Outcome.EQUIVALENT, "The metrics of fold '"
                        + Names.printable(fold.name()) + "' are the same, and the models differ.", recorded, reproduced)
                : new TribuoReproduction(fold.id(), Outcome.DIFFERENT, difference, recorded, reproduced);
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

    private static TribuoReproduction all(RunRecord run, List<TribuoReproduction> parts) {
        TribuoReproduction worst = parts.stream().max(Comparator.comparing(TribuoReproduction::outcome)).orElseThrow();
        return new TribuoReproduction(run.id(), worst.outcome(), worst.difference(),
                Digests.of(parts.stream().map(TribuoReproduction::recorded).collect(Collectors.joining("\n"))),
                Digests.of(parts.stream().map(TribuoReproduction::reproduced).collect(Collectors.joining("\n"))));
    }
}
