package ml.lifecycle.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import ml.lifecycle.core.LeakReport.Kind;
import ml.lifecycle.core.LeakReport.Leak;
import ml.lifecycle.data.ColumnProfile;
import ml.lifecycle.data.Table;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.internal.gate.RowSet;
import ml.lifecycle.internal.stats.Stump;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.report.ReportText;
import ml.lifecycle.signature.ColumnType;

/** Looks for ways by which a model may know what it should predict. */
public final class Leaks {

    private static final double TELLS = 0.99;
    /** With fewer rows, much is told by chance. */
    private static final int ROWS = 20;

    private Leaks() {}

    /**
     * Looks for columns that give the target away: one that is the target, tells it alone, or names the rows. A column
     * tells the target if the best single-column tree with one leaf for each class, or one for each of its few values, is
     * right in at least 99 % of the rows, and the most frequent class alone is not; of numbers to predict, if it
     * correlates with them at 0.999 or more.
     *
     * @param table the data, with at least 20 rows to say anything
     * @param target the column to be predicted
     * @return what was found
     * @throws ml.lifecycle.NotFoundException if there is no such column
     */
    public static LeakReport in(Table table, String target) {
        TableColumn truth = table.column(target);
        List<Leak> leaks = new ArrayList<>();
        if (table.rows() >= ROWS) {
            for (TableColumn column : table.columns()) {
                if (!column.name().equals(target)) {
                    look(table, column, truth, leaks);
                }
            }
        }
        leaks.sort(Comparator.comparing(Leak::kind));
        return new LeakReport(leaks);
    }

    private static void look(Table table, TableColumn column, TableColumn truth, List<Leak> leaks) {
        String name = Names.printable(column.name());
        String target = Names.printable(truth.name());
        ColumnProfile profile = table.profile().column(column.name());
        if (equal(column, truth)) {
            leaks.add(new Leak(Kind.COPY_OF_TARGET, column.name(), 1,
                    name + " equals " + target + " in every row; leave it out."));
        } else if (isIdentifier(column, table.rows())) {
            leaks.add(new Leak(Kind.IDENTIFIER, column.name(), 1, name
                    + " has another value in every row, so a model can learn the rows by heart; leave it out."));
        } else if (profile.distinct() > 1) {
            double told = isNumeric(truth) && table.profile().column(truth.name()).distinct() > ROWS
                    ? correlated(table, column, truth) : Stump.told(column, truth);
            if (told >= TELLS) {
                leaks.add(new Leak(Kind.TELLS_TARGET, column.name(), told, String.format(Locale.ROOT,
                        "%s alone tells %s (%s); is it known when a prediction is asked for?",
                        name, target, ReportText.percent(told))));
            }
        }
    }

    private static boolean isNumeric(TableColumn column) {
        return column.type() == ColumnType.NUMBER || column.type() == ColumnType.INTEGER;
    }

    private static boolean isIdentifier(TableColumn column, int rows) {
        return (column.type() == ColumnType.TEXT || column.type() == ColumnType.INTEGER)
                && IntStream.range(0, rows).filter(row -> !column.isMissing(row))
                        .mapToObj(column::text).distinct().count() == rows;
    }

    private static boolean equal(TableColumn column, TableColumn truth) {
        for (int row = 0; row < column.size(); row++) {
            if (!Objects.equals(column.text(row), truth.text(row))) {
                return false;
            }
        }
        return true;
    }

    /** 1 or nothing, since a correlation is no share of rows. */
    private static double correlated(Table table, TableColumn column, TableColumn truth) {
        return table.profile().correlations().stream()
                .filter(one -> one.first().equals(column.name()) && one.second().equals(truth.name())
                        || one.second().equals(column.name()) && one.first().equals(truth.name()))
                .mapToDouble(one -> one.strength() >= 0.999 ? one.strength() : 0).findFirst().orElse(0);
    }

    /**
     * Looks for rows of the test data that are among the training data, in all columns that both have.
     *
     * @param training what a model learns from
     * @param test what it is measured on
     * @return what was found
     */
    public static LeakReport between(Table training, Table test) {
        RowSet rows = RowSet.of(training, test);
        int shared = rows.isEmpty() ? 0 : rows.count(test);
        return new LeakReport(shared == 0 ? List.of() : List.of(new Leak(Kind.SHARED_ROWS, "",
                (double) shared / test.rows(), String.format(Locale.ROOT,
                        "%,d of %,d test rows (%s) are also among the %,d training rows.",
                        shared, test.rows(), ReportText.percent((double) shared / test.rows()), training.rows()))));
    }

    /**
     * As {@link #between(Table, Table)}, and for test rows that are not later than the last training row, as they would be
     * where a model predicts what has not happened yet.
     *
     * @param training what a model learns from
     * @param test what it is measured on
     * @param time the column of timestamps or numbers that says when a row came to be
     * @return what was found
     * @throws ml.lifecycle.NotFoundException if one of both has no such column
     * @throws ml.lifecycle.RefusedException if it is one of text
     */
    public static LeakReport between(Table training, Table test, String time) {
        List<Leak> leaks = new ArrayList<>(between(training, test).leaks());
        TableColumn before = training.column(time);
        TableColumn after = test.column(time);
        double last = Double.NEGATIVE_INFINITY;
        String moment = "";
        for (int row = 0; row < before.size(); row++) {
            if (before.number(row) > last) {
                last = before.number(row);
                moment = String.valueOf(before.text(row));
            }
        }
        int early = 0;
        for (int row = 0; row < after.size(); row++) {
            early += after.number(row) <= last ? 1 : 0;
        }
        if (early > 0) {
            leaks.add(new Leak(Kind.TIME, time, (double) early / test.rows(), String.format(Locale.ROOT,
                    "%,d of %,d test rows are not later than the last training row (%s %s); split by time.",
                    early, test.rows(), Names.printable(time), moment)));
        }
        return new LeakReport(leaks);
    }
}
