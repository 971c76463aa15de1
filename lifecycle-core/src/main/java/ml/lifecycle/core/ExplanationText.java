package ml.lifecycle.core;

import java.util.List;
import java.util.Locale;
import ml.lifecycle.core.Explanation.Change;
import ml.lifecycle.core.Explanation.Counterfactual;
import ml.lifecycle.core.Explanation.Effect;
import ml.lifecycle.core.Explanation.Effects;
import ml.lifecycle.core.Explanation.NearRow;
import ml.lifecycle.report.TextLayout;
import org.jspecify.annotations.Nullable;

/** An explanation as a person reads it in a terminal. */
final class ExplanationText {

    private static final int SHOWN = 10;
    /** In a row that was there almost every number is another. */
    private static final int SHOWN_NEAR = 5;
    private static final int SHOWN_REASONS = 20;
    private static final int MAX_NAME = 30;
    private static final int MAX_VALUE = 20;
    private static final int MAX_REASON = 120;
    /** Below it an imitation leaves more unsaid than it says. */
    private static final double POOR = 0.5;

    private final Explanation explanation;
    private final StringBuilder text = new StringBuilder();

    private ExplanationText(Explanation explanation) {
        this.explanation = explanation;
    }

    static String of(Explanation explanation) {
        ExplanationText text = new ExplanationText(explanation);
        text.answer();
        text.reasons();
        text.effects(explanation.effects());
        text.others();
        return text.text.toString();
    }

    private void answer() {
        text.append("answer: ").append(TextLayout.cut(explanation.answer().label(), MAX_NAME));
        Double score = explanation.answer().scores().get(explanation.answer().label());
        text.append(score == null ? "" : String.format(Locale.ROOT, ", score %.3f", score));
    }

    private void reasons() {
        List<String> reasons = explanation.reasons();
        if (!reasons.isEmpty()) {
            text.append("\nhow the model came to it:");
            reasons.stream().limit(SHOWN_REASONS)
                    .forEach(reason -> text.append("\n  ").append(TextLayout.cut(reason, MAX_REASON)));
            more(reasons.size() - SHOWN_REASONS, "");
        }
    }

    private void effects(Effects effects) {
        List<Effect> shown = effects.all().subList(0, Math.min(SHOWN, effects.all().size()));
        text.append('\n').append(effects.meaning()).append(" (95 % interval):");
        int name = width(shown.stream().map(Effect::column).toList(), MAX_NAME);
        int value = width(shown.stream().map(effect -> shown(value(effect))).toList(), MAX_VALUE);
        String number = "%" + (shown.stream().anyMatch(effect -> Math.abs(effect.mean()) >= 100) ? "10.3f" : "6.3f");
        for (Effect effect : shown) {
            text.append("\n  ").append(TextLayout.left(TextLayout.cut(effect.column(), MAX_NAME), name)).append("  ")
                    .append(TextLayout.right(TextLayout.cut(shown(value(effect)), MAX_VALUE), value))
                    .append(String.format(Locale.ROOT, "  " + number + "  [" + number + ", " + number + "]",
                            effect.mean(), effect.mean() - effect.reach(), effect.mean() + effect.reach()));
        }
        more(effects.all().size() - SHOWN, " with less");
        fidelity(effects.fidelity());
    }

    private @Nullable Object value(Effect effect) {
        return explanation.row().get(effect.column());
    }

    private void fidelity(double fidelity) {
        if (!Double.isNaN(fidelity)) {
            text.append(String.format(Locale.ROOT, "\n  imitated with R² %.2f", fidelity))
                    .append(fidelity < POOR ? ": too poorly to rely on these numbers" : "");
        }
    }

    private void others() {
        NearRow nearest = explanation.nearest();
        if (nearest != null) {
            text.append("\nthe nearest row with another answer is row ").append(nearest.number()).append(": ")
                    .append(TextLayout.cut(nearest.answer().label(), MAX_NAME))
                    .append(String.format(Locale.ROOT, ", at a distance of %.2f, with", nearest.distance()));
            changes(nearest.changes(), SHOWN_NEAR);
        }
        for (Counterfactual other : explanation.counterfactuals()) {
            text.append("\nthe answer would be ").append(TextLayout.cut(other.answer().label(), MAX_NAME)).append(" with");
            changes(other.changes(), SHOWN);
        }
        boolean isNumber = !Double.isNaN(explanation.answer().value());
        if (!isNumber && nearest == null && explanation.counterfactuals().isEmpty()) {
            text.append("\nno other answer was found");
        }
    }

    private void changes(List<Change> changes, int most) {
        List<Change> shown = changes.subList(0, Math.min(most, changes.size()));
        int name = width(shown.stream().map(Change::column).toList(), MAX_NAME);
        int value = width(shown.stream().map(change -> shown(change.to())).toList(), MAX_VALUE);
        for (Change change : shown) {
            text.append("\n  ").append(TextLayout.left(TextLayout.cut(change.column(), MAX_NAME), name)).append("  ")
                    .append(TextLayout.right(TextLayout.cut(shown(change.to()), MAX_VALUE), value))
                    .append(" instead of ").append(TextLayout.cut(shown(change.from()), MAX_VALUE));
        }
        more(changes.size() - most, " with less");
    }

    private void more(int left, String what) {
        if (left > 0) {
            text.append("\n  and ").append(left).append(" more").append(what);
        }
    }

    private static String shown(@Nullable Object value) {
        return value == null ? "no value" : value.toString();
    }

    private static int width(List<String> texts, int most) {
        return texts.stream().mapToInt(text -> TextLayout.width(TextLayout.cut(text, most))).max().orElse(0);
    }
}
