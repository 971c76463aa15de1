package ml.lifecycle.internal.data;

import java.util.ArrayList;
import java.util.List;
import ml.lifecycle.signature.ColumnType;

/** The first rows of a table, aligned, at most 80 columns wide. */
final class TableText {

    private static final int ROWS = 10;
    private static final int CELL = 24;

    private TableText() {}

    static String of(List<Col> columns, int rows) {
        int shown = Math.min(rows, ROWS);
        List<StringBuilder> lines = new ArrayList<>();
        for (int line = 0; line <= shown; line++) {
            lines.add(new StringBuilder());
        }
        int used = 0;
        int column = 0;
        for (; column < columns.size(); column++) {
            List<String> cells = cells(columns.get(column), shown);
            int width = cells.stream().mapToInt(Layout::length).max().orElse(0);
            int gap = column == 0 ? 0 : 2;
            if (used + gap + width > Layout.WIDTH) {
                break;
            }
            used += gap + width;
            append(lines, cells, " ".repeat(gap), width, columns.get(column).type() == ColumnType.TEXT);
        }
        StringBuilder text = new StringBuilder();
        if (column > 0) {
            lines.forEach(line -> text.append(line.toString().stripTrailing()).append('\n'));
        }
        text.append(Layout.size(rows, columns.size()));
        if (column < columns.size()) {
            text.append(" (").append(columns.size() - column).append(" not shown)");
        }
        return text.toString();
    }

    private static List<String> cells(Col column, int shown) {
        List<String> cells = new ArrayList<>();
        cells.add(Layout.cut(column.name(), CELL));
        for (int row = 0; row < shown; row++) {
            String value = column.text(row);
            cells.add(value == null ? "–" : Layout.cut(value, CELL));
        }
        return cells;
    }

    private static void append(List<StringBuilder> lines, List<String> cells, String gap, int width, boolean left) {
        for (int line = 0; line < cells.size(); line++) {
            String cell = cells.get(line);
            lines.get(line).append(gap).append(left ? Layout.left(cell, width) : Layout.right(cell, width));
        }
    }
}
