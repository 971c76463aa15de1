package ml.lifecycle.gate;

import ml.lifecycle.report.ReportText;

/** A report in Markdown with tables, as a pull request shows it. */
final class MarkdownReport {

    private MarkdownReport() {}

    static String of(GateReport report) {
        StringBuilder text = new StringBuilder("## Gate ").append(ReportText.markdown(report.gate())).append(": ")
                .append(report.verdict());
        if (!report.data().isEmpty()) {
            text.append(" on ").append(ReportText.markdown(report.data()));
        }
        text.append("\n\n");
        if (report.results().isEmpty()) {
            text.append("The gate has no checks, so it can say nothing.\n");
        } else {
            text.append("| verdict | requirement | observed | interval | rows | what was found |\n")
                    .append("|---|---|---:|---:|---:|---|\n");
            report.results().forEach(result -> row(text, result, ""));
        }
        report.notes().forEach(note -> text.append("\nNote: ").append(ReportText.markdown(note)).append('\n'));
        importance(text, report);
        return text.append("\nModel `").append(ReportText.markdown(ReportText.digest(report.modelDigest())))
                .append("`, data `").append(ReportText.markdown(ReportText.digest(report.dataDigest())))
                .append("`, gate `").append(ReportText.markdown(ReportText.digest(report.gateDigest())))
                .append("`\n").toString();
    }

    private static void importance(StringBuilder text, GateReport report) {
        if (report.importance().isEmpty()) {
            return;
        }
        boolean beside = report.isBesideChampion();
        text.append("\n| what the model looks at | loss when it is shuffled |").append(beside ? " champion |" : "")
                .append("\n|---|---:|").append(beside ? "---:|" : "").append('\n');
        for (ColumnImportance column : report.importance()) {
            text.append("| ").append(ReportText.markdown(column.column())).append(" | ")
                    .append(ReportText.number(column.candidate())).append(" |")
                    .append(beside ? " " + ReportText.number(column.champion()) + " |" : "").append('\n');
        }
    }

    private static void row(StringBuilder text, CheckResult result, String before) {
        text.append("| **").append(result.label()).append("** | ").append(before)
                .append(ReportText.markdown(result.requirement()))
                .append(" | ").append(ReportText.number(result.observed()))
                .append(" | ").append(result.interval())
                .append(" | ").append(result.shownRows())
                .append(" | ").append(ReportText.markdown(result.sentence())).append(" |\n");
        result.parts().forEach(part -> row(text, part, before + "– "));
    }
}
