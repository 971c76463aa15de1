package ml.lifecycle.core;

import java.util.List;
import java.util.Map;
import ml.lifecycle.Printable;
import ml.lifecycle.model.Prediction;
import org.jspecify.annotations.Nullable;

/**
 * Why a model answers so for one row.
 *
 * @param row the row, by column
 * @param answer the answer
 * @param effects what the value of each column does to the answer
 * @param reasons how the model came to the answer, step by step, where its format can tell: of a tree the splits on the
 *        way of the row; empty otherwise
 * @param nearest the row with another answer that is nearest; {@code null} if there is none, or the model answers numbers
 * @param counterfactuals for each other answer that was found what would have to be otherwise, the smallest change first;
 *        none of a model that answers numbers
 */
public record Explanation(
        Map<String, Object> row, Prediction answer, Effects effects, List<String> reasons, @Nullable NearRow nearest,
        List<Counterfactual> counterfactuals)
        implements Printable {

    /**
     * What the values do to the answer.
     *
     * @param meaning what the numbers are, as a heading
     * @param fidelity how well the model was imitated, where the effects are those of an imitation: R², 1 at best; NaN
     *        where the model itself was measured
     * @param all one for each column, the strongest first
     */
    public record Effects(String meaning, double fidelity, List<Effect> all) {

        /** Copies the effects. */
        public Effects {
            all = List.copyOf(all);
        }
    }

    /**
     * What the value of one column does.
     *
     * @param column the column
     * @param mean how much; negative if the value speaks against the answer
     * @param reach how far the 95 % interval of the mean reaches to both sides, by what was drawn; NaN if that was too
     *        little to tell
     */
    public record Effect(String column, double mean, double reach) {}

    /**
     * A row that was there, and is answered otherwise.
     *
     * @param number its number in the table, from 0
     * @param answer the other answer
     * @param changes what is otherwise, the largest difference first
     * @param distance the sum of the differences: of numbers in standard deviations, of others 1 each
     */
    public record NearRow(int number, Prediction answer, List<Change> changes, double distance) {

        /** Copies the changes. */
        public NearRow {
            changes = List.copyOf(changes);
        }
    }

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
        reasons = List.copyOf(reasons);
        counterfactuals = List.copyOf(counterfactuals);
    }

    @Override
    public String toString() {
        return ExplanationText.of(this);
    }
}
