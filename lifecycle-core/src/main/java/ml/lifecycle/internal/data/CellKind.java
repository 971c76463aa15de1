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
    INTEGER, NUMBER, NOT_A_NUMBER, INFINITE, BOOLEAN, TIMESTAMP, TEXT,
    /** A number as it is written elsewhere, which only {@link CsvCells} tells from text. */
    FOREIGN;

    private static final int SAFE_DIGITS = 18;
    private static final int DATE_LENGTH = 10;

    /** Looks at characters; spaces around them do not count. */
    static CellKind of(char[] text, int offset, int length) {
        int from = offset;
        int to = offset + length;
        while (from < to && text[from] == ' ') {
            from++;
        }
        while (to > from && text[to - 1] == ' ') {
            to--;
        }
        if (from == to) {
            return TEXT;
        }
        char first = text[from];
        if (isDigit(first) || first == '.' || first == '+' || first == '-') {
            CellKind number = number(text, from, to);
            return number != TEXT ? number
                    : isDate(text, from, to) && timestamp(new String(text, from, to - from)) != null ? TIMESTAMP
                    : infinite(text, from + 1, to);
        }
        if (is("true", text, from, to) || is("false", text, from, to)) {
            return BOOLEAN;
        }
        return is("nan", text, from, to) ? NOT_A_NUMBER : infinite(text, from, to);
    }

    private static CellKind infinite(char[] text, int from, int to) {
        return is("infinity", text, from, to) || is("inf", text, from, to) ? INFINITE : TEXT;
    }

    /** Whether the characters are those of a word in small letters, in any case of letters. */
    private static boolean is(String word, char[] text, int from, int to) {
        if (to - from != word.length()) {
            return false;
        }
        for (int at = from; at < to; at++) {
            if ((text[at] | 0x20) != word.charAt(at - from) || text[at] > 'z') {
                return false;
            }
        }
        return true;
    }

    /**
     * Decimal digits with a sign, a point and an exponent, all optional. No more than that: Java's own parser takes
     * {@code 1d} and hexadecimal numbers too. A leading zero, as in a postal code, makes it text.
     */
    private static CellKind number(char[] text, int from, int to) {
        int start = text[from] == '+' || text[from] == '-' ? from + 1 : from;
        int point = digits(text, start, to);
        int whole = point - start;
        if (whole > 1 && text[start] == '0') {
            return TEXT;
        }
        if (point == to) {
            return whole == 0 ? TEXT : integer(text, from, to, whole);
        }
        int end = point;
        if (text[point] == '.') {
            end = digits(text, point + 1, to);
            if (whole == 0 && end == point + 1) {
                return TEXT;
            }
        } else if (whole == 0) {
            return TEXT;
        }
        return end == to || isExponent(text, end, to) ? NUMBER : TEXT;
    }

    private static boolean isExponent(char[] text, int start, int to) {
        if (text[start] != 'e' && text[start] != 'E') {
            return false;
        }
        int digits = start + 1;
        if (digits < to && (text[digits] == '+' || text[digits] == '-')) {
            digits++;
        }
        return digits < to && digits(text, digits, to) == to;
    }

    private static CellKind integer(char[] text, int from, int to, int digits) {
        if (digits <= SAFE_DIGITS) {
            return INTEGER;
        }
        try {
            Long.parseLong(new String(text, from, to - from));
            return INTEGER;
        } catch (NumberFormatException tooLarge) {
            return NUMBER;
        }
    }

    private static int digits(char[] text, int start, int to) {
        int index = start;
        while (index < to && isDigit(text[index])) {
            index++;
        }
        return index;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static boolean isDate(char[] text, int from, int to) {
        return to - from >= DATE_LENGTH && text[from + 4] == '-' && text[from + 7] == '-';
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
