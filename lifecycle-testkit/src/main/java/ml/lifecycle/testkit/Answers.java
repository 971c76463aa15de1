package ml.lifecycle.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ml.lifecycle.RefusedException;
import ml.lifecycle.core.ModelFacts;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.signature.SignaturePolicy;
import ml.lifecycle.signature.SignaturePolicy.Reaction;
import ml.lifecycle.signature.SignatureViolation;
import ml.lifecycle.testkit.internal.Show;
import org.jspecify.annotations.Nullable;

/** Compares answers of models. */
final class Answers {

    private Answers() {}

    /** As for evidence: new data has numbers that training did not see, and leaving these rows out would flatter. */
    static Predictor tolerant(Predictor model) {
        return model.unwatched().with(policy(model));
    }

    /** Which rows a model is asked that it may refuse. */
    static SignaturePolicy policy(Predictor model) {
        return model.policy().unlessSaid(SignatureViolation.Kind.OUT_OF_RANGE, Reaction.ACCEPT);
    }

    /** The labels whose scores can be watched; none for numbers. */
    static void requireLabel(Predictor model, String label) {
        List<String> labels = model.signature().output().labels();
        if (!labels.contains(label)) {
            throw new RefusedException("'" + label + "' is no label of " + model.source() + "; the labels are " + labels + ".");
        }
    }

    /** The score of a label; of an answer without scores 1 for its label and 0 for others. */
    static double score(Prediction answer, String label) {
        return answer.scores().isEmpty()
                ? answer.label().equals(label) ? 1 : 0
                : answer.scores().getOrDefault(label, 0.0);
    }

    /** One line for each row whose answers are not the same. */
    static List<String> differences(
            NumberedRows rows, List<Prediction> expected, List<? extends @Nullable Prediction> answers) {
        List<String> lines = new ArrayList<>();
        if (expected.size() != rows.size() || answers.size() != rows.size()) {
            lines.add(expected.size() + " and " + answers.size() + " answers to " + Show.count(rows.size(), "row"));
            return lines;
        }
        for (int i = 0; i < rows.size(); i++) {
            Prediction answer = answers.get(i);
            if (!ModelFacts.isSame(expected.get(i), answer)) {
                lines.add(rows.name(i) + ": " + contrast(expected.get(i), answer) + ": " + Show.row(rows.get(i)));
            }
        }
        return lines;
    }

    /** The two answers, with as much of them as is needed to see the difference. */
    static String contrast(Prediction one, @Nullable Prediction other) {
        if (other == null) {
            return Show.literal(one.label()) + " and no answer";
        }
        if (!one.label().equals(other.label())) {
            return Show.literal(one.label()) + " and " + Show.literal(other.label());
        }
        for (String label : one.scores().keySet()) {
            if (!one.scores().get(label).equals(other.scores().get(label))) {
                return Show.literal(one.label()) + " with score " + one.scores().get(label) + " and "
                        + other.scores().get(label) + (label.equals(one.label()) ? "" : " of " + Show.literal(label));
            }
        }
        return one.scores().size() == other.scores().size()
                ? one.value() + " and " + other.value()
                : Show.literal(one.label()) + " with scores of " + one.scores().keySet() + " and of "
                        + other.scores().keySet();
    }
}
