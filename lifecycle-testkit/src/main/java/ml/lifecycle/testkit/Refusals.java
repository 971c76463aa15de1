package ml.lifecycle.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import ml.lifecycle.RefusedException;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.signature.SignatureException;
import ml.lifecycle.signature.SignatureViolation.Kind;
import ml.lifecycle.testkit.internal.BrokenRow;
import ml.lifecycle.testkit.internal.SampleRows;
import ml.lifecycle.testkit.internal.Show;
import org.opentest4j.AssertionFailedError;

/** Tries every way in which a row can break the signature of a model. */
record Refusals(Predictor model) {

    Optional<AssertionFailedError> check() {
        Map<String, Object> valid = SampleRows.plain(model.signature());
        try {
            model.predict(valid);
        } catch (RefusedException refusal) {
            return Optional.of(Facts.of("Expected " + model.source()
                            + " to refuse invalid rows only, but it refuses a row that keeps its signature.")
                    .fact("row", Show.row(valid))
                    .fact("says", refusal.getMessage())
                    .fact("to do", "correct the signature; nothing can be said about invalid rows before that")
                    .error("an answer", "a refusal", refusal));
        }
        List<BrokenRow> broken = BrokenRow.allOf(model.signature(), valid);
        List<Accepted> accepted = new ArrayList<>();
        for (BrokenRow row : broken) {
            fault(row, () -> List.of(model.predict(row.row())))
                    .or(() -> fault(row, () -> model.predict(List.of(valid, row.row()))).map(what -> "in a batch, " + what))
                    .ifPresent(what -> accepted.add(new Accepted(row, what)));
        }
        return accepted.isEmpty() ? Optional.empty() : Optional.of(failure(broken.size(), accepted));
    }

    /** A row that was not refused, and what came instead. */
    private record Accepted(BrokenRow row, String instead) {

        @Override
        public String toString() {
            return row.kind() + " of " + Show.literal(row.column()) + " (" + row.what() + ") " + instead + ": "
                    + Show.row(row.row());
        }
    }

    private AssertionFailedError failure(int tried, List<Accepted> accepted) {
        Map<Kind, List<Accepted>> byKind = accepted.stream()
                .collect(Collectors.groupingBy(row -> row.row().kind(), TreeMap::new, Collectors.toList()));
        List<String> counts = new ArrayList<>();
        List<String> examples = new ArrayList<>();
        byKind.forEach((kind, rows) -> {
            counts.add(kind + " " + rows.size());
            examples.add(rows.get(0).toString());
        });
        return Facts.of("Expected " + model.source() + " to refuse every row that breaks its signature, but "
                        + accepted.size() + " of " + tried + " were not refused.")
                .fact("not refused", String.join(", ", counts))
                .lines("for example", examples)
                .fact("required", "a SignatureException that names the column")
                .fact("to do", "load the model through a Lifecycle, whose predictors enforce the signature, or check the"
                        + " rows before they reach the model; a policy that warns or accepts must be meant")
                .error("all " + tried + " refused", tried - accepted.size() + " refused");
    }

    /** What is wrong with the model's reaction, if anything. */
    private static Optional<String> fault(BrokenRow row, Supplier<List<Prediction>> call) {
        try {
            List<Prediction> answers = call.get();
            Prediction answer = answers.get(answers.size() - 1);
            return Optional.of("was answered with " + Show.literal(answer.label())
                    + (answer.warnings().isEmpty() ? "" : " and a warning"));
        } catch (SignatureException refusal) {
            boolean named = refusal.violations().stream().anyMatch(found -> found.column().equals(row.column()));
            return named ? Optional.empty() : Optional.of("was refused for another reason: " + refusal.getMessage());
        } catch (RefusedException refusal) {
            return Optional.empty();
        } catch (RuntimeException failure) {
            return Optional.of("was not refused but ended in " + failure);
        }
    }
}
