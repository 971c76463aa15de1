package ml.lifecycle.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ml.lifecycle.RefusedException;
import ml.lifecycle.core.BrokenRow;
import ml.lifecycle.core.InvalidInput;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.signature.SignatureException;
import ml.lifecycle.testkit.internal.Show;
import org.opentest4j.AssertionFailedError;

/** Says what a model did with rows that break its signature. */
record Refusals(Predictor model) {

    Optional<AssertionFailedError> check() {
        InvalidInput tried = InvalidInput.of(model);
        if (tried.failure() instanceof RefusedException refusal) {
            return Optional.of(Facts.of("Expected " + model.source()
                            + " to refuse invalid rows only, but it refuses a row that keeps its signature.")
                    .fact("row", Show.row(tried.valid()))
                    .fact("says", refusal.getMessage())
                    .fact("to do", "correct the signature; nothing can be said about invalid rows before that")
                    .error("an answer", "a refusal", refusal));
        }
        if (tried.failure() != null) {
            throw tried.failure();
        }
        return tried.isRefused() ? Optional.empty() : Optional.of(failure(tried));
    }

    private AssertionFailedError failure(InvalidInput tried) {
        List<String> counts = new ArrayList<>();
        tried.accepted().forEach((kind, rows) -> counts.add(kind + " " + rows));
        return Facts.of("Expected " + model.source() + " to refuse every row that breaks its signature, but "
                        + tried.notRefused() + " of " + tried.tried() + " were not refused.")
                .fact("not refused", String.join(", ", counts))
                .lines("for example", tried.examples().stream().map(Refusals::show).toList())
                .fact("required", "a SignatureException that names the column")
                .fact("to do", "load the model through a Lifecycle, whose predictors enforce the signature, or check the"
                        + " rows before they reach the model; a policy that warns or accepts must be meant")
                .error("all " + tried.tried() + " refused", tried.tried() - tried.notRefused() + " refused");
    }

    private static String show(InvalidInput.Accepted accepted) {
        BrokenRow row = accepted.row();
        String what = row.row().containsKey(row.column()) ? Show.literal(row.row().get(row.column())) : "absent";
        return row.kind() + " of " + Show.literal(row.column()) + " (" + what + ") "
                + (accepted.inBatch() ? "in a batch, " : "") + instead(accepted) + ": " + Show.row(row.row());
    }

    private static String instead(InvalidInput.Accepted accepted) {
        Prediction answer = accepted.answer();
        if (answer != null) {
            return "was answered with " + Show.literal(answer.label())
                    + (answer.warnings().isEmpty() ? "" : " and a warning");
        }
        return accepted.thrown() instanceof SignatureException refusal
                ? "was refused for another reason: " + refusal.getMessage()
                : "was not refused but ended in " + accepted.thrown();
    }
}
