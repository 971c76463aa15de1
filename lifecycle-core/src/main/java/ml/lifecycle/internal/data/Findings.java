package ml.lifecycle.internal.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import ml.lifecycle.data.ColumnProfile;
import ml.lifecycle.data.Correlation;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.report.ReportText;
import ml.lifecycle.signature.ColumnType;

/** What deserves a look in a profile, in words. */
final class Findings {

    private static final double STRONG = 0.9;
    private static final double SKEWED = 2;
    /** Ranks that say so much more than a line are worth a sentence. */
    private static final double BENT = 0.1;
    private static final int CLASSES = 20;
    private static final double RARE = 0.1;
    /** With fewer rows, different values in all of them mean nothing. */
    private static final int ROWS_OF_IDS = 20;

    private final TableProfile profile;
    private final List<String> findings = new ArrayList<>();

    private Findings(TableProfile profile) {
        this.profile = profile;
    }

    static List<String> of(TableProfile profile) {
        Findings all = new Findings(profile);
        if (profile.rows() < 2) {
            all.findings.add(profile.rows() == 0 ? "There are no rows." : "There is only one row, which shows no spread.");
            return List.copyOf(all.findings);
        }
        profile.columns().forEach(all::values);
        all.equalColumns();
        all.repeatedRows();
        profile.correlations().forEach(all::correlation);
        profile.columns().forEach(all::shape);
        profile.columns().forEach(all::classes);
        return List.copyOf(all.findings);
    }

    private void values(ColumnProfile column) {
        String name = Names.printable(column.name());
        if (column.missing() == column.rows()) {
            findings.add(name + " has no value in any row.");
            return;
        }
        if (column.missing() > 0) {
            findings.add(name + " is missing in " + times(column.missing(), "row") + " ("
                    + percent(column.missing(), column.rows()) + ").");
        }
        if (column.distinct() == 1) {
            findings.add(name + " has the same value in every row"
                    + (column.missing() > 0 ? " that has one" : "") + ", so it tells nothing.");
        } else if (column.exact() && column.distinct() == column.rows() && column.rows() >= ROWS_OF_IDS
                && (column.type() == ColumnType.TEXT || column.type() == ColumnType.INTEGER)) {
            findings.add(name + " has another value in every row, as an identifier has; a model cannot learn from it.");
        }
    }

    private void equalColumns() {
        Map<Long, List<String>> same = profile.counts().columns.stream().filter(column -> column.missing < column.rows)
                .collect(Collectors.groupingBy(column -> column.sameness, LinkedHashMap::new,
                        Collectors.mapping(column -> Names.printable(column.name), Collectors.toList())));
        same.values().stream().filter(names -> names.size() > 1)
                .forEach(names -> findings.add(String.join(", ", names) + " are equal in every row."));
    }

    private void repeatedRows() {
        long repeated = profile.duplicateRows();
        if (repeated > 0) {
            findings.add((profile.counts().sample.isAll() ? "" : "About ") + times(repeated, "row")
                    + (repeated == 1 ? " repeats" : " repeat") + " another one ("
                    + percent(repeated, profile.rows()) + ").");
        }
    }

    private void correlation(Correlation correlation) {
        if (correlation.strength() < STRONG) {
            return;
        }
        String both = Names.printable(correlation.first()) + " and " + Names.printable(correlation.second());
        boolean bent = Math.abs(correlation.spearman()) > Math.abs(correlation.pearson()) + BENT;
        findings.add(bent
                ? both + " rise and fall together, but not on a line (Spearman " + two(correlation.spearman())
                        + ", Pearson " + two(correlation.pearson()) + ")."
                : both + " correlate at " + two(correlation.pearson()) + ".");
    }

    private void shape(ColumnProfile column) {
        String name = Names.printable(column.name());
        if (column.outliers() > 0 && column.distinct() > 2) {
            findings.add(name + " has " + times(column.outliers(), "outlier") + " beyond 1.5 interquartile ranges ("
                    + percent(column.outliers(), column.rows() - column.missing()) + ").");
        }
        if (Math.abs(column.skewness()) > SKEWED) {
            findings.add(name + " is skewed to the " + (column.skewness() > 0 ? "right" : "left") + " ("
                    + two(column.skewness()) + "); a logarithm or ranks may suit a model better.");
        }
    }

    private void classes(ColumnProfile column) {
        boolean few = column.exact() && column.distinct() >= 2 && column.distinct() <= CLASSES
                && 2 * column.distinct() <= column.rows();
        if (column.top().size() < 2 || !few) {
            return;
        }
        List<Map.Entry<String, Long>> classes = List.copyOf(column.top().entrySet());
        Map.Entry<String, Long> rarest = classes.get(classes.size() - 1);
        long most = classes.get(0).getValue();
        if (rarest.getValue() == most) {
            findings.add(Names.printable(column.name()) + " has " + classes.size() + " classes, all of "
                    + times(most, "row") + ".");
        } else if (rarest.getValue() < RARE * most) {
            findings.add(Names.printable(column.name()) + " is out of balance: '" + Layout.cut(rarest.getKey(), 30)
                    + "' has only " + times(rarest.getValue(), "row") + ", '" + Layout.cut(classes.get(0).getKey(), 30)
                    + "' " + Layout.count(most) + ".");
        }
    }

    private static String times(long count, String what) {
        return Layout.count(count) + " " + what + (count == 1 ? "" : "s");
    }

    private static String percent(long part, long whole) {
        return ReportText.percent((double) part / whole);
    }

    private static String two(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
