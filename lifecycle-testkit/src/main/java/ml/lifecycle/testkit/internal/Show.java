package ml.lifecycle.testkit.internal;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How values, rows and numbers are written in messages: so that they can be pasted into a test. */
public final class Show {

    private static final int DIGITS = 4;
    private static final int LONGEST = 200;

    private Show() {}

    /**
     * A number for a person.
     *
     * @param number any number
     * @return at most four significant digits after the leading zeros, whole numbers in full
     */
    public static String number(double number) {
        if (!Double.isFinite(number) || number == Math.rint(number) && Math.abs(number) < 1e15) {
            return Double.isFinite(number) ? String.valueOf((long) number) : String.valueOf(number);
        }
        return new BigDecimal(number).round(new MathContext(DIGITS)).stripTrailingZeros().toPlainString();
    }

    /**
     * A count with its noun.
     *
     * @param count how many
     * @param noun the noun in the singular
     * @return for example {@code 1 row} or {@code 2 rows}
     */
    public static String count(long count, String noun) {
        return count + " " + (count == 1 ? noun : noun.endsWith("x") ? noun + "es" : noun + "s");
    }

    /**
     * A value as Java source.
     *
     * @param value a value of a row
     * @return the source
     */
    public static String literal(@Nullable Object value) {
        if (value instanceof String text) {
            return '"' + escaped(text) + '"';
        }
        if (value instanceof Long number) {
            return number + "L";
        }
        if (value instanceof Double number && !Double.isFinite(number)) {
            return number.isNaN() ? "Double.NaN"
                    : number > 0 ? "Double.POSITIVE_INFINITY" : "Double.NEGATIVE_INFINITY";
        }
        return value instanceof Instant moment ? "Instant.parse(\"" + moment + "\")" : escaped(String.valueOf(value));
    }

    /**
     * A row as Java source.
     *
     * @param row values by column
     * @return for example {@code row("x", 1.5, "colour", "red")}
     */
    public static String row(Map<String, ? extends @Nullable Object> row) {
        return row.entrySet().stream()
                .map(entry -> literal(entry.getKey()) + ", " + literal(entry.getValue()))
                .collect(Collectors.joining(", ", "row(", ")"));
    }

    /** Text from users can hold anything; a message stays one printable line. */
    private static String escaped(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(point -> {
            switch (point) {
                case '"' -> safe.append("\\\"");
                case '\\' -> safe.append("\\\\");
                case '\n' -> safe.append("\\n");
                case '\t' -> safe.append("\\t");
                default -> appendPrintable(safe, point);
            }
        });
        return text.codePointCount(0, text.length()) > LONGEST ? safe.append('…').toString() : safe.toString();
    }

    private static void appendPrintable(StringBuilder safe, int point) {
        boolean printable = switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED,
                    Character.PRIVATE_USE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
        if (printable) {
            safe.appendCodePoint(point);
        } else {
            for (char unit : Character.toChars(point)) {
                safe.append(String.format("\\u%04x", (int) unit));
            }
        }
    }
}
