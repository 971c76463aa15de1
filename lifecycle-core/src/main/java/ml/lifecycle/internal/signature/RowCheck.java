package ml.lifecycle.internal.signature;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ml.lifecycle.internal.text.Count;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.report.ReportText;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.ColumnType;
import ml.lifecycle.signature.Range;
import ml.lifecycle.signature.Signature;
import ml.lifecycle.signature.SignatureViolation.Kind;
import ml.lifecycle.signature.SignatureViolation;
import org.jspecify.annotations.Nullable;

/** Checks rows against a signature and puts their values in its order. Safe for use by several threads. */
public final class RowCheck {

    private static final int SHOWN = 60;

    private final List<Column> columns;
    private final Column[] ordered;
    /** The levels of each column, to be looked up; as many as a column may have take long to compare one by one. */
    private final List<Set<String>> levels;
    private final Map<String, Integer> index = new HashMap<>();

    /**
     * Prepares the check.
     *
     * @param signature the contract
     */
    public RowCheck(Signature signature) {
        columns = signature.inputs();
        ordered = columns.toArray(Column[]::new);
        levels = columns.stream().map(column -> Set.copyOf(column.levels())).toList();
        for (Column column : columns) {
            index.put(column.name(), index.size());
        }
    }

    /**
     * Checks a row.
     *
     * @param row values by column
     * @param violations takes all that is wrong, in the order of the columns, extra columns last
     * @return the values in the order of the signature, numbers as {@code Double} or {@code Long}; {@code null} where
     *         there is none or one of a wrong type
     */
    public @Nullable Object[] check(Map<String, ? extends @Nullable Object> row, List<SignatureViolation> violations) {
        @Nullable Object[] values = new Object[ordered.length];
        int present = 0;
        for (int i = 0; i < values.length; i++) {
            Column column = ordered[i];
            Object value = row.get(column.name());
            if (value != null) {
                present++;
                values[i] = checkValue(i, value, violations);
            } else {
                present += row.containsKey(column.name()) ? 1 : 0;
                reportMissing(column, violations);
            }
        }
        if (present < row.size()) {
            reportExtra(row, violations);
        }
        return values;
    }

    /**
     * Checks a row whose values stand in the order of the signature.
     *
     * @param row as many values as there are inputs; not changed
     * @param violations takes all that is wrong, in the order of the columns
     * @return as of {@link #check(Map, List)}
     */
    public @Nullable Object[] check(@Nullable Object[] row, List<SignatureViolation> violations) {
        @Nullable Object[] values = new Object[ordered.length];
        for (int place = 0; place < values.length; place++) {
            Object value = row[place];
            if (value != null) {
                values[place] = checkValue(place, value, violations);
            } else {
                reportMissing(ordered[place], violations);
            }
        }
        return values;
    }

    private static void reportMissing(Column column, List<SignatureViolation> violations) {
        if (column.required()) {
            violations.add(new SignatureViolation(Kind.MISSING, column.name(),
                    column.name() + ": missing; expected " + column.expectation()));
        }
    }

    private @Nullable Object checkValue(int place, Object value, List<SignatureViolation> violations) {
        Column column = ordered[place];
        return switch (column.type()) {
            case NUMBER, INTEGER -> checkNumber(column, value, violations);
            case TEXT -> checkText(column, levels.get(place), value, violations);
            case BOOLEAN -> value instanceof Boolean ? value : wrongType(column, value, violations);
            case TIMESTAMP -> value instanceof Instant ? value : wrongType(column, value, violations);
        };
    }

    private static @Nullable Object checkNumber(Column column, Object value, List<SignatureViolation> violations) {
        if (!(value instanceof Number number)) {
            return wrongType(column, value, violations);
        }
        double asDouble = number.doubleValue();
        if (Double.isNaN(asDouble)) {
            return violated(Kind.NOT_A_NUMBER, column, "NaN", asDouble, violations);
        }
        if (Double.isInfinite(asDouble)) {
            return violated(Kind.INFINITE, column, "infinite", asDouble, violations);
        }
        if (column.type() == ColumnType.INTEGER && asDouble != Math.rint(asDouble)) {
            return wrongType(column, value, violations);
        }
        Range range = column.range();
        if (range != null && !range.contains(asDouble)) {
            return violated(Kind.OUT_OF_RANGE, column, plain(number) + " is out of range", asDouble, violations);
        }
        return value instanceof Double ? value : (Object) asDouble;
    }

    private static @Nullable Object checkText(
            Column column, Set<String> levels, Object value, List<SignatureViolation> violations) {
        if (!(value instanceof CharSequence) && !(value instanceof Character)) {
            return wrongType(column, value, violations);
        }
        String text = value.toString();
        if (!levels.isEmpty() && !levels.contains(text)) {
            return violated(Kind.UNSEEN_LEVEL, column, shown(text) + " was not seen in training", text, violations);
        }
        return text;
    }

    private static Object violated(
            Kind kind, Column column, String found, Object value, List<SignatureViolation> violations) {
        violations.add(new SignatureViolation(
                kind, column.name(), column.name() + ": " + found + "; expected " + column.expectation()));
        return value;
    }

    private static @Nullable Object wrongType(Column column, Object value, List<SignatureViolation> violations) {
        violations.add(new SignatureViolation(Kind.WRONG_TYPE, column.name(), column.name() + ": " + shown(value)
                + " is of type " + value.getClass().getSimpleName() + "; expected " + column.expectation()));
        return null;
    }

    private void reportExtra(Map<String, ?> row, List<SignatureViolation> violations) {
        for (String name : row.keySet()) {
            if (!index.containsKey(name)) {
                // A map may hold null as a key.
                String shown = String.valueOf(name);
                String meant = columns.stream()
                        .map(Column::name)
                        .filter(column -> !row.containsKey(column) && Similar.areSimilar(column, shown))
                        .findFirst()
                        .map(column -> "; did you mean " + column + "?")
                        .orElse("; the model does not know this column");
                violations.add(new SignatureViolation(Kind.EXTRA, shown, Names.printable(shown) + ": extra" + meant));
            }
        }
    }

    private static String plain(Number number) {
        return number instanceof Double || number instanceof Float ? ReportText.exact(Double.parseDouble(number.toString()))
                : number.toString();
    }

    private static String shown(Object value) {
        String text = Names.printable(String.valueOf(value));
        return '\'' + (text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text) + '\'';
    }

    /**
     * All violations of a row that must be refused, as one message.
     *
     * @param source the model
     * @param where which row: {@code the row}, or {@code row 3 (counted from 0)}
     * @param violations what is wrong
     * @return the message
     */
    public static String message(String source, String where, List<SignatureViolation> violations) {
        StringBuilder text = new StringBuilder(source).append(" refuses ").append(where).append(": ")
                .append(Count.of(violations.size(), "violation"))
                .append(" of its signature.");
        violations.forEach(violation -> text.append("\n  ").append(violation.message()));
        return text.toString();
    }
}
