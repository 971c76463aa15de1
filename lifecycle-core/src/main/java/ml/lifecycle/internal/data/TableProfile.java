package ml.lifecycle.internal.data;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import ml.lifecycle.NotFoundException;
import ml.lifecycle.data.ColumnProfile;
import ml.lifecycle.data.Profile;
import ml.lifecycle.internal.text.Names;

/** A profile. */
record TableProfile(long rows, List<ColumnProfile> columns) implements Profile {

    private static final int NAME = 16;
    private static final int NUMBER = 9;

    TableProfile {
        columns = List.copyOf(columns);
    }

    @Override
    public ColumnProfile column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst()
                .orElseThrow(() -> new NotFoundException("The profile has no column '" + Names.printable(name)
                        + "'; it has " + columns.stream().map(column -> Names.printable(column.name()))
                                .collect(Collectors.joining(", ")) + "."));
    }

    @Override
    public String toString() {
        int width = columns.stream().mapToInt(column -> Layout.length(Layout.cut(column.name(), NAME))).max()
                .orElse(0);
        width = Math.max(width, "column".length());
        StringBuilder text = new StringBuilder(Layout.size(rows, columns.size())).append('\n')
                .append(line("column", width, "type", "missing", "distinct", "min", "mean", "max", "sd"));
        for (ColumnProfile column : columns) {
            text.append('\n').append(line(Layout.cut(column.name(), NAME), width, column.type().name(),
                    Layout.number(column.missing()), Layout.number(column.distinct()), Layout.number(column.min()),
                    Layout.number(column.mean()), Layout.number(column.max()),
                    Layout.number(column.standardDeviation())));
        }
        columns.stream().filter(column -> !column.top().isEmpty())
                .forEach(column -> text.append('\n').append(balance(column)));
        return text.toString();
    }

    private static String line(String name, int width, String type, String... numbers) {
        StringBuilder text = new StringBuilder(Layout.left(name, width)).append("  ").append(Layout.left(type, 9))
                .append(Layout.right(numbers[0], NUMBER - 1));
        for (int index = 1; index < numbers.length; index++) {
            text.append(Layout.right(numbers[index], NUMBER));
        }
        return text.toString().stripTrailing();
    }

    /** How often the most frequent values occur, as shares of the rows that have a value. */
    private static String balance(ColumnProfile column) {
        String title = Layout.cut(column.name(), NAME) + ": ";
        long present = column.rows() - column.missing();
        List<String> shares = column.top().entrySet().stream()
                .map(entry -> String.format(Locale.ROOT, "%s %d (%.1f %%)", Layout.cut(entry.getKey(), NAME),
                        entry.getValue(), 100.0 * entry.getValue() / present))
                .collect(Collectors.toList());
        long others = column.distinct() - shares.size();
        String rest = others > 0 ? "; " + others + " other values" : "";
        return title + Layout.list(shares, Layout.WIDTH - Layout.length(title) - rest.length()) + rest;
    }
}
