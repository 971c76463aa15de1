package ml.lifecycle.data;

import static ml.lifecycle.report.TextLayout.cut;
import static ml.lifecycle.report.TextLayout.left;
import static ml.lifecycle.report.TextLayout.right;

import java.util.Locale;
import ml.lifecycle.report.TextLayout;
import ml.lifecycle.signature.ColumnType;

/** A report of drift for a terminal. */
final class DriftText {

    private static final int NAME = 16;

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
        report.columns().stream().filter(column -> column.state() != ColumnChange.State.STABLE)
                .forEach(column -> text.append('\n').append(TextLayout.wrap("- " + column.sentence(), 0, 2)));
        return text.toString();
    }

    static String headline(DriftReport report) {
        long drifted = report.columns().stream().filter(column -> column.state() == ColumnChange.State.DRIFTED).count();
        long open = open(report);
        int all = report.columns().size();
        String columns = " of " + all + (all == 1 ? " column" : " columns");
        return "Drift: " + (drifted > 0 ? drifted + columns : open > 0 ? "none found, " + open + columns + " not compared"
                : "none");
    }

    /** How many columns could not be compared, other than those of moments, which never are. */
    static long open(DriftReport report) {
        return report.columns().stream().filter(column -> column.state() == ColumnChange.State.NOT_COMPARED
                && column.type() != ColumnType.TIMESTAMP).count();
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
