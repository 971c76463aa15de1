package ml.lifecycle.tribuo;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import ml.lifecycle.core.Folds;
import ml.lifecycle.core.Split;
import ml.lifecycle.internal.text.Digests;
import org.tribuo.Trainer;

/**
 * One combination of settings.
 *
 * @param place how many candidates the search was given before it
 * @param kind what people call it
 * @param values the settings
 * @param maker makes a trainer of them
 */
record Candidate<T extends org.tribuo.Output<T>>(
        int place, String kind, ParamValues values, Function<ParamValues, ? extends Trainer<T>> maker) {

    Trainer<T> trainer() {
        return Training.requireTrainer(maker.apply(values), "The candidate '" + name() + "'");
    }

    String name() {
        return values.all().isEmpty() ? kind : kind + " " + values;
    }

    /**
     * By what the candidate is recognised later: all parameters of its trainer and the rows of all folds.
     *
     * @param data of {@link #digest}
     */
    String key(String data) {
        Map<String, String> params = new TreeMap<>(TrainerParams.of(trainer()));
        StringBuilder text = new StringBuilder(data);
        params.forEach((name, value) -> text.append('\n').append(name.length()).append(' ').append(name).append('=')
                .append(value));
        return Digests.of(text.toString());
    }

    /** The rows of all folds. */
    static String digest(Folds folds) {
        StringBuilder text = new StringBuilder();
        for (Split split : folds.splits()) {
            text.append(split.trainUse().digest()).append(' ').append(split.testUse().digest()).append(' ')
                    .append(split.inputs(split.train()).digest()).append('\n');
        }
        return Digests.of(text.toString());
    }
}
