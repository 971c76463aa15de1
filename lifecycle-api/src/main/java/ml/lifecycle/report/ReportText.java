package ml.lifecycle.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Texts as a report shows them. Names come from people and from data, so each form escapes what it gives a meaning to,
 * and characters that nobody sees are written as numbers.
 */
public final class ReportText {

    private static final int DIGEST = 12;
    private static final double LARGE = 1e9;
    private static final double SMALL = 5e-5;
    private static final double EXACT_LARGE = 1e12;
    private static final double EXACT_SMALL = 1e-6;

    private ReportText() {}

    /**
     * Whether a person can see a character: no control or format character, no line break, no half of a pair.
     *
     * @param character a code point
     * @return whether it is shown as it is
     */
    public static boolean isVisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE,
                    Character.UNASSIGNED, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /**
     * The text with hidden characters written as numbers.
     *
     * @param text any text
     * @return what a person can see
     */
    public static String visible(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            if (isVisible(character)) {
                safe.appendCodePoint(character);
            } else {
                safe.append(String.format(Locale.ROOT, "\\u%04x", character));
            }
        });
        return safe.toString();
    }

    /**
     * For XML and HTML, in text and in quoted attributes.
     *
     * @param text any text
     * @return the escaped text
     */
    public static String xml(String text) {
        return visible(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /**
     * For a cell of a table in Markdown.
     *
     * @param text any text
     * @return the escaped text
     */
    public static String markdown(String text) {
        return visible(text).replaceAll("([\\\\`*_\\[\\]|~#!])", "\\\\$1").replace("&", "&amp;").replace("<", "&lt;")
                .replace(">", "&gt;");
    }

    /**
     * A number with all its digits and no others: {@code 1} rather than {@code 1.0}; by powers of ten where it is very large
     * or very small.
     *
     * @param value the number
     * @return its text, from which it can be read again
     */
    public static String exact(double value) {
        double size = Math.abs(value);
        if (size == 0) {
            return "0";
        }
        return size >= EXACT_SMALL && size < EXACT_LARGE ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()
                : Double.toString(value);
    }

    /**
     * A number with at most four decimals, by powers of ten where that would show nothing or too many digits.
     *
     * @param value the number
     * @return its text, empty for NaN
     */
    public static String number(double value) {
        if (!Double.isFinite(value)) {
            return notFinite(value);
        }
        double size = Math.abs(value);
        if (size >= LARGE || size < SMALL && size > 0) {
            return power(value);
        }
        BigDecimal rounded = new BigDecimal(value).setScale(4, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /**
     * A number in at most eight characters: four significant digits, by powers of ten where it is large or small.
     *
     * @param value the number
     * @return its text, empty for NaN
     */
    public static String brief(double value) {
        if (!Double.isFinite(value)) {
            return notFinite(value);
        }
        double size = Math.abs(value);
        if (value == Math.rint(value) && size < 1e7) {
            return String.format(Locale.ROOT, "%.0f", value + 0.0);
        }
        if (size >= 1e5 || size < 1e-3) {
            return power(value);
        }
        int decimals = Math.max(0, 3 - (int) Math.floor(Math.log10(size)));
        return String.format(Locale.ROOT, "%." + Math.min(decimals, 4) + "f", value);
    }

    /**
     * A number as {@link #brief}, without zeros that say nothing.
     *
     * @param value the number
     * @return for example {@code 4.3} rather than {@code 4.300}
     */
    public static String plain(double value) {
        String text = brief(value);
        int exponent = text.indexOf('e');
        String digits = exponent < 0 ? text : text.substring(0, exponent);
        return digits.indexOf('.') < 0 ? text
                : digits.replaceAll("\\.?0+$", "") + (exponent < 0 ? "" : text.substring(exponent));
    }

    private static String notFinite(double value) {
        return Double.isNaN(value) ? "" : value > 0 ? "∞" : "−∞";
    }

    private static String power(double value) {
        return String.format(Locale.ROOT, "%.1e", value).replace("e+0", "e").replace("e+", "e").replace("e-0", "e-");
    }

    /**
     * A coefficient from −1 to 1.
     *
     * @param value the number
     * @return its text with two decimals, empty for NaN
     */
    public static String coefficient(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.2f", value);
    }

    /**
     * A count in groups of three digits.
     *
     * @param count the count
     * @return for example {@code 12,345}
     */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /**
     * A share in per cent.
     *
     * @param share from 0 to 1, or NaN
     * @return for example {@code 12.5 %} or {@code 50 %}, with one decimal unless it is whole; something small is not shown
     *         as nothing; empty for NaN
     */
    public static String percent(double share) {
        if (Double.isNaN(share)) {
            return "";
        }
        if (Math.rint(100 * share) / 100 == share) {
            return Math.round(100 * share) + " %";
        }
        return share > 0 && share < 5e-4 ? "< 0.1 %"
                : share < 1 && share >= 0.9995 ? "> 99.9 %" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    /**
     * The beginning of a digest, enough to recognise it.
     *
     * @param digest the digest, or {@code null}
     * @return its first characters, or that it is not named
     */
    public static String digest(@Nullable String digest) {
        return digest == null ? "not named" : digest.substring(0, Math.min(DIGEST, digest.length()));
    }
}
