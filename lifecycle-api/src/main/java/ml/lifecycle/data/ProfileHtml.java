package ml.lifecycle.data;

import java.util.ArrayList;
import java.util.List;
import ml.lifecycle.report.Bar;
import ml.lifecycle.report.Chart;
import ml.lifecycle.report.HtmlPage;
import ml.lifecycle.report.ReportText;
import ml.lifecycle.signature.ColumnType;

/** A profile as one HTML page. */
final class ProfileHtml {

    /** More findings are folded away. */
    private static final int FINDINGS = 12;
    private static final int CORRELATIONS = 20;
    private static final int NAME = 40;

    private final Profile profile;
    private final HtmlPage page;

    private ProfileHtml(Profile profile, String title) {
        this.profile = profile;
        this.page = new HtmlPage(title);
    }

    static String of(Profile profile) {
        int columns = profile.columns().size();
        String title = "Profile: " + ReportText.count(profile.rows()) + (profile.rows() == 1 ? " row" : " rows") + " × "
                + columns + (columns == 1 ? " column" : " columns");
        ProfileHtml html = new ProfileHtml(profile, title);
        html.page.html("<h1>").text(title).html("</h1>\n");
        html.findings();
        html.overview();
        html.cards();
        html.correlations();
        return html.page.end();
    }

    private void findings() {
        List<String> findings = profile.findings();
        page.html("<h2>Findings</h2>\n");
        if (findings.isEmpty()) {
            page.html("<p>Nothing that deserves a look.</p>\n");
            return;
        }
        list(findings.subList(0, Math.min(FINDINGS, findings.size())));
        if (findings.size() > FINDINGS) {
            page.html("<details><summary>").text(findings.size() - FINDINGS + " more").html("</summary>\n");
            list(findings.subList(FINDINGS, findings.size()));
            page.html("</details>\n");
        }
    }

    private void list(List<String> sentences) {
        page.html("<ul class=\"list\">\n");
        sentences.forEach(sentence -> page.html("<li>").sentence(sentence).html("</li>\n"));
        page.html("</ul>\n");
    }

    private void overview() {
        page.html("<h2>Columns</h2>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Columns\">\n<table>\n")
                .head("Column", "Type", "#Missing", "#Distinct", "#Min", "#Mean", "#Max", "#SD").html("<tbody>\n");
        boolean estimated = false;
        for (int index = 0; index < profile.columns().size(); index++) {
            ColumnProfile column = profile.columns().get(index);
            estimated |= !column.exact();
            page.html("<tr><th scope=\"row\"><a href=\"#c" + index + "\">").name(column.name(), NAME)
                    .html("</a></th><td class=\"line\">").text(column.type().toString()).html("</td>")
                    .number(missing(column)).number(distinct(column))
                    .number(ReportText.plain(column.min())).number(ReportText.plain(column.mean()))
                    .number(ReportText.plain(column.max())).number(ReportText.plain(column.standardDeviation()))
                    .html("</tr>\n");
        }
        page.html("</tbody>\n</table>\n</div>\n");
        if (estimated) {
            page.html("<p class=\"small dim\">≈ marks what is estimated, since there are too many different values to count"
                    + " each; quantiles and histograms of these columns are off by at most 0.4 %.</p>\n");
        }
    }

    private static String missing(ColumnProfile column) {
        return column.missing() == 0 ? "0"
                : ReportText.count(column.missing()) + " (" + share(column.missing(), column.rows()) + ")";
    }

    private static String distinct(ColumnProfile column) {
        return (column.exact() ? "" : "≈ ") + ReportText.count(column.distinct());
    }

    private static String share(long part, long whole) {
        return ReportText.percent((double) part / whole);
    }

    private void cards() {
        page.html("<h2>Distributions</h2>\n<div class=\"cards\">\n");
        for (int index = 0; index < profile.columns().size(); index++) {
            ColumnProfile column = profile.columns().get(index);
            page.html("<section class=\"card\" id=\"c" + index + "\">\n<h3>").name(column.name(), NAME)
                    .html("<span class=\"small dim\">").text(column.type().toString()).html("</span></h3>\n");
            card(column);
            page.html("</section>\n");
        }
        page.html("</div>\n");
    }

    private void card(ColumnProfile column) {
        long present = column.rows() - column.missing();
        if (present == 0) {
            page.html("<p>").text(column.rows() == 0 ? "There are no rows." : "No row has a value.").html("</p>\n");
        } else if (isNumeric(column)) {
            numbers(column, present);
        } else {
            values(column, present);
        }
    }

    private static boolean isNumeric(ColumnProfile column) {
        return column.type() == ColumnType.NUMBER || column.type() == ColumnType.INTEGER;
    }

    private void numbers(ColumnProfile column, long present) {
        if (column.histogram().length == 0) {
            page.html("<p>").text("The same in every row that has a value: " + ReportText.plain(column.min()))
                    .html("</p>\n");
        } else {
            List<Bar> bars = ProfileBars.of(column);
            page.html(new Chart(bars, 0, present).histogram("Histogram of "
                    + ProfileBars.words(column) + ", " + ReportText.count(present) + " values from "
                    + ReportText.plain(column.min()) + " to " + ReportText.plain(column.max()),
                    ReportText.plain(column.min()), ReportText.plain(column.max())));
            page.html("<p>").text(summary(column)).html("</p>\n");
        }
        page.html("<details><summary>Numbers</summary>\n<table><tbody>\n");
        row("Missing", missing(column));
        row("Mean", ReportText.plain(column.mean()));
        row("Standard deviation", ReportText.plain(column.standardDeviation()));
        row("Skewness", ReportText.plain(column.skewness()));
        row("Outliers", ReportText.count(column.outliers()) + " (" + share(column.outliers(), present) + ")");
        for (int step = 0; step < column.quantiles().length; step++) {
            row(step == 0 ? "Minimum" : step == 10 ? "Maximum" : step == 5 ? "Median" : "Quantile 0." + step,
                    ReportText.plain(column.quantiles()[step]));
        }
        page.html("</tbody></table>\n");
        if (column.histogram().length > 0) {
            bars(ProfileBars.of(column), present, "Range");
        }
        page.html("</details>\n");
    }

    private static String summary(ColumnProfile column) {
        return "mean " + ReportText.plain(column.mean()) + " · median " + ReportText.plain(column.quantiles()[5])
                + " · 80 % between " + ReportText.plain(column.quantiles()[1]) + " and "
                + ReportText.plain(column.quantiles()[9]);
    }

    private void row(String name, String number) {
        page.html("<tr><th scope=\"row\">").text(name).html("</th>").number(number).html("</tr>\n");
    }

    private void bars(List<Bar> bars, long present, String what) {
        page.html("<table>").head(what, "#Count", "#Share").html("<tbody>\n");
        bars.forEach(bar -> page.html("<tr><th scope=\"row\">").name(bar.label(), NAME).html("</th>")
                .number(ReportText.count(bar.now())).number(share(bar.now(), present)).html("</tr>\n"));
        page.html("</tbody></table>\n");
    }

    private void values(ColumnProfile column, long present) {
        if (column.earliest() != null) {
            page.html("<p>").text("from " + column.earliest() + " to " + column.latest()).html("</p>\n");
        }
        long most = column.top().values().stream().mapToLong(Long::longValue).max().orElse(0);
        if (most <= 1) {
            page.html("<p>").text(distinct(column) + (column.distinct() == 1 ? " value"
                    : column.exact() ? " values, none of them twice" : " values, none of them frequent")).html("</p>\n");
            return;
        }
        List<Bar> bars = ProfileBars.of(column);
        page.html(new Chart(bars, 0, present).categories("Most frequent of " + distinct(column) + " values of "
                + ProfileBars.words(column)));
        page.html("<p>").text(distinct(column) + (column.distinct() == 1 ? " value" : " different values")
                + (column.missing() == 0 ? "" : " · missing in " + missing(column) + (column.missing() == 1 ? " row" : " rows"))).html("</p>\n"
                + "<details><summary>Numbers</summary>\n");
        List<Bar> all = new ArrayList<>();
        column.top().forEach((value, count) -> all.add(new Bar(value, 0, count, "")));
        bars(all, present, "Value");
        page.html("</details>\n");
    }

    private void correlations() {
        List<Correlation> correlations = profile.correlations();
        if (correlations.isEmpty()) {
            return;
        }
        page.html("<h2>Correlations</h2>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Correlations\">\n"
                + "<table>\n").head("Column", "Column", "#Pearson", "#Spearman").html("<tbody>\n");
        correlations.stream().limit(CORRELATIONS).forEach(correlation -> page.html("<tr><th scope=\"row\">")
                .name(correlation.first(), NAME).html("</th><td>").name(correlation.second(), NAME).html("</td>")
                .number(ReportText.coefficient(correlation.pearson())).number(ReportText.coefficient(correlation.spearman()))
                .html("</tr>\n"));
        page.html("</tbody>\n</table>\n</div>\n");
        if (correlations.size() > CORRELATIONS) {
            page.html("<p class=\"small dim\">").text("The strongest " + CORRELATIONS + " of "
                    + ReportText.count(correlations.size()) + " pairs.").html("</p>\n");
        }
    }
}
