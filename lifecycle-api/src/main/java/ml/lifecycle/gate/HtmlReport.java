package ml.lifecycle.gate;

import java.util.List;
import java.util.Locale;
import ml.lifecycle.report.HtmlPage;
import ml.lifecycle.report.ReportText;

/** A report as one HTML page. */
final class HtmlReport {

    private static final int MAX_NAME = 40;
    private static final int BAR = 240;

    private final HtmlPage page;

    private HtmlReport(HtmlPage page) {
        this.page = page;
    }

    static String of(GateReport report) {
        HtmlReport html = new HtmlReport(new HtmlPage("Gate " + report.gate() + ": " + report.verdict()));
        html.page.html("<h1>Gate <bdi>").text(report.gate()).html("</bdi>: <span class=\"verdict ")
                .text(report.verdict().name()).html("\">").text(report.verdict().name()).html("</span></h1>\n");
        if (report.results().isEmpty()) {
            html.page.html("<p>The gate has no checks, so it can say nothing.</p>\n");
        } else {
            html.page.html("<table class=\"checks\">\n")
                    .head("Verdict", "Requirement", "#Observed", "#Interval", "#Rows", "What was found")
                    .html("<tbody>\n");
            html.rows(report.results(), "");
            html.page.html("</tbody>\n</table>\n");
        }
        report.notes().forEach(note -> html.page.html("<p class=\"small\">").text(note).html("</p>\n"));
        html.importance(report);
        html.facts(report);
        return html.page.end();
    }

    private void rows(List<CheckResult> results, String style) {
        for (CheckResult result : results) {
            page.html("<tr").html(style).html("><td class=\"verdict ").text(result.label()).html("\">")
                    .text(result.label()).html("</td><td>").text(result.requirement()).html("</td>")
                    .number(ReportText.number(result.observed())).number(result.interval())
                    .number(result.shownRows()).html("<td>").text(result.sentence()).html("</td></tr>\n");
            rows(result.parts(), " class=\"part\"");
        }
    }

    /** Bars, with the numbers beside them. */
    private void importance(GateReport report) {
        if (report.importance().isEmpty()) {
            return;
        }
        boolean beside = report.isBesideChampion();
        double most = report.importance().stream().mapToDouble(column -> Math.max(length(column.candidate(), 1),
                length(column.champion(), 1))).max().orElse(0);
        page.html("<h2>What the model looks at</h2>\n<p class=\"small dim\">What is lost of the accuracy (of numbers: what the"
                + " root of the mean squared error grows by) when a column's values are exchanged between rows, as the runs"
                + " measured it. No check judges this.</p>\n<div class=\"wide\"><table>\n");
        page.head(beside ? new String[] {"Column", "#This model", "#Champion", "This model above, the champion below"}
                : new String[] {"Column", "#This model", ""});
        page.html("<tbody>\n");
        for (ColumnImportance column : report.importance()) {
            page.html("<tr><th scope=\"row\">").name(column.column(), MAX_NAME).html("</th>")
                    .number(ReportText.number(column.candidate()));
            if (beside) {
                page.number(ReportText.number(column.champion()));
            }
            page.html("<td><svg width=\"" + BAR + "\" height=\"" + (beside ? 18 : 8) + "\" aria-hidden=\"true\">");
            bar("single", 0, length(column.candidate(), most));
            if (beside) {
                bar("then", 10, length(column.champion(), most));
            }
            page.html("</svg></td></tr>\n");
        }
        page.html("</tbody>\n</table></div>\n");
    }

    private void bar(String style, int top, double length) {
        page.html(String.format(Locale.ROOT, "<rect class=\"%s\" x=\"0\" y=\"%d\" width=\"%.1f\" height=\"8\"/>", style, top,
                length * BAR));
    }

    /** A share of the greatest; nothing for what does not matter or was not measured. */
    private static double length(double importance, double most) {
        return importance > 0 && importance < Double.POSITIVE_INFINITY && most > 0 ? importance / most : 0;
    }

    private void facts(GateReport report) {
        page.html("<dl class=\"facts\">\n");
        fact("Data", report.data().isEmpty() ? "not named" : report.data());
        fact("Data digest", report.dataDigest() == null ? "not named" : report.dataDigest());
        fact("Model digest", report.modelDigest() == null ? "not named" : report.modelDigest());
        fact("Gate digest", report.gateDigest());
        page.html("</dl>\n");
    }

    private void fact(String name, String value) {
        page.html("<dt>").text(name).html("</dt><dd>").text(value).html("</dd>\n");
    }
}
