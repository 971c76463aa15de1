package ml.lifecycle.gate;

import java.util.List;

/** A report as one HTML page without scripts, links or other files, for light and dark screens. */
final class HtmlReport {

    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>%s</title>
            <style>
            :root { --text: #1c2024; --dim: #5b6470; --line: #d9dee4; --back: #ffffff; --panel: #f6f8fa;
              --pass: #176b36; --fail: #b3261e; --open: #8a5a00; }
            @media (prefers-color-scheme: dark) { :root { --text: #e6e9ed; --dim: #9aa4af; --line: #333a42;
              --back: #14171a; --panel: #1c2126; --pass: #6fd08c; --fail: #ff8a80; --open: #f2c063; } }
            body { margin: 2rem auto; max-width: 72rem; padding: 0 1rem; background: var(--back); color: var(--text);
              font: 16px/1.5 system-ui, sans-serif; }
            h1 { font-size: 1.4rem; font-weight: 600; }
            table { width: 100%%; border-collapse: collapse; }
            th, td { padding: .5rem .75rem; border-bottom: 1px solid var(--line); text-align: left;
              vertical-align: top; overflow-wrap: anywhere; }
            th { color: var(--dim); font-weight: 500; font-size: .85rem; white-space: nowrap; }
            .number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
            .verdict { font-weight: 600; white-space: nowrap; }
            .PASS { color: var(--pass); } .FAIL { color: var(--fail); }
            .INCONCLUSIVE, .WARN { color: var(--open); }
            .part td { background: var(--panel); } .part td:nth-child(2) { padding-left: 2rem; }
            dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin-top: 2rem;
              color: var(--dim); font-size: .85rem; }
            dd { margin: 0; font-family: ui-monospace, monospace; overflow-wrap: anywhere; }
            @media (max-width: 48rem) { thead { display: none; } tr { display: block; padding: .5rem 0;
              border-bottom: 1px solid var(--line); } td { display: block; border: 0; padding: .1rem 0; }
              .number { text-align: left; } .number:empty { display: none; } .number::before { color: var(--dim); }
              .number:nth-child(3)::before { content: "Observed "; }
              .number:nth-child(4)::before { content: "Interval "; } .number:nth-child(5)::before { content: "Rows "; }
              .part { padding-left: 1rem; } .part td { background: none; } }
            </style>
            </head>
            <body>
            """;

    private HtmlReport() {}

    static String of(GateReport report) {
        String title = "Gate " + report.gate() + ": " + report.verdict();
        StringBuilder text = new StringBuilder(String.format(HEAD, ReportText.xml(title)));
        text.append("<h1>Gate ").append(ReportText.xml(report.gate())).append(": <span class=\"verdict ")
                .append(report.verdict()).append("\">").append(report.verdict()).append("</span></h1>\n");
        if (report.results().isEmpty()) {
            text.append("<p>The gate has no checks, so it can say nothing.</p>\n");
        } else {
            text.append("<table>\n<thead><tr><th>Verdict</th><th>Requirement</th><th class=\"number\">Observed</th>"
                    + "<th class=\"number\">Interval</th><th class=\"number\">Rows</th><th>What was found</th></tr>"
                    + "</thead>\n<tbody>\n");
            rows(text, report.results(), "");
            text.append("</tbody>\n</table>\n");
        }
        text.append("<dl>\n");
        fact(text, "Data", report.data().isEmpty() ? "not named" : report.data());
        fact(text, "Data digest", report.dataDigest() == null ? "not named" : report.dataDigest());
        fact(text, "Model digest", report.modelDigest() == null ? "not named" : report.modelDigest());
        fact(text, "Gate digest", report.gateDigest());
        return text.append("</dl>\n</body>\n</html>\n").toString();
    }

    private static void rows(StringBuilder text, List<CheckResult> results, String style) {
        for (CheckResult result : results) {
            text.append("<tr").append(style).append("><td class=\"verdict ").append(result.label()).append("\">")
                    .append(result.label()).append("</td><td>").append(ReportText.xml(result.requirement()))
                    .append("</td><td class=\"number\">").append(ReportText.number(result.observed()))
                    .append("</td><td class=\"number\">").append(ReportText.interval(result))
                    .append("</td><td class=\"number\">").append(ReportText.rows(result.rows()))
                    .append("</td><td>").append(ReportText.xml(result.sentence())).append("</td></tr>\n");
            rows(text, result.parts(), " class=\"part\"");
        }
    }

    private static void fact(StringBuilder text, String name, String value) {
        text.append("<dt>").append(name).append("</dt><dd>").append(ReportText.xml(value)).append("</dd>\n");
    }
}
