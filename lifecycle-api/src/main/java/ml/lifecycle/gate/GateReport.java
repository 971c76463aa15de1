package ml.lifecycle.gate;

import java.util.List;
import ml.lifecycle.Printable;
import ml.lifecycle.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * What a gate says about evidence, bound to the model, the data and the gate by their digests.
 *
 * @param gate the name of the gate
 * @param gateDigest the SHA-256 of the gate's checks
 * @param verdict PASS if all checks pass, FAIL if one fails, else INCONCLUSIVE; INCONCLUSIVE for a gate without checks
 * @param results one result for each check, in their order
 * @param modelDigest the SHA-256 of the judged model, or {@code null} if the evidence does not name it
 * @param dataDigest the SHA-256 of the data, or {@code null} if the evidence does not name it
 * @param data what people call the data, empty if the evidence does not name it
 */
public record GateReport(
        String gate,
        String gateDigest,
        Verdict verdict,
        List<CheckResult> results,
        @Nullable String modelDigest,
        @Nullable String dataDigest,
        String data)
        implements Printable {

    private static final int WIDTH = 80;
    private static final int INDENT = 16;

    /** Copies the results. */
    public GateReport {
        results = List.copyOf(results);
    }

    /**
     * Whether all checks pass.
     *
     * @return whether the verdict is PASS
     */
    public boolean passed() {
        return verdict == Verdict.PASS;
    }

    /**
     * Goes on only if the gate passed.
     *
     * @return this report
     * @throws RefusedException with the whole report, if it did not
     */
    public GateReport orThrow() {
        if (!passed()) {
            throw new RefusedException(toString());
        }
        return this;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Gate ").append(gate).append(": ").append(verdict);
        if (!data.isEmpty()) {
            text.append(" on ").append(data);
        }
        if (results.isEmpty()) {
            text.append("\n  The gate has no checks, so it can say nothing.");
        }
        for (CheckResult result : results) {
            String verdict = result.verdict().name();
            text.append("\n  ").append(verdict).append(" ".repeat(INDENT - 2 - verdict.length()));
            wrap(text, result.requirement());
            text.append("\n" + " ".repeat(INDENT));
            wrap(text, result.sentence());
        }
        return text.toString();
    }

    private static void wrap(StringBuilder text, String sentence) {
        int column = INDENT;
        for (String word : sentence.split(" ")) {
            if (column > INDENT && column + 1 + word.length() > WIDTH) {
                text.append("\n" + " ".repeat(INDENT));
                column = INDENT;
            } else if (column > INDENT) {
                text.append(' ');
                column++;
            }
            text.append(word);
            column += word.length();
        }
    }
}
