package ml.lifecycle.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.signature.ColumnType;
import ml.lifecycle.signature.Range;
import ml.lifecycle.testkit.internal.Show;
import org.jspecify.annotations.Nullable;

/** Assertions on a column of a table. Missing values offend against {@link #hasNoMissing} only. Immutable. */
public final class TableColumnAssert {

    private final TableAssert subject;
    private final TableColumn column;
    private final String part;

    TableColumnAssert(TableAssert subject, TableColumn column) {
        this.subject = subject;
        this.column = column;
        this.part = "column " + Show.literal(column.name()) + " of ";
    }

    /**
     * Requires numbers within a range.
     *
     * @param min the smallest number that passes
     * @param max the greatest number that passes
     * @return this assertion
     * @throws ml.lifecycle.RefusedException if this is a column of text, or the range is none
     */
    public TableColumnAssert isBetween(double min, double max) {
        Range range = new Range(min, max);
        return require(row -> range.contains(column.number(row)), "be between " + Show.number(min) + " and "
                + Show.number(max), "numbers in " + range, "correct the values or their unit, or drop the rows");
    }

    /**
     * Requires values out of a list.
     *
     * @param levels the texts that pass
     * @return this assertion
     */
    public TableColumnAssert isOneOf(String... levels) {
        List<String> allowed = List.of(levels);
        return require(row -> allowed.contains(String.valueOf(column.text(row))), "be one of " + allowed,
                "one of " + allowed, "correct the spelling, or train with the new level");
    }

    /**
     * Requires that no value is there twice, as of a key.
     *
     * @return this assertion
     */
    public TableColumnAssert isUnique() {
        Map<@Nullable Object, Integer> seen = new HashMap<>();
        return require(row -> seen.putIfAbsent(column.value(row), row) == null, "be unique", "different values",
                "drop the repeated rows, or choose another key");
    }

    /**
     * Requires that no value is missing.
     *
     * @return this assertion
     */
    public TableColumnAssert hasNoMissing() {
        subject.requireRows(part, "have no missing values");
        List<String> missing = new ArrayList<>();
        for (int row = 0; row < column.size(); row++) {
            if (column.isMissing(row)) {
                missing.add("row " + row);
            }
        }
        subject.require(part, missing, "have no missing values", "missing", "a value in every row",
                "fill the values or drop the rows, and record which");
        return this;
    }

    /**
     * Requires what the values are.
     *
     * @param type the type
     * @return this assertion
     */
    public TableColumnAssert hasType(ColumnType type) {
        List<String> wrong = column.type() == type ? List.of() : List.of("it is " + column.type());
        subject.require(part, wrong, "be of type " + type, "found", type,
                "look for the first value of another type, such as a unit or a placeholder in a column of numbers");
        return this;
    }

    /**
     * Goes on to another column.
     *
     * @param name its name
     * @return what can be required of it
     */
    public TableColumnAssert column(String name) {
        return subject.column(name);
    }

    private TableColumnAssert require(Predicate<Integer> holds, String what, Object required, String advice) {
        subject.requireRows(part, what);
        List<String> offending = new ArrayList<>();
        for (int row = 0; row < column.size(); row++) {
            if (!column.isMissing(row) && !holds.test(row)) {
                offending.add("row " + row + ": " + Show.literal(column.value(row)));
            }
        }
        subject.require(part, offending, what, "offending", required, advice);
        return this;
    }
}
