package ml.lifecycle.internal.gate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import ml.lifecycle.data.DriftMethod;
import ml.lifecycle.data.Table;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.gate.CheckResult;
import ml.lifecycle.gate.Drift;
import ml.lifecycle.gate.ThresholdCheck;
import ml.lifecycle.gate.Verdict;
import ml.lifecycle.internal.stats.ColumnDrift;
import ml.lifecycle.internal.stats.Distribution;
import ml.lifecycle.signature.ColumnType;

/**
 * Judges drift. A distance beyond the bound counts only if it is also greater than samples of equal distributions give;
 * with several columns the level is corrected after S. Holm, A simple sequentially rejective multiple test procedure,
 * Scandinavian Journal of Statistics 6 (1979). A distance beyond the bound that may be chance is INCONCLUSIVE.
 */
final class DriftJudge {

    private static final double LEVEL = 0.05;

    private final ThresholdCheck check;
    private final Drift drift;

    DriftJudge(ThresholdCheck check, Drift drift) {
        this.check = check;
        this.drift = drift;
    }

    CheckResult judge(Trial trial) {
        Table reference = trial.candidate().reference().orElse(null);
        Table current = trial.candidate().current().orElse(null);
        if (reference == null || current == null) {
            return nothing("there is no training and judged data to compare", 0);
        }
        int rows = current.rows();
        if (rows < check.minRows() || reference.rows() < check.minRows()) {
            return nothing("there are " + Say.rows(rows) + " beside " + Say.rows(reference.rows())
                    + " of training data; at least " + Say.count(check.minRows()) + " are asked for", rows);
        }
        List<TableColumn> columns = reference.columns().stream().filter(this::isCompared).toList();
        String unlike = String.join(", ", columns.stream()
                .filter(column -> partner(column, current).isEmpty()).map(column -> Say.name(column.name())).toList());
        if (!unlike.isEmpty() || columns.isEmpty()) {
            return nothing(columns.isEmpty()
                    ? "there is no column" + (drift.column() == null ? "" : " " + Say.name(drift.column()))
                    + " to compare"
                    : "the judged data has no column of the same type for " + unlike, rows);
        }
        return judge(columns.stream().map(column -> drift(column, partner(column, current).orElseThrow())).toList(),
                rows);
    }

    /** Time goes on, so timestamps drift always: they are compared only when named. */
    private boolean isCompared(TableColumn column) {
        if (drift.column() != null) {
            return drift.column().equals(column.name());
        }
        return column.type() != ColumnType.TIMESTAMP
                && (!drift.method().isOfNumbers() || column.type() != ColumnType.TEXT);
    }

    private static Optional<TableColumn> partner(TableColumn column, Table table) {
        boolean text = column.type() == ColumnType.TEXT;
        return table.columns().stream().filter(other -> other.name().equals(column.name()))
                .filter(other -> text == (other.type() == ColumnType.TEXT)).findFirst();
    }

    private ColumnDrift drift(TableColumn reference, TableColumn current) {
        Distribution before = Distribution.of(reference);
        Distribution now = Distribution.of(current);
        if (drift.method().isOfNumbers() && reference.type() == ColumnType.TEXT) {
            return new ColumnDrift(reference.name(), Double.NaN, 1, 0, 0, 0);
        }
        return switch (drift.method()) {
            case PSI -> ColumnDrift.psi(before, now);
            case JENSEN_SHANNON -> ColumnDrift.jensenShannon(before, now);
            case MEAN_SHIFT -> ColumnDrift.meanShift(before, now);
            case KOLMOGOROV_SMIRNOV -> ColumnDrift.kolmogorovSmirnov(before, now);
            case WASSERSTEIN -> ColumnDrift.wasserstein(before, now);
            case CHI_SQUARED -> ColumnDrift.chiSquared(before, now);
        };
    }

    private CheckResult judge(List<ColumnDrift> columns, long rows) {
        Optional<ColumnDrift> undefined = columns.stream().filter(one -> Double.isNaN(one.distance())).findFirst();
        if (rows == 0 || undefined.isPresent()) {
            return nothing(rows == 0
                    ? "there are no rows"
                    : "the column " + Say.name(undefined.get().column())
                    + " has no such distance: no values, no numbers, or a mean of 0 or one value only in the training"
                    + " data", rows);
        }
        List<ColumnDrift> beyond = columns.stream().filter(one -> !check.bound().admits(one.distance())).toList();
        List<ColumnDrift> proven = new ArrayList<>(notByChance(columns));
        proven.retainAll(beyond);
        Comparator<ColumnDrift> byDistance = Comparator.comparingDouble(ColumnDrift::distance);
        if (!proven.isEmpty()) {
            return result(Verdict.FAIL, proven.stream().max(byDistance).orElseThrow(), columns.size(),
                    ", which is more than chance gives");
        }
        ColumnDrift worst = columns.stream().max(byDistance).orElseThrow();
        if (beyond.isEmpty()) {
            return result(Verdict.PASS, worst, columns.size(), "");
        }
        ColumnDrift far = beyond.stream().max(byDistance).orElseThrow();
        return result(Verdict.INCONCLUSIVE, far, columns.size(), Double.isNaN(far.chance())
                ? ", but the test of Kolmogorov and Smirnov cannot tell it from chance; more rows would be needed"
                : ", but equal distributions give up to " + Say.number(far.chance())
                        + " by chance at these numbers of rows" + rowsNeeded(far));
    }

    /** The columns that Holm's procedure finds to differ. */
    private static List<ColumnDrift> notByChance(List<ColumnDrift> columns) {
        List<ColumnDrift> byProbability =
                columns.stream().sorted(Comparator.comparingDouble(ColumnDrift::probability)).toList();
        int found = 0;
        while (found < columns.size()
                && byProbability.get(found).probability() <= LEVEL / (columns.size() - found)) {
            found++;
        }
        return byProbability.subList(0, found);
    }

    /** With so many rows, chance alone would stay within the bound; the reference stays as it is. */
    private String rowsNeeded(ColumnDrift column) {
        double unit = 1.0 / column.reference() + 1.0 / column.current();
        boolean squared = drift.method() != DriftMethod.PSI;
        double ratio = check.bound().high() / column.chance();
        double left = unit * (squared ? ratio * ratio : ratio) - 1.0 / column.reference();
        return left > 0
                ? "; about " + Say.rows((long) Math.ceil(1 / left)) + " would be needed"
                : "; more rows of training data would be needed";
    }

    private CheckResult result(Verdict verdict, ColumnDrift column, int columns, String more) {
        String where = " in the column " + Say.name(column.column())
                + (columns == 1 ? "" : ", the worst of " + columns);
        String sentence = Say.number(column.distance(), check.bound().high()) + where + ", "
                + Say.rows(column.current()) + " beside " + Say.count(column.reference())
                + " of training data; required " + check.bound() + more + ".";
        return new CheckResult(check.describe(), verdict, column.distance(), Double.NaN, Double.NaN, column.current(),
                sentence);
    }

    private CheckResult nothing(String problem, long rows) {
        return new CheckResult(check.describe(), Verdict.INCONCLUSIVE, Double.NaN, Double.NaN, Double.NaN, rows,
                "There is no value: " + problem + ".");
    }
}
