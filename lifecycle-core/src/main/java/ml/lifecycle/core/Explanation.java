package ml.lifecycle.core;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import ml.lifecycle.Printable;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.report.TextLayout;
import org.jspecify.annotations.Nullable;

/**
 * Why a model answers so for one row.
 *
 * @param row the row, by column
 * @param answer the answer
 * @param effects how much the value of each column speaks for the answer, the strongest first
 * @param counterfactuals for each other answer that was found what would have to be otherwise, the smallest change first
 */
public record Explanation(
        Map<String, Object> row, Prediction answer, List<Effect> effects, List<Counterfactual> counterfactuals)
        implements Printable {

    private static final int SHOWN_EFFECTS = 10;
    private static final int MAX_NAME = 30;
    private static final int MAX_VALUE = 20;

    /**
     * What the value of one column does: the score of the answer less its mean when the value is exchanged for those of
     * other rows; or, where the model gives no scores, the share of those exchanges that change the answer. M.
     * Robnik-Šikonja, I. Kononenko, Explaining classifications for individual instances, IEEE Transactions on Knowledge and
     * Data Engineering 20 (2008), section 2.
     *
     * @param column the column
     * @param mean the difference; negative if the value speaks against the answer
     * @param reach how far the 95 % interval of the mean reaches to both sides, by the rows that were drawn
     */
    public record Effect(String column, double mean, double reach) {}

    /**
     * A row that is answered otherwise; the model was asked for it. No change of it can be left out.
     *
     * @param answer the other answer
     * @param changes what is otherwise, the largest change first
     * @param distance the sum of the changes: of numbers in standard deviations, of others 1 each
     */
    public record Counterfactual(Prediction answer, List<Change> changes, double distance) {

        /** Copies the changes. */
        public Counterfactual {
            changes = List.copyOf(changes);
        }
    }

    /**
     * One value that is otherwise.
     *
     * @param column the column
     * @param from the value of the row; {@code null} if it has none
     * @param to the other value; {@code null} for none
     * @param distance how far they are apart: for numbers in standard deviations, for others 1
     */
    public record Change(String column, @Nullable Object from, @Nullable Object to, double distance) {}

    /** Copies the lists. */
    public Explanation {
        effects = List.copyOf(effects);
        counterfactuals = List.copyOf(counterfactuals);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("answer: ").append(TextLayout.cut(answer.label(), MAX_NAME));
        Double score = answer.scores().get(answer.label());
        text.append(score == null ? "" : String.format(Locale.ROOT, ", score %.3f", score));
        appendEffects(text, score != null);
        if (counterfactuals.isEmpty()) {
            return text.append("\nno other answer was found").toString();
        }
        counterfactuals.forEach(other -> append(text, other));
        return text.toString();
    }

    private void appendEffects(StringBuilder text, boolean scores) {
        List<Effect> shown = effects.subList(0, Math.min(SHOWN_EFFECTS, effects.size()));
        text.append(scores
                ? "\nwhat each value adds to the score, against those of other rows (95 % interval):"
                : "\nshare of other rows' values that would change the answer (95 % interval):");
        int name = width(shown.stream().map(Effect::column).toList(), MAX_NAME);
        int value = width(shown.stream().map(effect -> shown(row.get(effect.column()))).toList(), MAX_VALUE);
        for (Effect effect : shown) {
            text.append("\n  ").append(TextLayout.left(TextLayout.cut(effect.column(), MAX_NAME), name)).append("  ")
                    .append(TextLayout.right(TextLayout.cut(shown(row.get(effect.column())), MAX_VALUE), value))
                    .append(String.format(Locale.ROOT, "  %6.3f  [%6.3f, %6.3f]", effect.mean(),
                            effect.mean() - effect.reach(), effect.mean() + effect.reach()));
        }
        if (shown.size() < effects.size()) {
            text.append("\n  and ").append(effects.size() - shown.size()).append(" more with less");
        }
    }

    private static void append(StringBuilder text, Counterfactual other) {
        text.append("\nthe answer would be ").append(TextLayout.cut(other.answer().label(), MAX_NAME)).append(" with");
        int name = width(other.changes().stream().map(Change::column).toList(), MAX_NAME);
        int value = width(other.changes().stream().map(change -> shown(change.to())).toList(), MAX_VALUE);
        for (Change change : other.changes()) {
            text.append("\n  ").append(TextLayout.left(TextLayout.cut(change.column(), MAX_NAME), name)).append("  ")
                    .append(TextLayout.right(TextLayout.cut(shown(change.to()), MAX_VALUE), value))
                    .append(" instead of ").append(TextLayout.cut(shown(change.from()), MAX_VALUE));
        }
    }

    private static String shown(@Nullable Object value) {
        return value == null ? "no value" : value.toString();
    }

    private static int width(List<String> texts, int most) {
        return texts.stream().mapToInt(text -> TextLayout.width(TextLayout.cut(text, most))).max().orElse(0);
    }
}
