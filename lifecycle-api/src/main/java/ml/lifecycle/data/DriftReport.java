package ml.lifecycle.data;

import java.util.List;
import java.util.stream.Collectors;
import ml.lifecycle.NotFoundException;
import ml.lifecycle.Printable;
import ml.lifecycle.RefusedException;
import ml.lifecycle.report.ReportText;

/**
 * How current data differs from a reference.
 *
 * @param referenceRows the number of rows of the reference
 * @param currentRows the number of rows of the current data
 * @param falseAlarms how often unchanged data is reported as drifted, at most
 * @param columns how each column changed, in the order of the reference
 * @param newColumns the names of columns that only the current data has, in their order
 */
public record DriftReport(long referenceRows, long currentRows, double falseAlarms, List<ColumnChange> columns,
        List<String> newColumns) implements Printable {

    /** Copies the columns. */
    public DriftReport {
        columns = List.copyOf(columns);
        newColumns = List.copyOf(newColumns);
    }

    /**
     * Whether any column drifted. That none did says little where some could not be compared: {@link #isComplete()}.
     *
     * @return whether there is one
     */
    public boolean drifted() {
        return columns.stream().anyMatch(column -> column.state() == ColumnChange.State.DRIFTED);
    }

    /**
     * Whether every column that the reference has values of could be compared, timestamps aside, and there is one.
     *
     * @return whether nothing is left open
     */
    public boolean isComplete() {
        return columns.stream().anyMatch(column -> column.state() != ColumnChange.State.NOT_COMPARED)
                && DriftText.open(this) == 0;
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
                .orElseThrow(() -> new NotFoundException("The drift report has no column '"
                        + ReportText.visible(name) + "'; it has " + columns.stream()
                                .map(column -> ReportText.visible(column.name())).collect(Collectors.joining(", "))
                        + "."));
    }

    /**
     * Goes on only if nothing drifted and every column of the reference could be compared, timestamps aside.
     *
     * @return this report
     * @throws RefusedException with the whole report, if something did, or could not
     */
    public DriftReport orThrow() {
        if (drifted() || !isComplete()) {
            throw new RefusedException(toString());
        }
        return this;
    }

    /**
     * The report in JSON: {@code {"report":"drift","version":1,"drifted":…,"referenceRows":…,"currentRows":…,
     * "falseAlarms":…,"columns":[…],"newColumns":[…]}} with the components of each {@link ColumnChange} under their names, in their order.
     * {@code state}, {@code method} and the keys of {@code distances} are the names of the constants in lower case; a bin has
     * {@code from} and {@code to}, or {@code category}, or {@code "others":true}, and {@code before} and {@code now}. Means, a type
     * and a share of new values are left out where there is none; any other number that JSON does not know is the text {@code "NaN"},
     * {@code "Infinity"} or {@code "-Infinity"}. Later versions may add keys.
     *
     * @return one line, in ASCII
     */
    public String toJson() {
        return DriftJson.of(this);
    }

    /**
     * The report as an HTML page that needs no other file: for each column the values of both sides in one chart. Columns
     * that drifted come first.
     *
     * @return an HTML document
     */
    public String toHtml() {
        return DriftHtml.of(this);
    }

    @Override
    public String toString() {
        return DriftText.of(this);
    }
}
