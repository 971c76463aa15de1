package ml.lifecycle.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import ml.lifecycle.gate.Evidence;
import ml.lifecycle.internal.model.Reloadable;
import ml.lifecycle.internal.text.Count;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.model.Predictor;
import org.jspecify.annotations.Nullable;

/**
 * Tries out what can be known of a model without training it again. Of a monitor the model behind it is asked, so that no
 * question counts as traffic.
 */
public final class ModelFacts {

    private static final int MOST_ROWS = 1_000;

    private ModelFacts() {}

    /**
     * Tries each way to break the signature.
     *
     * @param model the model, behind the policy that is to be judged
     * @return whether all were refused, and what was not
     * @see InvalidInput
     */
    public static Evidence.Finding refusesInvalidInput(Predictor model) {
        InvalidInput tried = InvalidInput.of(model.unwatched());
        return new Evidence.Finding(tried.isRefused(), tried.sentence());
    }

    /**
     * Asks the same rows in one batch, one by one, backwards, and of the model read from its store anew. Of more than
     * 1,000 rows, 1,000 at equal distances are asked.
     *
     * @param predictor the model, behind a policy that answers these rows
     * @param rows the rows, values by column
     * @return whether all answers are the same, to the bit of numbers and scores; empty if there are no rows, or if the
     *         answers are the same and the model is not one that can be loaded anew
     */
    public static Optional<Evidence.Finding> consistent(Predictor predictor, List<? extends Map<String, Object>> rows) {
        Predictor model = predictor.unwatched();
        List<Map<String, Object>> asked = sample(rows);
        if (asked.isEmpty()) {
            return Optional.empty();
        }
        List<Prediction> batch = model.predict(asked);
        List<Prediction> single = new ArrayList<>(asked.size());
        asked.forEach(row -> single.add(model.predict(row)));
        List<Map<String, Object>> backwards = new ArrayList<>(asked);
        Collections.reverse(backwards);
        List<Prediction> reversed = new ArrayList<>(model.predict(backwards));
        Collections.reverse(reversed);
        List<String> different = new ArrayList<>();
        compare("alone", batch, single, different);
        compare("in the opposite order", batch, reversed, different);
        Predictor anew = model instanceof Reloadable stored ? stored.loadedAnew() : null;
        if (anew != null) {
            compare("of the model loaded anew", batch, anew.predict(asked), different);
        }
        if (!different.isEmpty()) {
            return Optional.of(new Evidence.Finding(false, "The answers to " + count(asked.size())
                    + " asked in a batch are not those given " + String.join(", nor ", different) + "."));
        }
        return anew == null ? Optional.empty() : Optional.of(new Evidence.Finding(true, "The answers to "
                + count(asked.size()) + " are the same in a batch, alone, in the opposite order, and of the model"
                + " loaded anew."));
    }

    private static List<Map<String, Object>> sample(List<? extends Map<String, Object>> rows) {
        int asked = Math.min(MOST_ROWS, rows.size());
        return IntStream.range(0, asked).<Map<String, Object>>mapToObj(
                index -> rows.get((int) ((long) index * rows.size() / asked))).toList();
    }

    private static void compare(String how, List<Prediction> expected, List<Prediction> answers,
            List<String> different) {
        if (expected.size() != answers.size()) {
            different.add(how + " (" + answers.size() + " answers to " + expected.size() + ")");
            return;
        }
        int[] rows = IntStream.range(0, expected.size())
                .filter(row -> !isSame(expected.get(row), answers.get(row))).toArray();
        if (rows.length > 0) {
            different.add(how + " (" + rows.length + " differ, first '" + label(expected.get(rows[0])) + "' and '"
                    + label(answers.get(rows[0])) + "')");
        }
    }

    private static String label(Prediction answer) {
        return Names.printable(answer.label());
    }

    private static String count(int rows) {
        return Count.of(rows, "row");
    }

    /**
     * Whether two answers are the same.
     *
     * @param one an answer
     * @param other another, or {@code null} for none
     * @return whether they agree in label, and to the bit in number and scores
     */
    public static boolean isSame(Prediction one, @Nullable Prediction other) {
        return other != null && one.label().equals(other.label())
                && Double.compare(one.value(), other.value()) == 0
                && one.scores().equals(other.scores());
    }
}
