package ml.lifecycle.internal.data;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import org.jspecify.annotations.Nullable;

/** What the text of a cell looks like. */
enum CellKind {
    INTEGER, NUMBER, NOT_A_NUMBER, INFINITE, BOOLEAN, TIMESTAMP, TEXT;

    private static final int SAFE_DIGITS = 18;
    private static final int DATE_LENGTH = 10;

    /** Looks at a text without surrounding spaces. */
    static CellKind of(String text) {
        if (text.isEmpty()) {
            return TEXT;
        }
        char first = text.charAt(0);
        if (isDigit(first) || first == '.' || first == '+' || first == '-') {
            CellKind number = number(text);
            return number != TEXT ? number : timestamp(text) != null ? TIMESTAMP : infinite(text.substring(1));
        }
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return BOOLEAN;
        }
        return text.equalsIgnoreCase("nan") ? NOT_A_NUMBER : infinite(text);
    }

    private static CellKind infinite(String text) {
        return text.equalsIgnoreCase("infinity") || text.equalsIgnoreCase("inf") ? INFINITE : TEXT;
    }

    /**
     * Decimal digits with a sign, a point and an exponent, all optional. No more than that: Java's own parser takes
     * {@code 1d} and hexadecimal numbers too. A leading zero, as in a postal code, makes it text.
     */
    private static CellKind number(String text) {
        int start = text.charAt(0) == '+' || text.charAt(0) == '-' ? 1 : 0;
        int point = digits(text, start);
        int whole = point - start;
        if (whole > 1 && text.charAt(start) == '0') {
            return TEXT;
        }
        if (point == text.length()) {
            return whole == 0 ? TEXT : integer(text, whole);
        }
        int end = point;
        if (text.charAt(point) == '.') {
            end = digits(text, point + 1);
            if (whole == 0 && end == point + 1) {
                return TEXT;
            }
        } else if (whole == 0) {
            return TEXT;
        }
        return end == text.length() || isExponent(text, end) ? NUMBER : TEXT;
    }

    private static boolean isExponent(String text, int start) {
        char letter = text.charAt(start);
        if (letter != 'e' && letter != 'E') {
            return false;
        }
        int digits = start + 1;
        if (digits < text.length() && (text.charAt(digits) == '+' || text.charAt(digits) == '-')) {
            digits++;
        }
        return digits < text.length() && digits(text, digits) == text.length();
    }

    private static CellKind integer(String text, int digits) {
        if (digits <= SAFE_DIGITS) {
            return INTEGER;
        }
        try {
            Long.parseLong(text);
            return INTEGER;
        } catch (NumberFormatException tooLarge) {
            return NUMBER;
        }
    }

    private static int digits(String text, int start) {
        int index = start;
        while (index < text.length() && isDigit(text.charAt(index))) {
            index++;
        }
        return index;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    /** A moment in ISO 8601, {@code null} if it is none; without an offset it is UTC, without a time midnight. */
    static @Nullable Instant timestamp(String text) {
        if (text.length() < DATE_LENGTH || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return null;
        }
        try {
            if (text.length() == DATE_LENGTH) {
                return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            TemporalAccessor parsed = DateTimeFormatter.ISO_DATE_TIME
                    .parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            return parsed instanceof OffsetDateTime moment
                    ? moment.toInstant()
                    : ((LocalDateTime) parsed).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException noTimestamp) {
            return null;
        }
    }
}
