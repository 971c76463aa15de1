package ml.lifecycle.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import ml.lifecycle.report.Bar;
import ml.lifecycle.report.Chart;
import ml.lifecycle.report.HtmlPage;
import ml.lifecycle.report.ReportText;
import ml.lifecycle.report.TextLayout;

/** A report of drift as one HTML page. */
final class DriftHtml {

    private static final int NAME = 40;
    private static final int SHOWN = 10;

    private final DriftReport report;
    private final List<ColumnChange> columns;
    private final HtmlPage page;

    private DriftHtml(DriftReport report) {
        this.report = report;
        this.columns = report.columns().stream()
                .sorted(Comparator.comparing(column -> column.state() != ColumnChange.State.DRIFTED)).toList();
        this.page = new HtmlPage(DriftText.headline(report));
    }

    static String of(DriftReport report) {
        DriftHtml html = new DriftHtml(report);
        html.page.html("<h1><span class=\"verdict " + (report.drifted() ? "DRIFTED"
                        : !report.isComplete() ? "NOT_COMPARED" : "STABLE") + "\">")
                .text(DriftText.headline(report)).html("</span></h1>\n<p>")
                .text(ReportText.count(report.currentRows()) + " current " + (report.currentRows() == 1 ? "row" : "rows")
                        + " beside "
                        + ReportText.count(report.referenceRows()) + " of the reference. Unchanged data is reported as"
                        + " drifted in at most " + ReportText.percent(report.falseAlarms()) + " of all reports.")
                .html("</p>\n");
        if (!report.newColumns().isEmpty()) {
            html.page.html("<p>").text(DriftText.newColumns(report)).html("</p>\n");
        }
        html.overview();
        html.cards();
        return html.page.end();
    }

    private void overview() {
        page.html("<h2>Columns</h2>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Columns\">\n<table>\n")
                .head("Column", "Verdict", "Method", "#Distance", "#p", "#Mean before", "#Mean now", "#Change",
                        "#Missing").html("<tbody>\n");
        for (int index = 0; index < columns.size(); index++) {
            ColumnChange column = columns.get(index);
            boolean compared = column.state() != ColumnChange.State.NOT_COMPARED;
            page.html("<tr><th scope=\"row\"><a href=\"#c" + index + "\">").name(column.name(), NAME).html("</a></th><td>");
            verdict(column);
            page.html("</td><td class=\"line\">").text(compared ? column.method().toString() : "").html("</td>")
                    .number(compared ? ReportText.plain(column.distance()) : "")
                    .number(compared ? probability(column.probability()) : "")
                    .number(ReportText.plain(column.meanBefore())).number(ReportText.plain(column.meanNow()))
                    .number(DriftText.change(column))
                    .number(missing(column))
                    .html("</tr>\n");
        }
        page.html("</tbody>\n</table>\n</div>\n");
    }

    private static String missing(ColumnChange column) {
        String before = ReportText.percent(column.missingBefore());
        String now = ReportText.percent(column.missingNow());
        return before.equals(now) || now.isEmpty() ? before : before + " → " + now;
    }

    private void verdict(ColumnChange column) {
        page.html("<span class=\"verdict " + column.state().name() + "\">").text(DriftText.state(column)).html("</span>");
    }

    private static String probability(double value) {
        return value < 1e-4 ? "< 0.0001" : ReportText.plain(value);
    }

    private void cards() {
        page.html("<h2>Reference and current data</h2>\n").html(Chart.key("reference", "current data"))
                .html("<div class=\"cards\">\n");
        for (int index = 0; index < columns.size(); index++) {
            page.html("<section class=\"card\" id=\"c" + index + "\">\n<h3>").name(columns.get(index).name(), NAME);
            verdict(columns.get(index));
            page.html("</h3>\n");
            card(columns.get(index));
            page.html("</section>\n");
        }
        page.html("</div>\n");
    }

    private void card(ColumnChange column) {
        List<ColumnChange.Bin> bins = column.bins();
        if (!bins.isEmpty()) {
            page.html(chart(column, bins));
        }
        // The name stands above already.
        String before = ReportText.visible(column.name()) + ": ";
        page.html("<p>").sentence(column.sentence().startsWith(before) ? column.sentence().substring(before.length())
                : column.sentence()).html("</p>\n");
        if (!bins.isEmpty()) {
            page.html("<details><summary>Numbers</summary>\n");
            distances(column);
            counts(column);
            page.html("</details>\n");
        }
    }

    private static String chart(ColumnChange column, List<ColumnChange.Bin> bins) {
        Chart chart = new Chart(bars(column, SHOWN), total(bins, true), total(bins, false));
        String name = TextLayout.cut(column.name(), NAME);
        ColumnChange.Bin first = bins.get(0);
        ColumnChange.Bin last = bins.get(bins.size() - 1);
        return first.kind() == ColumnChange.Bin.Kind.RANGE
                ? chart.histogram("Histograms of " + name + " in the reference and the current data",
                        isFar(bins, first) ? range(first) : ReportText.plain(first.from()),
                        isFar(bins, last) ? range(last) : bins.size() == 1 ? "" : ReportText.plain(last.to()))
                : chart.categories("Shares of the values of " + name + " in the reference and the current data");
    }

    /** Whether an outer part is wider than the parts between, since what is in it lies far out. */
    private static boolean isFar(List<ColumnChange.Bin> bins, ColumnChange.Bin outer) {
        ColumnChange.Bin middle = bins.get(bins.size() / 2);
        return bins.size() > 2 && outer.to() / 2 - outer.from() / 2 > 1.5 * (middle.to() / 2 - middle.from() / 2);
    }

    private static double total(List<ColumnChange.Bin> bins, boolean before) {
        return bins.stream().mapToLong(bin -> before ? bin.before() : bin.now()).sum();
    }

    /** As many categories as fit, and the rest; all parts of a range. */
    private static List<Bar> bars(ColumnChange column, int shown) {
        List<Bar> bars = new ArrayList<>();
        long then = 0;
        long now = 0;
        for (ColumnChange.Bin bin : column.bins()) {
            if (bin.kind() == ColumnChange.Bin.Kind.RANGE) {
                bars.add(new Bar(range(bin), bin.before(), bin.now(), isFar(column.bins(), bin) ? Bar.FAR : ""));
            } else if (bin.kind() == ColumnChange.Bin.Kind.CATEGORY && bars.size() < shown) {
                bars.add(new Bar(bin.category(), bin.before(), bin.now(), mark(column, bin)));
            } else {
                then += bin.before();
                now += bin.now();
            }
        }
        if (then + now > 0) {
            bars.add(new Bar("all others", then, now, ""));
        }
        return bars;
    }

    private static String range(ColumnChange.Bin bin) {
        return ReportText.plain(bin.from())
                + (bin.from() == bin.to() ? "" : " to " + ReportText.plain(bin.to()));
    }

    /** Where one side does not count each value, nobody knows what is new, and nothing is listed as such. */
    private static String mark(ColumnChange column, ColumnChange.Bin bin) {
        return bin.before() == 0 && !column.appeared().isEmpty() ? "new"
                : bin.now() == 0 && !column.vanished().isEmpty() ? "gone" : "";
    }

    private void distances(ColumnChange column) {
        page.html("<table>").head("Method", "#Distance").html("<tbody>\n");
        for (DriftMethod method : DriftMethod.values()) {
            Double distance = column.distances().get(method);
            if (distance != null) {
                page.html("<tr><th scope=\"row\">").text(method.toString()).html("</th>")
                        .number(distance.isNaN() ? "none" : ReportText.plain(distance)).html("</tr>\n");
            }
        }
        page.html("</tbody></table>\n");
    }

    private void counts(ColumnChange column) {
        boolean ranges = column.bins().get(0).kind() == ColumnChange.Bin.Kind.RANGE;
        double then = total(column.bins(), true);
        double now = total(column.bins(), false);
        page.html("<table>").head(ranges ? "Range" : "Value", "#Reference", "#Current").html("<tbody>\n");
        for (Bar bar : bars(column, Integer.MAX_VALUE)) {
            page.html("<tr><th scope=\"row\">").name(bar.label(), NAME).html("</th>")
                    .number(ReportText.count(bar.then()) + " (" + ReportText.percent(bar.then() / then) + ")")
                    .number(ReportText.count(bar.now()) + " (" + ReportText.percent(bar.now() / now) + ")")
                    .html("</tr>\n");
        }
        page.html("</tbody></table>\n");
    }
}
