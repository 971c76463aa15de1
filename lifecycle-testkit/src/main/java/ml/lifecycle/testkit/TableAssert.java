package ml.lifecycle.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import ml.lifecycle.core.SignatureCheck;
import ml.lifecycle.data.Table;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.signature.Signature;
import ml.lifecycle.signature.SignatureViolation;
import ml.lifecycle.testkit.internal.Show;

/** Assertions on a table. Immutable; each assertion gives the subject for the next. */
public final class TableAssert {

    private final Table table;
    private final String name;
    private final Outcome outcome;

    TableAssert(Table table, String name, Outcome outcome) {
        this.table = table;
        this.name = name;
        this.outcome = outcome;
    }

    /**
     * Requires that each row keeps a signature. A column with the name of the signature's answer may be there; any other
     * column that the signature does not have breaks it, once for the whole table.
     *
     * @param signature the contract of a model
     * @return this assertion
     */
    public TableAssert matches(Signature signature) {
        requireRows("match the signature");
        SignatureCheck check = SignatureCheck.of(signature);
        List<String> broken = new ArrayList<>();
        Set<String> ofAllRows = new HashSet<>();
        for (int row = 0; row < table.rows(); row++) {
            Map<String, Object> values = new HashMap<>(table.row(row));
            values.remove(signature.output().name());
            for (SignatureViolation violation : check.violations(values)) {
                if (!isOfAllRows(violation)) {
                    broken.add("row " + row + ": " + violation.message());
                } else if (ofAllRows.add(violation.message())) {
                    broken.add("all rows: " + violation.message());
                }
            }
        }
        return require(broken, "match the signature", "broken", signature,
                "correct the rows, or make a new signature if the data is right");
    }

    /** Of a column too many, or of one that is not there at all, each row would say the same. */
    private boolean isOfAllRows(SignatureViolation violation) {
        return violation.kind() == SignatureViolation.Kind.EXTRA
                || violation.kind() == SignatureViolation.Kind.MISSING && !names(table).contains(violation.column());
    }

    /**
     * Requires a number of rows.
     *
     * @param rows the smallest number that passes
     * @return this assertion
     */
    public TableAssert hasAtLeastRows(long rows) {
        if (table.rows() < rows) {
            outcome.failed(Facts.of("Expected " + name + " to have at least " + Show.count(rows, "row") + ", but it has "
                            + table.rows() + ".")
                    .fact("to do", "collect more rows; fewer show too little")
                    .error(rows, table.rows()));
        }
        return this;
    }

    /**
     * Requires that no value is missing.
     *
     * @return this assertion
     */
    public TableAssert hasNoMissing() {
        requireRows("have no missing values");
        List<String> missing = new ArrayList<>();
        for (TableColumn column : table.columns()) {
            for (int row = 0; row < column.size(); row++) {
                if (column.isMissing(row)) {
                    missing.add("row " + row + ": " + column.name() + ": " + Show.row(table.row(row)));
                }
            }
        }
        return require(missing, "have no missing values", "missing", "a value in every column of every row",
                "fill the values or drop the rows, and record which");
    }

    /**
     * Requires that no row is there twice.
     *
     * @return this assertion
     */
    public TableAssert hasUniqueRows() {
        requireRows("have each row once");
        List<String> twice = new ArrayList<>();
        Map<Map<String, Object>, Integer> seen = new HashMap<>();
        for (int row = 0; row < table.rows(); row++) {
            Integer earlier = seen.putIfAbsent(table.row(row), row);
            if (earlier != null) {
                twice.add("row " + row + " is row " + earlier + ": " + Show.row(table.row(row)));
            }
        }
        return require(twice, "have each row once", "repeated", "different rows", "drop the repeated rows");
    }

    /**
     * Requires that no row is in another table too, compared in all columns that both tables have: a model that has seen
     * its test data in training looks better than it is.
     *
     * @param other for example the training data
     * @return this assertion
     */
    public TableAssert sharesNoRowsWith(Table other) {
        List<String> columns = table.columns().stream().map(TableColumn::name)
                .filter(column -> other.columns().stream().anyMatch(theirs -> theirs.name().equals(column)))
                .toList();
        if (columns.isEmpty()) {
            outcome.failed(Facts.of("Expected " + name + " to share no rows with the other table, but they have no column"
                            + " in common to compare.")
                    .fact("columns", names(table)).fact("of the other", names(other))
                    .fact("to do", "compare tables with the same columns; what checked nothing does not pass")
                    .error("common columns", "none"));
            return this;
        }
        requireRows("share no rows with the other table");
        Map<Map<String, Object>, Integer> theirs = new HashMap<>();
        for (int row = 0; row < other.rows(); row++) {
            theirs.putIfAbsent(only(columns, other.row(row)), row);
        }
        List<String> shared = new ArrayList<>();
        for (int row = 0; row < table.rows(); row++) {
            Integer twin = theirs.get(only(columns, table.row(row)));
            if (twin != null) {
                shared.add("row " + row + " is row " + twin + " there: " + Show.row(table.row(row)));
            }
        }
        return require(shared, "share no rows with the other table", "shared", "no row in both, compared in " + columns,
                "drop repeated rows before splitting, and split before any other step");
    }

    private static Map<String, Object> only(List<String> columns, Map<String, Object> row) {
        return columns.stream().filter(row::containsKey).collect(Collectors.toMap(Function.identity(), row::get));
    }

    private static List<String> names(Table table) {
        return table.columns().stream().map(TableColumn::name).toList();
    }

    /**
     * Goes on to assertions on one column.
     *
     * @param column its name
     * @return what can be required of it
     * @throws ml.lifecycle.NotFoundException if there is no such column; the message lists the columns
     */
    public TableColumnAssert column(String column) {
        return new TableColumnAssert(this, table.column(column));
    }

    private void requireRows(String what) {
        requireRows("", what);
    }

    void requireRows(String part, String what) {
        if (table.rows() == 0) {
            outcome.failed(Facts.of("Expected " + part + name + " to " + what + ", but it has no rows.")
                    .fact("to do", "give a table with rows; what checked nothing does not pass")
                    .error("rows", "none"));
        }
    }

    private TableAssert require(
            List<String> offending, String what, String key, Object required, String advice) {
        return require("", offending, what, key, required, advice);
    }

    TableAssert require(
            String part, List<String> offending, String what, String key, Object required, String advice) {
        if (!offending.isEmpty()) {
            outcome.failed(Facts.of("Expected " + part + name + " to " + what + ", but " + Show.count(offending.size(), "place")
                            + (offending.size() == 1 ? " offends." : " offend."))
                    .fact("data", name + ", " + Show.count(table.rows(), "row"))
                    .fact("required", required)
                    .lines(key, offending)
                    .fact("to do", advice)
                    .error(required, Show.count(offending.size(), "place")));
        }
        return this;
    }
}
