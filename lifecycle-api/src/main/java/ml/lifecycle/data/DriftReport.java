package ml.lifecycle.data;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import ml.lifecycle.NotFoundException;
import ml.lifecycle.Printable;
import ml.lifecycle.RefusedException;
import ml.lifecycle.signature.ColumnType;

/**
 * How current data differs from a reference.
 *
 * @param referenceRows the number of rows of the reference
 * @param currentRows the number of rows of the current data
 * @param falseAlarms how often unchanged data is reported as drifted, at most
 * @param columns how each column changed, in the order of the reference
 */
public record DriftReport(long referenceRows, long currentRows, double falseAlarms, List<ColumnChange> columns)
        implements Printable {

    private static final int NAME = 16;
    private static final int WIDTH = 80;

    /** Copies the columns. */
    public DriftReport {
        columns = List.copyOf(columns);
    }

    /**
     * Whether any column drifted.
     *
     * @return whether there is one
     */
    public boolean drifted() {
        return columns.stream().anyMatch(column -> column.state() == ColumnChange.State.DRIFTED);
    }

    /**
     * A column.
     *
     * @param name its name
     * @return how it changed
     * @throws NotFoundException if there is none; the message lists the columns
     */
    public ColumnChange column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst()
                .orElseThrow(() -> new NotFoundException("The drift report has no column '" + name
                        + "'; it has " + columns.stream().map(ColumnChange::name).collect(Collectors.joining(", "))
                        + "."));
    }

    /**
     * Goes on only if nothing drifted and every column of the reference could be compared, timestamps aside.
     *
     * @return this report
     * @throws RefusedException with the whole report, if something did, or could not
     */
    public DriftReport orThrow() {
        boolean open = columns.stream().anyMatch(column -> column.state() == ColumnChange.State.NOT_COMPARED
                && column.type() != ColumnType.TIMESTAMP);
        if (drifted() || open || columns.isEmpty()) {
            throw new RefusedException(toString());
        }
        return this;
    }

    @Override
    public String toString() {
        long drifted = columns.stream().filter(column -> column.state() == ColumnChange.State.DRIFTED).count();
        int width = Math.max(6, columns.stream().mapToInt(column -> cut(column.name()).length()).max().orElse(0));
        StringBuilder text = new StringBuilder("Drift: ")
                .append(drifted == 0 ? "none" : drifted + " of " + columns.size() + " columns").append(" (")
                .append(currentRows).append(" rows beside ").append(referenceRows).append(" of the reference)");
        text.append('\n').append(left("column", width)).append("  ").append(left("verdict", 14))
                .append(left("method", 20)).append(right("distance", 9)).append(right("p", 8))
                .append(right("mean", 9));
        for (ColumnChange column : columns) {
            boolean compared = column.state() != ColumnChange.State.NOT_COMPARED;
            String line = left(cut(column.name()), width) + "  "
                    + left(column.state().name().toLowerCase(Locale.ROOT).replace('_', ' '), 14)
                    + left(compared ? column.method().toString() : "", 20)
                    + right(compared ? number("%.3f", column.distance()) : "", 9)
                    + right(compared ? number("%.4f", column.probability()) : "", 8)
                    + right(compared ? number("%+.1f %%", 100 * column.meanShift()) : "", 9);
            text.append('\n').append(line.stripTrailing());
        }
        columns.stream().filter(column -> column.state() != ColumnChange.State.STABLE)
                .forEach(column -> text.append('\n').append(wrap("- " + column.sentence())));
        return text.toString();
    }

    private static String number(String format, double value) {
        return Double.isNaN(value) ? "" : Double.isInfinite(value) ? "∞" : Math.abs(value) >= 1e5 ? "large"
                : String.format(Locale.ROOT, format, value);
    }

    private static String cut(String name) {
        String shown = name.codePoints().map(point -> Character.isISOControl(point) ? '?' : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
        return shown.length() <= NAME ? shown : shown.substring(0, NAME - 1) + "…";
    }

    private static String left(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }

    private static String wrap(String sentence) {
        StringBuilder text = new StringBuilder();
        int used = 0;
        for (String word : sentence.split(" ")) {
            if (used > 0 && used + 1 + word.length() > WIDTH) {
                text.append("\n ");
                used = 1;
            }
            text.append(used > 0 ? " " : "").append(word);
            used += word.length() + (used > 0 ? 1 : 0);
        }
        return text.toString();
    }
}
