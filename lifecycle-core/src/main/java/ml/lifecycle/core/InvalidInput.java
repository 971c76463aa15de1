package ml.lifecycle.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import ml.lifecycle.RefusedException;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.signature.SignatureException;
import ml.lifecycle.signature.SignatureViolation.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What a model did with rows that break its signature: one row for each column and each way in which the signature can
 * be broken there, alone and behind a valid row. Right is a {@link SignatureException} that names the column, or
 * another {@link RefusedException}; an answer with a warning, or any other exception, is no refusal.
 *
 * @param valid the row that keeps the signature, of which the others are made
 * @param failure what the model threw for the valid row, after which nothing else was tried; else {@code null}
 * @param tried how many ways were tried
 * @param accepted how many of these were not refused, by the rule that they break
 * @param examples the first of each such rule
 */
public record InvalidInput(Map<String, Object> valid, @Nullable RuntimeException failure, int tried,
        Map<Kind, Integer> accepted, List<Accepted> examples) {

    /**
     * A row that was not refused.
     *
     * @param row the row
     * @param inBatch whether it was refused alone, but not behind a valid row
     * @param answer what the model answered, or {@code null}
     * @param thrown what it threw instead of a refusal that names the column, or {@code null}
     */
    public record Accepted(BrokenRow row, boolean inBatch, @Nullable Prediction answer,
            @Nullable RuntimeException thrown) {

        private String sentence() {
            Object value = row.row().get(row.column());
            String what = row.row().containsKey(row.column()) ? Names.printable(String.valueOf(value)) : "absent";
            String came = answer != null
                    ? "was answered with '" + Names.printable(answer.label()) + "'"
                    : "ended in " + (thrown == null ? "nothing" : thrown.getClass().getSimpleName());
            return row.kind() + " in '" + Names.printable(row.column()) + "' (" + what + ") " + came
                    + (inBatch ? " in a batch" : "");
        }
    }

    /** Copies the parts. */
    public InvalidInput {
        accepted = Collections.unmodifiableMap(new EnumMap<>(accepted));
        examples = List.copyOf(examples);
    }

    /**
     * Tries it out.
     *
     * @param model the model, behind the policy that is to be judged
     * @return what it did
     */
    public static InvalidInput of(Predictor model) {
        Map<String, Object> valid = SampleRows.plain(model.signature());
        try {
            model.predict(valid);
        } catch (RuntimeException failure) {
            return new InvalidInput(valid, failure, 0, new EnumMap<>(Kind.class), List.of());
        }
        int[] tried = {0};
        Map<Kind, Integer> accepted = new EnumMap<>(Kind.class);
        List<Accepted> examples = new ArrayList<>();
        BrokenRow.each(model.signature(), valid, row -> {
            tried[0]++;
            Accepted found = find(model, valid, row);
            if (found != null && accepted.merge(row.kind(), 1, Integer::sum) == 1) {
                examples.add(found);
            }
        });
        examples.sort((one, other) -> one.row().kind().compareTo(other.row().kind()));
        return new InvalidInput(valid, null, tried[0], accepted, examples);
    }

    private static @Nullable Accepted find(Predictor model, Map<String, Object> valid, BrokenRow row) {
        Accepted alone = find(model, row, List.of(row.row()), false);
        return alone == null ? find(model, row, List.of(valid, row.row()), true) : alone;
    }

    private static @Nullable Accepted find(
            Predictor model, BrokenRow row, List<Map<String, @Nullable Object>> rows, boolean inBatch) {
        try {
            List<Prediction> answers = inBatch ? model.predict(rows) : List.of(model.predict(rows.get(0)));
            return new Accepted(row, inBatch, answers.get(answers.size() - 1), null);
        } catch (SignatureException refusal) {
            boolean named = refusal.violations().stream().anyMatch(found -> found.column().equals(row.column()));
            return named ? null : new Accepted(row, inBatch, null, refusal);
        } catch (RefusedException refusal) {
            return null;
        } catch (RuntimeException failure) {
            return new Accepted(row, inBatch, null, failure);
        }
    }

    /**
     * Whether the valid row was answered and all others were refused.
     *
     * @return whether the model refuses invalid input
     */
    public boolean isRefused() {
        return failure == null && accepted.isEmpty();
    }

    /**
     * How many ways were not refused.
     *
     * @return 0 to {@link #tried}
     */
    public int notRefused() {
        return accepted.values().stream().mapToInt(Integer::intValue).sum();
    }

    /**
     * What came of it, for a report.
     *
     * @return one sentence, with the first row of each rule that was not refused
     */
    public String sentence() {
        if (failure != null) {
            return "A row that keeps the signature is not answered, so nothing can be said about others: "
                    + failure.getClass().getSimpleName() + ": " + Names.printable(String.valueOf(failure.getMessage()));
        }
        if (accepted.isEmpty()) {
            return "All " + tried + " ways to break the signature were refused, alone and in a batch.";
        }
        return "Of invalid rows, " + notRefused() + " of " + tried + " were not refused: "
                + examples.stream().map(Accepted::sentence).collect(Collectors.joining("; ")) + ".";
    }
}
