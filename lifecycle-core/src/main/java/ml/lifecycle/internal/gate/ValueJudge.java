package ml.lifecycle.internal.gate;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ml.lifecycle.data.Table;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.gate.CheckResult;
import ml.lifecycle.gate.Evidence;
import ml.lifecycle.gate.ValueCheck;
import ml.lifecycle.gate.Verdict;
import ml.lifecycle.signature.ColumnType;

/** Judges the values of a column, and names the first rows that break the rule. */
final class ValueJudge {

    private static final int SHOWN = 5;
    private static final int CELL = 30;

    private final ValueCheck check;

    ValueJudge(ValueCheck check) {
        this.check = check;
    }

    CheckResult judge(Evidence evidence) {
        Table table = evidence.current().orElse(null);
        if (table == null) {
            return result(Verdict.INCONCLUSIVE, Double.NaN, 0, "There is no data to judge.");
        }
        Optional<TableColumn> found = column(table, check.column());
        if (found.isEmpty()) {
            return result(Verdict.FAIL, Double.NaN, table.rows(), "There is no such column; there are " + names(table) + ".");
        }
        TableColumn column = found.get();
        boolean needsNumbers = check.rule() instanceof ValueCheck.Within || check.rule() instanceof ValueCheck.Increasing;
        if (needsNumbers && column.type() == ColumnType.TEXT && isEmpty(column)) {
            return result(Verdict.INCONCLUSIVE, Double.NaN, 0, "There is no value to judge.");
        }
        if (needsNumbers && column.type() == ColumnType.TEXT) {
            return result(Verdict.FAIL, Double.NaN, table.rows(), "The column is TEXT and has no numbers.");
        }
        if (check.rule() instanceof ValueCheck.Among among) {
            Optional<TableColumn> keys = evidence.reference().flatMap(reference -> column(reference, among.reference()));
            return keys.isEmpty()
                    ? result(Verdict.INCONCLUSIVE, Double.NaN, 0, "The evidence has no reference data with the column "
                            + Say.name(among.reference()) + ".")
                    : judge(column, among(column, keys.get()));
        }
        try {
            return judge(column, rule(column));
        } catch (BoundedText.ExhaustedException exhausted) {
            return result(Verdict.INCONCLUSIVE, Double.NaN, column.size(), exhausted.getMessage());
        }
    }

    /** A column without a value is read as text, whatever it would hold. */
    private static boolean isEmpty(TableColumn column) {
        return IntStream.range(0, column.size()).allMatch(column::isMissing);
    }

    static Optional<TableColumn> column(Table table, String name) {
        return table.columns().stream().filter(column -> column.name().equals(name)).findFirst();
    }

    static String names(Table table) {
        return table.columns().stream().map(column -> Say.name(column.name())).collect(Collectors.joining(", "));
    }

    /** Which rows with a value follow the rule; to be asked for one after the other. */
    private IntPredicate rule(TableColumn column) {
        ValueCheck.Rule rule = check.rule();
        if (rule instanceof ValueCheck.Within within) {
            return row -> within.bound().admits(column.number(row));
        }
        if (rule instanceof ValueCheck.OneOf one) {
            return WrittenValues.in(column, one.values());
        }
        if (rule instanceof ValueCheck.Matches matches) {
            Pattern pattern = Pattern.compile(matches.regex());
            return row -> pattern.matcher(new BoundedText(String.valueOf(column.text(row)), row)).matches();
        }
        if (rule instanceof ValueCheck.Increasing increasing) {
            return increases(column, increasing.strictly());
        }
        return rule instanceof ValueCheck.Unique ? unique(column) : row -> !column.isMissing(row);
    }

    private static IntPredicate increases(TableColumn column, boolean strictly) {
        double[] before = {Double.NaN};
        return row -> {
            double value = column.number(row);
            boolean follows = Double.isNaN(before[0]) || (strictly ? value > before[0] : value >= before[0]);
            before[0] = value;
            return follows;
        };
    }

    /** The first row of each value is taken as the right one. */
    private static IntPredicate unique(TableColumn column) {
        Set<Object> seen = new HashSet<>();
        return row -> seen.add(String.valueOf(column.text(row)));
    }

    private static IntPredicate among(TableColumn column, TableColumn keys) {
        boolean text = column.type() == ColumnType.TEXT || keys.type() == ColumnType.TEXT;
        Set<Object> known = new HashSet<>();
        for (int row = 0; row < keys.size(); row++) {
            if (!keys.isMissing(row)) {
                known.add(key(keys, row, text));
            }
        }
        return row -> known.contains(key(column, row, text));
    }

    /** 3 and 3.0 are the same key. */
    private static Object key(TableColumn column, int row, boolean text) {
        return text ? String.valueOf(column.text(row)) : (Object) column.number(row);
    }

    private CheckResult judge(TableColumn column, IntPredicate follows) {
        boolean missingCounts = check.rule() instanceof ValueCheck.Present;
        int considered = 0;
        int broken = 0;
        Map<Integer, String> first = new HashMap<>();
        for (int row = 0; row < column.size(); row++) {
            if (column.isMissing(row) && !missingCounts) {
                continue;
            }
            considered++;
            if (!follows.test(row)) {
                if (broken++ < SHOWN) {
                    first.put(row, column.isMissing(row) ? "" : shown(String.valueOf(column.text(row))) + " ");
                }
            }
        }
        if (considered == 0) {
            return result(Verdict.INCONCLUSIVE, Double.NaN, 0, "There is no value to judge.");
        }
        double share = (double) (considered - broken) / considered;
        return result(share >= check.share() ? Verdict.PASS : Verdict.FAIL, share, considered, broken == 0
                ? "This holds for " + (considered == 1 ? "the only value." : "all " + Say.count(considered) + " values.")
                : sentence(considered, broken, first));
    }

    private static String sentence(int considered, int broken, Map<Integer, String> first) {
        String rows = first.entrySet().stream().sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getValue() + "in row " + entry.getKey()).collect(Collectors.joining(", "));
        return "This does not hold for " + Say.count(broken) + " of " + Say.count(considered) + ": " + rows
                + (broken > first.size() ? " and " + Say.count(broken - first.size()) + " more" : "") + ".";
    }

    private static String shown(String text) {
        return Say.name(text.length() <= CELL ? text : text.substring(0, CELL - 1) + "…");
    }

    private CheckResult result(Verdict verdict, double observed, long rows, String sentence) {
        return new CheckResult(check.describe(), verdict, observed, Double.NaN, Double.NaN, rows, sentence);
    }
}
