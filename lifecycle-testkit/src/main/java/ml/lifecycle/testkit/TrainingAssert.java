package ml.lifecycle.testkit;

import java.util.List;
import java.util.concurrent.Callable;
import ml.lifecycle.testkit.internal.Show;

/**
 * Assertions on a training. What it gives is compared part by part: a model that a {@link
 * ml.lifecycle.model.ModelFormat} on the class path can write, a {@link ml.lifecycle.model.Predictor} by its answers, a
 * {@link ml.lifecycle.run.RunRecord} by its params and metrics; numbers, text, arrays, records, collections and maps of
 * these by their values.
 */
public final class TrainingAssert {

    private final Callable<?> training;
    private final Outcome outcome;

    TrainingAssert(Callable<?> training, Outcome outcome) {
        this.training = training;
        this.outcome = outcome;
    }

    /**
     * Trains twice and requires equal models.
     *
     * @return this assertion
     * @throws ml.lifecycle.RefusedException if the training gives what cannot be compared; the message says what can
     */
    public TrainingAssert isDeterministic() {
        List<Canonical.Part> first = Canonical.partsOf(train());
        List<Canonical.Part> second = Canonical.partsOf(train());
        if (first.isEmpty() && second.isEmpty()) {
            outcome.failed(Facts.of("Expected two trainings to give the same model, but they give nothing to compare.")
                    .fact("to do", "return the model, or what was learned; what checked nothing does not pass")
                    .error("at least 1 part", "0 parts"));
        }
        int same = 0;
        while (same < Math.min(first.size(), second.size()) && first.get(same).equals(second.get(same))) {
            same++;
        }
        if (same < first.size() || same < second.size()) {
            String one = part(first, same);
            String other = part(second, same);
            outcome.failed(Facts.of("Expected two trainings to give the same model, but the models differ.")
                    .fact("first difference", "part " + (same + 1) + " of " + Math.max(first.size(), second.size()))
                    .fact("first", one)
                    .fact("second", other)
                    .fact("likely causes", """
                            a trainer that is shared: many keep a random generator that goes on where it stopped,
                              so make a new one for each training
                            a shuffle or split without a seed
                            threads that add numbers in another order each time
                            the order of a HashMap or HashSet, or the time, among the inputs""".stripTrailing())
                    .fact("to do", "train with a new trainer, a fixed seed and one thread, then allow one at a time")
                    .error(one, other));
        }
        return this;
    }

    private static String part(List<Canonical.Part> parts, int index) {
        return index < parts.size() ? parts.get(index).toString() : "nothing more after " + Show.count(parts.size(), "part");
    }

    /** What was trained; of nothing, a list of no parts. */
    private Object train() {
        try {
            Object model = training.call();
            return model == null ? List.of() : model;
        } catch (Exception failure) {
            throw Rethrow.unchanged(failure);
        }
    }
}
