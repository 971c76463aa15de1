package ml.lifecycle.internal.data;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import ml.lifecycle.NotFoundException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.ColumnProfile;
import ml.lifecycle.data.Correlation;
import ml.lifecycle.data.DriftReport;
import ml.lifecycle.data.DriftSettings;
import ml.lifecycle.data.Profile;
import ml.lifecycle.internal.stats.DriftSide;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.report.ReportText;
import org.jspecify.annotations.Nullable;

/** A profile: counts that no longer change, and what they say. */
final class TableProfile implements Profile {

    private static final int NAME = 16;
    private static final int NUMBER = 9;
    private static final int SHOWN_FINDINGS = 12;

    private final TableCounts counts;
    private volatile @Nullable List<ColumnProfile> columns;
    /** What is computed on demand; computing it twice gives the same. */
    private volatile @Nullable List<Correlation> correlations;
    private volatile @Nullable List<String> findings;

    /**
     * Makes a profile of counts.
     *
     * @param counts not to be changed afterwards
     */
    TableProfile(TableCounts counts) {
        this.counts = counts;
    }

    static TableProfile of(List<Col> columns, int rows) {
        return new TableProfile(TableCounts.of(columns, rows));
    }

    TableCounts counts() {
        return counts;
    }

    @Override
    public byte[] toBytes() {
        return counts.toBytes();
    }

    @Override
    public long rows() {
        return counts.rows;
    }

    @Override
    public List<ColumnProfile> columns() {
        List<ColumnProfile> known = columns;
        if (known == null) {
            known = counts.columns.stream().map(Profiler::column).toList();
            columns = known;
        }
        return known;
    }

    @Override
    public ColumnProfile column(String name) {
        return columns().stream().filter(column -> column.name().equals(name)).findFirst()
                .orElseThrow(() -> new NotFoundException("The profile has no column '" + Names.printable(name)
                        + "'; it has " + columns().stream().map(column -> Names.printable(column.name()))
                                .collect(Collectors.joining(", ")) + "."));
    }

    @Override
    public List<Correlation> correlations() {
        List<Correlation> known = correlations;
        if (known == null) {
            known = Profiler.correlations(counts);
            correlations = known;
        }
        return known;
    }

    @Override
    public long duplicateRows() {
        return Math.round(counts.sample.repeated() * counts.rows);
    }

    @Override
    public List<String> findings() {
        List<String> known = findings;
        if (known == null) {
            known = Findings.of(this);
            findings = known;
        }
        return known;
    }

    @Override
    public Profile merge(Profile other) {
        if (!(other instanceof TableProfile more)) {
            throw new RefusedException("A profile of another kind (" + other.getClass().getName()
                    + ") cannot be merged; profiles come from tables and snapshots.");
        }
        return new TableProfile(counts.merge(more.counts));
    }

    @Override
    public DriftReport driftTo(Profile current, DriftSettings settings) {
        if (!(current instanceof TableProfile other)) {
            throw new RefusedException("A profile of another kind (" + current.getClass().getName()
                    + ") cannot be compared; profiles come from tables and snapshots.");
        }
        return DriftComparison.compare(sides(other), counts.rows, other.sides(this), other.counts.rows, settings);
    }

    /** Columns as they are compared with those of another profile: counted in the same buckets. */
    private List<DriftSide> sides(TableProfile other) {
        return counts.columns.stream().map(column -> column.side(other.counts.columns.stream()
                .filter(one -> one.name.equals(column.name)).findFirst().orElse(column))).toList();
    }

    @Override
    public String toString() {
        List<ColumnProfile> columns = columns();
        List<String> findings = findings();
        StringBuilder text = new StringBuilder(Layout.size(counts.rows, columns.size())).append('\n');
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("missing", "distinct", "min", "mean", "max", "sd"));
        List<List<String>> cells = List.of(
                columns.stream().map(column -> Layout.number(column.missing())).toList(),
                columns.stream().map(column -> Layout.number(column.distinct())).toList(),
                numbers(ColumnProfile::min), numbers(ColumnProfile::mean), numbers(ColumnProfile::max),
                numbers(ColumnProfile::standardDeviation));
        for (int column = 0; column < columns.size(); column++) {
            int row = column;
            lines.add(cells.stream().map(each -> each.get(row)).toList());
        }
        int width = Math.max("column".length(), columns.stream()
                .mapToInt(column -> Layout.length(Layout.cut(column.name(), NAME))).max().orElse(0));
        text.append(line("column", width, "type", lines.get(0)));
        for (int column = 0; column < columns.size(); column++) {
            text.append('\n').append(line(Layout.cut(columns.get(column).name(), NAME), width,
                    columns.get(column).type().name(), lines.get(column + 1)));
        }
        columns.stream().filter(column -> column.earliest() != null || isRepeated(column))
                .forEach(column -> text.append('\n')
                        .append(column.earliest() == null ? balance(column) : span(column)));
        findings.stream().limit(SHOWN_FINDINGS)
                .forEach(finding -> text.append('\n').append(Layout.wrap("- " + finding, "  ")));
        if (findings.size() > SHOWN_FINDINGS) {
            text.append("\n- ").append(findings.size() - SHOWN_FINDINGS).append(" more; findings() has all");
        }
        return text.toString();
    }

    private List<String> numbers(ToDoubleFunction<ColumnProfile> number) {
        return Layout.numbers(columns().stream().mapToDouble(number).toArray());
    }

    private static String line(String name, int width, String type, List<String> numbers) {
        StringBuilder text = new StringBuilder(Layout.left(name, width)).append("  ").append(Layout.left(type, 9))
                .append(Layout.right(numbers.get(0), NUMBER - 1));
        for (int index = 1; index < numbers.size(); index++) {
            text.append(Layout.right(numbers.get(index), NUMBER));
        }
        return text.toString().stripTrailing();
    }

    /** Values that occur but once tell nothing by being listed, unless they are few. */
    private static boolean isRepeated(ColumnProfile column) {
        return column.top().values().stream().anyMatch(count -> count > 1)
                || !column.top().isEmpty() && column.top().size() == column.distinct();
    }

    /** When a column of moments begins and ends. */
    private static String span(ColumnProfile column) {
        return Layout.cut(column.name(), NAME) + ": from " + column.earliest() + " to " + column.latest();
    }

    /** How often the most frequent values occur, as shares of the rows that have a value. */
    private static String balance(ColumnProfile column) {
        String title = Layout.cut(column.name(), NAME) + ": ";
        long present = column.rows() - column.missing();
        List<String> shares = column.top().entrySet().stream()
                .map(entry -> Layout.cut(entry.getKey(), NAME) + " " + entry.getValue() + " ("
                        + ReportText.percent((double) entry.getValue() / present) + ")")
                .collect(Collectors.toList());
        long others = column.distinct() - shares.size();
        String rest = others > 0 ? "; " + others + " other values" : "";
        return title + Layout.list(shares, Layout.WIDTH - Layout.length(title) - rest.length()) + rest;
    }
}
