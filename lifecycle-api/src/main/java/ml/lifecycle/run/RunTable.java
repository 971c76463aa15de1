package ml.lifecycle.run;

import java.util.List;
import ml.lifecycle.Printable;

/**
 * Runs side by side, for a person.
 *
 * @param columns the headings
 * @param rows the cells of each run, as many as there are columns; empty text where a run has no value
 * @param note what a reader must know beside it, for example that a log is damaged; empty if nothing
 */
public record RunTable(List<String> columns, List<List<String>> rows, String note) implements Printable {

    /**
     * A table that says all.
     *
     * @param columns the headings
     * @param rows the cells of each run
     */
    public RunTable(List<String> columns, List<List<String>> rows) {
        this(columns, rows, "");
    }

    /** Copies the lists. */
    public RunTable {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
    }

    @Override
    public String toString() {
        String below = note.isEmpty() ? "" : "\n" + note;
        return (rows.isEmpty() ? "no runs" : grid()) + below;
    }

    private String grid() {
        int[] widths = new int[columns.size()];
        boolean[] numbers = new boolean[columns.size()];
        for (int c = 0; c < widths.length; c++) {
            int column = c;
            widths[c] = Math.max(columns.get(c).length(),
                    rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0));
            numbers[c] = rows.stream().map(row -> row.get(column)).allMatch(RunTable::isNumber);
        }
        StringBuilder text = new StringBuilder();
        line(text, columns, widths, numbers);
        for (List<String> row : rows) {
            line(text.append('\n'), row, widths, numbers);
        }
        return text.toString();
    }

    private static void line(StringBuilder text, List<String> cells, int[] widths, boolean[] right) {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < widths.length; c++) {
            String padding = " ".repeat(widths[c] - cells.get(c).length());
            line.append(c == 0 ? "" : "  ").append(right[c] ? padding + cells.get(c) : cells.get(c) + padding);
        }
        text.append(line.toString().stripTrailing());
    }

    private static boolean isNumber(String cell) {
        return cell.isEmpty() || cell.matches("[-+]?[0-9.,]+([eE][-+]?[0-9]+)?( ?(ms|µs|s|B|kB|MB))?|NaN|-?Infinity");
    }
}
