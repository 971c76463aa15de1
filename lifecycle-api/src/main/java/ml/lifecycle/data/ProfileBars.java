package ml.lifecycle.data;

import java.util.ArrayList;
import java.util.List;
import ml.lifecycle.report.Bar;
import ml.lifecycle.report.ReportText;
import ml.lifecycle.report.TextLayout;
import ml.lifecycle.signature.ColumnType;

/** What a chart of a column shows. */
final class ProfileBars {

    private static final int SHOWN = 10;
    private static final int WORDS = 60;
    /** Below this, each whole number is a number of 64 bits. */
    private static final double LARGE = 1L << 52;

    private ProfileBars() {}

    static List<Bar> of(ColumnProfile column) {
        if (column.type() == ColumnType.NUMBER || column.type() == ColumnType.INTEGER) {
            return hasFewNumbers(column) ? whole(column) : parts(column);
        }
        return categories(column);
    }

    private static boolean hasFewNumbers(ColumnProfile column) {
        return column.type() == ColumnType.INTEGER && column.max() - column.min() < column.histogram().length
                && Math.max(Math.abs(column.min()), Math.abs(column.max())) < LARGE;
    }

    private static List<Bar> parts(ColumnProfile column) {
        long[] counts = column.histogram();
        List<Bar> bars = new ArrayList<>();
        for (int part = 0; part < counts.length; part++) {
            bars.add(new Bar(ReportText.plain(edge(column, part)) + " to " + ReportText.plain(edge(column, part + 1)), 0,
                    counts[part], ""));
        }
        return bars;
    }

    private static double edge(ColumnProfile column, int part) {
        return part < column.edges().length ? column.edges()[part] : column.max();
    }

    /** Where parts are narrower than 1, each whole number has its own part, and no bar belongs to those between. */
    private static List<Bar> whole(ColumnProfile column) {
        long[] counts = column.histogram();
        List<Bar> bars = new ArrayList<>();
        for (double number = column.min(); number <= column.max(); number++) {
            double share = (number - column.min()) / (column.max() - column.min());
            int part = Math.min(counts.length - 1, (int) (share * counts.length));
            bars.add(new Bar(ReportText.plain(number), 0, counts[part], ""));
        }
        return bars;
    }

    private static List<Bar> categories(ColumnProfile column) {
        List<Bar> bars = new ArrayList<>();
        column.top().entrySet().stream().limit(SHOWN)
                .forEach(entry -> bars.add(new Bar(entry.getKey(), 0, entry.getValue(), "")));
        long rest = column.rows() - column.missing() - bars.stream().mapToLong(Bar::now).sum();
        if (rest > 0) {
            bars.add(new Bar(ReportText.count(Math.max(1, column.distinct() - bars.size())) + " others", 0, rest, ""));
        }
        return bars;
    }

    static String words(ColumnProfile column) {
        return TextLayout.cut(column.name(), WORDS);
    }
}
