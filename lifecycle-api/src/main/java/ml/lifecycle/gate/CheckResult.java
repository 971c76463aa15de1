package ml.lifecycle.gate;

import java.util.List;
import ml.lifecycle.report.ReportText;

/**
 * What came of one check.
 *
 * @param requirement the check in words
 * @param verdict what it says
 * @param observed the measured value, NaN if there is none
 * @param low the lower end of its two-sided interval at the asked confidence, NaN if there is none
 * @param high the upper end of that interval, NaN if there is none
 * @param rows on how many rows it was measured, 0 if on none
 * @param sentence one sentence that a person understands; it names the one-sided bound that the verdict rests on
 * @param blocking whether the verdict counts for the gate; else it only warns
 * @param parts the results of the checks that it combines, if it does
 */
public record CheckResult(String requirement, Verdict verdict, double observed, double low, double high, long rows,
        String sentence, boolean blocking, List<CheckResult> parts) {

    /** Copies the parts. */
    public CheckResult {
        parts = List.copyOf(parts);
    }

    /**
     * The result of a single check that counts.
     *
     * @param requirement the check in words
     * @param verdict what it says
     * @param observed the measured value, NaN if there is none
     * @param low the lower end of its interval, NaN if there is none
     * @param high the upper end of its interval, NaN if there is none
     * @param rows on how many rows it was measured, 0 if on none
     * @param sentence one sentence that a person understands
     */
    public CheckResult(
            String requirement, Verdict verdict, double observed, double low, double high, long rows, String sentence) {
        this(requirement, verdict, observed, low, high, rows, sentence, true, List.of());
    }

    /**
     * The verdict as a report shows it.
     *
     * @return {@code PASS}, {@code FAIL}, {@code INCONCLUSIVE}; {@code WARN} if it did not pass and does not block
     */
    public String label() {
        return blocking || verdict == Verdict.PASS ? verdict.name() : "WARN";
    }

    /** The interval as a report shows it, empty if there is none. */
    String interval() {
        return Double.isNaN(low) ? "" : ReportText.number(low) + " to " + ReportText.number(high);
    }

    /** The rows as a report shows them, empty if there is none. */
    String shownRows() {
        return rows == 0 ? "" : ReportText.count(rows);
    }
}
