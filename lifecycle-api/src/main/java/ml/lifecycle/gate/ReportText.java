package ml.lifecycle.gate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Texts as a report shows them. Names come from people and from data, so each form escapes what it gives a meaning to,
 * and characters that nobody sees are written as numbers.
 */
final class ReportText {

    private static final int DIGEST = 12;

    private ReportText() {}

    /** The text with hidden characters written as numbers. */
    static String visible(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            switch (Character.getType(character)) {
                case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE,
                        Character.UNASSIGNED, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                    safe.append(String.format(Locale.ROOT, "\\u%04x", character));
                default -> safe.appendCodePoint(character);
            }
        });
        return safe.toString();
    }

    /** For XML and HTML, in text and in quoted attributes. */
    static String xml(String text) {
        return visible(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** For a cell of a table in Markdown. */
    static String markdown(String text) {
        return visible(text).replaceAll("([\\\\`*_\\[\\]|~#!])", "\\\\$1").replace("&", "&amp;").replace("<", "&lt;")
                .replace(">", "&gt;");
    }

    /** A number with at most four decimals, empty for NaN. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "−∞";
        }
        BigDecimal rounded = new BigDecimal(value).setScale(4, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /** The interval of a result, empty if there is none. */
    static String interval(CheckResult result) {
        return Double.isNaN(result.low()) ? "" : number(result.low()) + " to " + number(result.high());
    }

    static String rows(long rows) {
        return rows == 0 ? "" : String.format(Locale.ROOT, "%,d", rows);
    }

    /** The beginning of a digest, enough to recognise it. */
    static String digest(@Nullable String digest) {
        return digest == null ? "not named" : digest.substring(0, Math.min(DIGEST, digest.length()));
    }
}
