package ml.lifecycle.data;

import static ml.lifecycle.report.TextLayout.cut;
import static ml.lifecycle.report.TextLayout.left;
import static ml.lifecycle.report.TextLayout.right;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import ml.lifecycle.report.ReportText;
import ml.lifecycle.report.TextLayout;
import ml.lifecycle.signature.ColumnType;

/** A report of drift for a terminal. */
final class DriftText {

    private static final int NAME = 16;
    private static final int SHOWN = 20;

    private DriftText() {}

    static String of(DriftReport report) {
        int width = Math.max("column".length(), report.columns().stream()
                .mapToInt(column -> TextLayout.width(cut(column.name(), NAME))).max().orElse(0));
        StringBuilder text = new StringBuilder(headline(report)).append(" (").append(report.currentRows())
                .append(report.currentRows() == 1 ? " row beside " : " rows beside ").append(report.referenceRows()).append(" of the reference)\n")
                .append(left("column", width)).append("  ").append(left("verdict", 14)).append(left("method", 20))
                .append(right("distance", 9)).append(right("p", 8)).append(right("mean", 9));
        report.columns().forEach(column ->
                text.append('\n').append((left(cut(column.name(), NAME), width) + "  " + line(column)).stripTrailing()));
        report.columns().stream().filter(ColumnChange::isNotable)
                .forEach(column -> text.append('\n').append(TextLayout.wrap("- " + column.sentence(), 0, 2)));
        if (!report.newColumns().isEmpty()) {
            text.append('\n').append(TextLayout.wrap("- " + newColumns(report), 0, 2));
        }
        return text.toString();
    }

    static String headline(DriftReport report) {
        List<ColumnChange> columns = report.columns();
        long drifted = columns.stream().filter(column -> column.state() == ColumnChange.State.DRIFTED).count();
        long gone = columns.stream().filter(ColumnChange::isGone).count();
        long open = open(report) - columns.stream().filter(column -> column.isGone() && isOpen(column)).count();
        long unseen = columns.stream().filter(column -> column.newShare() > 0).count();
        List<String> parts = new ArrayList<>();
        parts.add(drifted > 0 ? drifted + " of " + columns(columns.size()) : report.isComplete() ? "none" : "none found");
        said(parts, gone, columns(gone) + " gone");
        said(parts, open, open + " of " + columns(columns.size()) + " not compared");
        said(parts, report.newColumns().size(), columns(report.newColumns().size()) + " new");
        said(parts, unseen, "new values in " + columns(unseen));
        return "Drift: " + String.join(", ", parts);
    }

    private static void said(List<String> parts, long number, String part) {
        if (number > 0) {
            parts.add(part);
        }
    }

    private static String columns(long number) {
        return number + (number == 1 ? " column" : " columns");
    }

    /** Moments are never compared, and a column that the reference has no values of says nothing either way. */
    private static boolean isOpen(ColumnChange column) {
        return column.state() == ColumnChange.State.NOT_COMPARED && column.type() != ColumnType.TIMESTAMP
                && column.missingBefore() != 1;
    }

    /** A line of the columns that only the current data has; empty without any. */
    static String newColumns(DriftReport report) {
        return report.newColumns().isEmpty() ? "" : "New columns, which the reference does not have: "
                + report.newColumns().stream().limit(SHOWN).map(name -> TextLayout.cut(ReportText.visible(name), 30))
                        .collect(Collectors.joining(", "))
                + (report.newColumns().size() > SHOWN ? " and " + (report.newColumns().size() - SHOWN) + " more" : "") + ".";
    }

    /** How many columns could not be compared. */
    static long open(DriftReport report) {
        return report.columns().stream().filter(DriftText::isOpen).count();
    }

    private static String line(ColumnChange column) {
        String state = left(state(column), 14);
        return column.state() == ColumnChange.State.NOT_COMPARED ? state
                : state + left(column.method().toString(), 20) + right(number("%.3f", column.distance()), 9)
                        + right(probability(column.probability()), 8)
                        + right(change(column), 9);
    }

    static String state(ColumnChange column) {
        return column.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String probability(double value) {
        return value < 1e-4 ? "<0.0001" : number("%.4f", value);
    }

    /** The relative change of the mean. */
    static String change(ColumnChange column) {
        double change = 100 * column.meanShift();
        return number(Math.abs(change) < 1000 ? "%+.1f %%" : "%+.0f %%", change);
    }

    private static String number(String format, double value) {
        return Double.isNaN(value) ? "" : Double.isInfinite(value) ? "∞" : Math.abs(value) >= 1e5 ? "large"
                : String.format(Locale.ROOT, format, value);
    }
}
