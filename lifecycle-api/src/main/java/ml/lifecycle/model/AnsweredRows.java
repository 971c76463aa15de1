package ml.lifecycle.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.Table;
import ml.lifecycle.report.ReportText;
import ml.lifecycle.signature.SignatureException;
import ml.lifecycle.signature.SignaturePolicy.Refused;
import ml.lifecycle.signature.SignatureViolation;
import org.jspecify.annotations.Nullable;

/**
 * What a model answers to the rows of a table, and which of them it refuses: one refused row takes no answer from the
 * others. Whoever measures a model asks it in this way.
 */
public final class AnsweredRows {

    private static final int SHOWN = 5;

    private final @Nullable Prediction[] answers;
    private final List<RefusedRow> refused;
    private final Refused policy;

    private AnsweredRows(@Nullable Prediction[] answers, List<RefusedRow> refused, Refused policy) {
        this.answers = answers;
        this.refused = Collections.unmodifiableList(refused);
        this.policy = policy;
    }

    /**
     * A row that the model refused.
     *
     * @param row its number in the table, from 0
     * @param violations in what it breaks the signature; empty if the model refused it for another reason
     * @param message what the model said
     */
    public record RefusedRow(int row, List<SignatureViolation> violations, String message) {

        @Override
        public String toString() {
            String why = violations.isEmpty() ? message : violations.stream().map(SignatureViolation::message)
                    .collect(Collectors.joining("; "));
            return "row " + row + " (" + why + ")";
        }
    }

    /**
     * Asks a model. Rows that are refused are found by halves, so that a few of them cost little.
     *
     * @param predictor the model, behind the policy that says which rows are refused and what these count for
     * @param table the rows, with no columns but the inputs
     * @return the answers and the refused rows
     */
    public static AnsweredRows of(Predictor predictor, Table table) {
        AnsweredRows asked = new AnsweredRows(
                new Prediction[table.rows()], new ArrayList<>(), predictor.policy().refused());
        List<RefusedRow> refused = new ArrayList<>();
        asked.ask(predictor, table, 0, refused);
        return new AnsweredRows(asked.answers, refused, asked.policy);
    }

    private void ask(Predictor predictor, Table table, int first, List<RefusedRow> found) {
        if (table.rows() == 0) {
            return;
        }
        try {
            List<Prediction> given = predictor.predict(table);
            for (int row = 0; row < given.size(); row++) {
                answers[first + row] = given.get(row);
            }
        } catch (RefusedException refusal) {
            if (table.rows() == 1) {
                found.add(new RefusedRow(first, violations(refusal), String.valueOf(refusal.getMessage())));
                return;
            }
            int half = table.rows() / 2;
            ask(predictor, table.select(IntStream.range(0, half).toArray()), first, found);
            ask(predictor, table.select(IntStream.range(half, table.rows()).toArray()), first + half, found);
        }
    }

    private static List<SignatureViolation> violations(RefusedException refusal) {
        return refusal instanceof SignatureException broken ? broken.violations() : List.of();
    }

    /**
     * The answer to each row.
     *
     * @return as many as there are rows; {@code null} for those that were refused
     */
    public List<@Nullable Prediction> all() {
        return Collections.unmodifiableList(Arrays.asList(answers));
    }

    /**
     * The rows that were refused.
     *
     * @return all of them, ascending
     */
    public List<RefusedRow> refused() {
        return refused;
    }

    /**
     * The rows that count: all, or those that got an answer if the policy leaves out what is refused.
     *
     * @return their numbers, ascending
     */
    public int[] counted() {
        return IntStream.range(0, answers.length)
                .filter(row -> policy == Refused.NOT_ANSWERED || answers[row] != null).toArray();
    }

    /**
     * Whether rows count that got no answer.
     *
     * @return whether a row was refused, and the policy does not leave it out
     */
    public boolean hasUnanswered() {
        return !refused.isEmpty() && policy == Refused.NOT_ANSWERED;
    }

    /**
     * What is to be said of the refused rows.
     *
     * @return a sentence with their number and the first of them; empty if there are none
     */
    public String sentence() {
        if (refused.isEmpty()) {
            return "";
        }
        boolean one = refused.size() == 1;
        return ReportText.count(refused.size()) + " of " + ReportText.count(answers.length) + " rows "
                + (one ? "was" : "were") + " refused by the model and "
                + (policy == Refused.NOT_ANSWERED ? one ? "counts as not answered" : "count as not answered"
                        : one ? "is left out" : "are left out")
                + ": " + refused.stream().limit(SHOWN).map(RefusedRow::toString).collect(Collectors.joining(", "))
                + (refused.size() > SHOWN ? ", …" : "") + ".";
    }

    @Override
    public String toString() {
        return refused.isEmpty() ? ReportText.count(answers.length) + " rows, all answered" : sentence();
    }
}
