package ml.lifecycle.internal.gate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import ml.lifecycle.data.DriftMethod;
import ml.lifecycle.data.DriftSettings;
import ml.lifecycle.data.Table;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.gate.CheckResult;
import ml.lifecycle.gate.Drift;
import ml.lifecycle.gate.ThresholdCheck;
import ml.lifecycle.gate.Verdict;
import ml.lifecycle.internal.stats.ColumnDrift;
import ml.lifecycle.internal.stats.DriftPair;
import ml.lifecycle.internal.stats.DriftSide;
import ml.lifecycle.internal.stats.Holm;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.report.ReportText;
import ml.lifecycle.signature.ColumnType;

/**
 * Judges drift by a bound. A distance beyond it counts only if it is also greater than samples of equal distributions give;
 * with several columns the level is corrected ({@link Holm}). A distance beyond the bound that may be chance is
 * INCONCLUSIVE, and so is a column that cannot be compared, and a bound that so few rows cannot reach. Where missing values
 * do not count in the distance, a change of their share that matters is a drift of its own.
 */
final class DriftJudge {

    private static final double LEVEL = 0.05;
    private static final int SHOWN = 5;
    private static final Comparator<Measured> BY_DISTANCE = Comparator.comparingDouble(one -> one.figures().distance());

    private final ThresholdCheck check;
    private final Drift drift;
    private final DriftMethod method;

    DriftJudge(ThresholdCheck check, Drift drift) {
        this.check = check;
        this.drift = drift;
        this.method = drift.method();
    }

    /**
     * A column of both.
     *
     * @param pair its sides
     * @param figures what the method says of the values
     * @param open why they say nothing
     */
    private record Measured(DriftPair pair, ColumnDrift figures, Optional<String> open) {

        boolean hasMissing(DriftMethod method) {
            return method != DriftMethod.PSI && method != DriftMethod.JENSEN_SHANNON && pair.hasMissing();
        }
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
        if (columns.isEmpty()) {
            return nothing("there is no column" + (drift.column() == null ? "" : " " + Say.name(drift.column()))
                    + " to compare", rows);
        }
        List<Measured> measured = new ArrayList<>();
        List<String> unlike = new ArrayList<>();
        for (TableColumn column : columns) {
            Optional<DriftPair> pair = current.columns().stream().filter(now -> now.name().equals(column.name())).findFirst()
                    .map(now -> DriftPair.of(DriftSide.of(column), DriftSide.of(now)));
            pair.map(DriftPair::obstacle)
                    .orElseGet(() -> Optional.of(Names.printable(column.name()) + " is not among the current columns"))
                    .ifPresentOrElse(unlike::add, () -> measured.add(measure(pair.orElseThrow())));
        }
        return judge(measured, unlike, rows);
    }

    /** Time goes on, so timestamps drift always: they are compared only when named. */
    private boolean isCompared(TableColumn column) {
        if (drift.column() != null) {
            return drift.column().equals(column.name());
        }
        return column.type() != ColumnType.TIMESTAMP
                && (!method.isOfNumbers() || column.type() != ColumnType.TEXT);
    }

    private Measured measure(DriftPair pair) {
        String name = Say.name(pair.before().name());
        if (!pair.allows(method)) {
            return new Measured(pair, none(pair), Optional.of("the column " + name + " holds no numbers"));
        }
        ColumnDrift figures = pair.drift(method);
        Optional<String> open = pair.silence().map(reason -> "the values of the column " + name + " are not compared: " + reason)
                .or(() -> Double.isNaN(figures.distance()) ? Optional.of("the column " + name
                        + " has no such distance: no values, no numbers, or a mean of 0 or one value only in the training"
                        + " data") : Optional.empty())
                .or(() -> unreachable(pair));
        return new Measured(pair, figures, open);
    }

    /** A bound that the distance never exceeds, since it depends on the number of rows, whatever their values. */
    private Optional<String> unreachable(DriftPair pair) {
        boolean byRows = method == DriftMethod.PSI || method == DriftMethod.JENSEN_SHANNON;
        double reach = byRows ? pair.reach(method) : Double.POSITIVE_INFINITY;
        return byRows && check.bound().admits(reach) ? Optional.of("so few rows in the column "
                + Say.name(pair.before().name()) + " never exceed " + Say.number(reach) + ", whatever their values; required "
                + check.bound()) : Optional.empty();
    }

    private static ColumnDrift none(DriftPair pair) {
        return new ColumnDrift(pair.before().name(), Double.NaN, 1, 0, pair.before().values().present(),
                pair.now().values().present());
    }

    private CheckResult judge(List<Measured> measured, List<String> unlike, long rows) {
        List<Double> tests = new ArrayList<>();
        for (Measured one : measured) {
            tests.add(one.open().isPresent() ? 1 : one.figures().probability());
            tests.add(one.hasMissing(method) ? one.pair().missing().probability() : Double.NaN);
        }
        double[] corrected = corrected(tests);
        List<Measured> beyond = measured.stream()
                .filter(one -> one.open().isEmpty() && !check.bound().admits(one.figures().distance())).toList();
        Optional<Measured> proven = beyond.stream()
                .filter(one -> corrected[2 * measured.indexOf(one)] <= LEVEL).max(BY_DISTANCE);
        if (proven.isPresent()) {
            return result(Verdict.FAIL, proven.get().figures(), measured.size(), ", which is more than chance gives");
        }
        Optional<Measured> missing = measured.stream().filter(one -> corrected[2 * measured.indexOf(one) + 1] <= LEVEL
                && one.pair().missingMatters(DriftSettings.usual().missing())).findFirst();
        if (missing.isPresent()) {
            return missing(missing.get(), rows);
        }
        List<String> open = new ArrayList<>(unlike);
        measured.forEach(one -> one.open().ifPresent(open::add));
        if (!open.isEmpty()) {
            return nothing(open.stream().limit(SHOWN).collect(Collectors.joining("; "))
                    + (open.size() > SHOWN ? "; and so for " + (open.size() - SHOWN) + " more columns" : ""), rows);
        }
        return beyond.isEmpty()
                ? result(Verdict.PASS, measured.stream().max(BY_DISTANCE).orElseThrow().figures(), measured.size(), "")
                : mayBeChance(beyond.stream().max(BY_DISTANCE).orElseThrow().figures(), measured.size());
    }

    private CheckResult mayBeChance(ColumnDrift far, int columns) {
        return result(Verdict.INCONCLUSIVE, far, columns, Double.isNaN(far.chance())
                ? ", but its test cannot tell it from chance; more rows would be needed"
                : ", but equal distributions give up to " + Say.number(far.chance())
                        + " by chance at these numbers of rows" + rowsNeeded(far));
    }

    /** Tests that were not made are no numbers, and count for nothing. */
    private static double[] corrected(List<Double> tests) {
        double[] made = Holm.corrected(
                tests.stream().mapToDouble(Double::doubleValue).filter(one -> !Double.isNaN(one)).toArray());
        double[] all = new double[tests.size()];
        int next = 0;
        for (int test = 0; test < all.length; test++) {
            all[test] = Double.isNaN(tests.get(test)) ? 1 : made[next++];
        }
        return all;
    }

    /** With so many rows, chance alone would stay within the bound; the reference stays as it is. */
    private String rowsNeeded(ColumnDrift column) {
        double unit = 1.0 / column.reference() + 1.0 / column.current();
        boolean squared = method != DriftMethod.PSI;
        double ratio = check.bound().high() / column.chance();
        double left = unit * (squared ? ratio * ratio : ratio) - 1.0 / column.reference();
        return left > 1.0 / column.current() ? ""
                : left > 0 ? "; about " + Say.rows((long) Math.ceil(1 / left)) + " would be needed"
                        : "; more rows of training data would be needed";
    }

    private CheckResult missing(Measured column, long rows) {
        return new CheckResult(check.describe(), Verdict.FAIL, column.figures().distance(), Double.NaN, Double.NaN, rows,
                "The share of missing values in the column " + Say.name(column.pair().before().name()) + " went from "
                        + ReportText.percent(column.pair().before().values().missingShare()) + " to "
                        + ReportText.percent(column.pair().now().values().missingShare())
                        + ", which is more than chance gives, and which this distance does not see.");
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
