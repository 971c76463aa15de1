package ml.lifecycle.gate;

import java.util.List;
import ml.lifecycle.Printable;
import ml.lifecycle.RefusedException;
import ml.lifecycle.report.ReportText;
import ml.lifecycle.report.TextLayout;
import org.jspecify.annotations.Nullable;

/**
 * What a gate says about evidence, bound to the model, the data and the gate by their digests.
 *
 * @param gate the name of the gate
 * @param gateDigest the SHA-256 of the gate's checks
 * @param verdict FAIL if a check that blocks fails, else INCONCLUSIVE if one is or if there is none, else PASS
 * @param results one result for each check, in their order
 * @param modelDigest the SHA-256 of the judged model, or {@code null} if the evidence does not name it
 * @param dataDigest the SHA-256 of the data, or {@code null} if the evidence does not name it
 * @param data what people call the data, empty if the evidence does not name it
 * @param importance what the model looks at, and the champion beside it, as their runs recorded it; empty unless a promotion
 *        was judged. Of no weight for the verdict
 * @param notes what else is to be known of the evidence, a sentence each: what was compared with the training data, and what
 *        could not be
 */
public record GateReport(
        String gate,
        String gateDigest,
        Verdict verdict,
        List<CheckResult> results,
        @Nullable String modelDigest,
        @Nullable String dataDigest,
        String data,
        List<ColumnImportance> importance,
        List<String> notes)
        implements Printable {

    private static final int INDENT = 16;
    private static final int STEP = 4;
    private static final int SHOWN_COLUMNS = 5;
    private static final int MAX_NAME = 40;
    private static final int NUMBER = 10;

    /** Copies the lists. */
    public GateReport {
        results = List.copyOf(results);
        importance = List.copyOf(importance);
        notes = List.copyOf(notes);
    }

    /**
     * A report that says neither what the model looks at nor what else is to be known.
     *
     * @param gate the name of the gate
     * @param gateDigest the SHA-256 of the gate's checks
     * @param verdict FAIL if a check that blocks fails, else INCONCLUSIVE if one is or if there is none, else PASS
     * @param results one result for each check, in their order
     * @param modelDigest the SHA-256 of the judged model, or {@code null} if the evidence does not name it
     * @param dataDigest the SHA-256 of the data, or {@code null} if the evidence does not name it
     * @param data what people call the data, empty if the evidence does not name it
     */
    public GateReport(String gate, String gateDigest, Verdict verdict, List<CheckResult> results,
            @Nullable String modelDigest, @Nullable String dataDigest, String data) {
        this(gate, gateDigest, verdict, results, modelDigest, dataDigest, data, List.of(), List.of());
    }

    /**
     * The same report, which also says what the model looks at.
     *
     * @param importance the columns
     * @return another report
     */
    public GateReport importance(List<ColumnImportance> importance) {
        return new GateReport(gate, gateDigest, verdict, results, modelDigest, dataDigest, data, importance, notes);
    }

    /**
     * The same report, which also says what is to be known of the evidence.
     *
     * @param notes a sentence each
     * @return another report
     */
    public GateReport notes(List<String> notes) {
        return new GateReport(gate, gateDigest, verdict, results, modelDigest, dataDigest, data, importance, notes);
    }

    /** Whether there is a champion to be shown beside. */
    boolean isBesideChampion() {
        return importance.stream().anyMatch(column -> !Double.isNaN(column.champion()));
    }

    /**
     * Whether all checks that block pass.
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

    /**
     * The report in Markdown, for a pull request.
     *
     * @return a heading and a table
     */
    public String toMarkdown() {
        return MarkdownReport.of(this);
    }

    /**
     * The report in JSON.
     *
     * @return one line, in ASCII
     */
    public String toJson() {
        return JsonReport.of(this);
    }

    /**
     * The report in the XML of JUnit, so that a CI server shows each check as a test: FAIL as a failure, INCONCLUSIVE
     * as an error, a check that only warns as skipped.
     *
     * @return an XML document
     */
    public String toJUnitXml() {
        return JUnitReport.of(this);
    }

    /**
     * The report as an HTML page that needs no other file.
     *
     * @return an HTML document
     */
    public String toHtml() {
        return HtmlReport.of(this);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Gate ").append(ReportText.visible(gate)).append(": ").append(verdict);
        if (!data.isEmpty()) {
            text.append(" on ").append(ReportText.visible(data));
        }
        if (results.isEmpty()) {
            text.append("\n  The gate has no checks, so it can say nothing.");
        }
        results.forEach(result -> show(text, result, INDENT));
        notes.forEach(note -> text.append("\n  Note").append(" ".repeat(INDENT - 6))
                .append(TextLayout.wrap(ReportText.visible(note), INDENT, INDENT)));
        show(text, importance.subList(0, Math.min(SHOWN_COLUMNS, importance.size())));
        return text.toString();
    }

    /** What matters most; the other forms of the report show more columns. */
    private void show(StringBuilder text, List<ColumnImportance> columns) {
        if (!columns.isEmpty()) {
            text.append("\n  What the model looks at (loss when the column is shuffled").append(
                    isBesideChampion() ? "; champion):" : "):");
        }
        for (ColumnImportance column : columns) {
            text.append("\n    ").append(TextLayout.left(TextLayout.cut(column.column(), MAX_NAME), MAX_NAME))
                    .append(TextLayout.right(ReportText.number(column.candidate()), NUMBER))
                    .append(isBesideChampion() ? TextLayout.right(ReportText.number(column.champion()), NUMBER) : "");
        }
    }

    /** The parts of a combination stand below it, further to the right. */
    private static void show(StringBuilder text, CheckResult result, int indent) {
        String verdict = result.label();
        text.append("\n").append(" ".repeat(indent - INDENT + 2)).append(verdict)
                .append(" ".repeat(INDENT - 2 - verdict.length()));
        text.append(TextLayout.wrap(ReportText.visible(result.requirement()), indent, indent));
        text.append("\n").append(" ".repeat(indent))
                .append(TextLayout.wrap(ReportText.visible(result.sentence()), indent, indent));
        result.parts().forEach(part -> show(text, part, indent + STEP));
    }
}
