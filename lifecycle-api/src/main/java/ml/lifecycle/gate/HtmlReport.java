package ml.lifecycle.gate;

import java.util.List;
import ml.lifecycle.report.HtmlPage;
import ml.lifecycle.report.ReportText;

/** A report as one HTML page. */
final class HtmlReport {

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
