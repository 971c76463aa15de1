package ml.lifecycle.internal.query;

import com.fasterxml.jackson.core.io.NumberInput;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads JSON forward from bytes without making objects of it: a text is a slice of the input, or of a scratch buffer
 * where it holds escapes. Whatever is not JSON gives a {@link MalformedException}.
 */
final class JsonScanner {

    private static final int MAX_DEPTH = 100;

    private byte[] in = new byte[0];
    private int at;
    private int end;
    private byte[] scratch = new byte[256];
    /** Where the last point begins, and how long it is up to its value. */
    private int front;
    private int frontLength;

    /** The bytes that hold the last text or value. */
    byte[] bytes = in;
    /** Where the last text or value begins. */
    int from;
    /** The length of the last text or value in bytes. */
    int length;

    void reset(byte[] buffer, int offset, int count) {
        in = buffer;
        at = offset;
        end = offset + count;
        frontLength = 0;
    }

    /** Enters an object; whether it has a member, whose key was then read. */
    boolean openObject() {
        expect('{');
        return !closed('}') && key();
    }

    /** Goes on behind a member's value; whether there is another member, whose key was then read. */
    boolean nextMember() {
        return more('}') && key();
    }

    /** Whether nothing more follows. */
    boolean atEnd() {
        return peek() == 0 && at >= end;
    }

    /** Checks that nothing follows. */
    void finish() {
        if (at < end && peek() != 0) {
            throw malformed("unexpected text at the end");
        }
    }

    /** Reads a key. */
    boolean key() {
        text();
        expect(':');
        return true;
    }

    /** Reads a closing bracket, if one is here. */
    boolean closed(char bracket) {
        if (peek() == bracket) {
            at++;
            return true;
        }
        return false;
    }

    /** Goes on behind a value: whether another follows, or the bracket was read. */
    boolean more(char bracket) {
        if (closed(bracket)) {
            return false;
        }
        expect(',');
        return true;
    }

    void expect(char symbol) {
        if (peek() != symbol) {
            throw malformed("expected '" + symbol + "'");
        }
        at++;
    }

    /** The next symbol, which stays; 0 at the end. */
    private int peek() {
        while (at < end) {
            byte symbol = in[at];
            if (symbol != ' ' && symbol != '\t' && symbol != '\r' && symbol != '\n') {
                return symbol;
            }
            at++;
        }
        return 0;
    }

    /**
     * Reads a key that is expected here: whether it is this one and was read. Most events of a log have the same keys
     * in the same order, so that a guess is mostly right and saves looking at each character.
     */
    boolean key(byte[] quoted) {
        int length = quoted.length;
        if (at + length <= end && Arrays.equals(in, at, at + length, quoted, 0, length)) {
            at += length;
            return true;
        }
        return false;
    }

    /** Whether the last text is this one. */
    boolean is(byte[] expected) {
        return Arrays.equals(bytes, from, from + length, expected, 0, expected.length);
    }

    /** The last text as a string. */
    String string() {
        return new String(bytes, from, length, StandardCharsets.UTF_8);
    }

    /** Reads a text. */
    void text() {
        expect('"');
        int start = at;
        byte[] source = in;
        int limit = end;
        for (int i = start; i < limit; i++) {
            byte symbol = source[i];
            if (symbol == '"') {
                bytes = source;
                from = start;
                length = i - start;
                at = i + 1;
                return;
            }
            if (symbol == '\\') {
                escapedText(start, i);
                return;
            }
            if (symbol >= 0 && symbol < ' ') {
                break;
            }
        }
        throw malformed("a text does not end");
    }

    private void escapedText(int start, int escape) {
        int count = escape - start;
        at = escape;
        reserve(count);
        System.arraycopy(in, start, scratch, 0, count);
        while (at < end) {
            byte symbol = in[at++];
            if (symbol == '"') {
                bytes = scratch;
                from = 0;
                length = count;
                return;
            }
            reserve(count + 4);
            if (symbol == '\\') {
                count = escape(count);
            } else if (symbol >= 0 && symbol < ' ') {
                break;
            } else {
                scratch[count++] = symbol;
            }
        }
        throw malformed("a text does not end");
    }

    private void reserve(int count) {
        if (count >= scratch.length) {
            scratch = Arrays.copyOf(scratch, Math.max(count + 1, 2 * scratch.length));
        }
    }

    private int escape(int count) {
        int symbol = at < end ? in[at++] : 0;
        int character = switch (symbol) {
            case '"', '\\', '/' -> symbol;
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> codePoint();
            default -> throw malformed("unknown escape");
        };
        return encode(character, count);
    }

    private int codePoint() {
        int high = hex();
        if (!Character.isHighSurrogate((char) high)) {
            return Character.isLowSurrogate((char) high) ? 0xFFFD : high;
        }
        if (at + 6 > end || in[at] != '\\' || in[at + 1] != 'u') {
            return 0xFFFD;
        }
        at += 2;
        int low = hex();
        return Character.isLowSurrogate((char) low) ? Character.toCodePoint((char) high, (char) low) : 0xFFFD;
    }

    private int hex() {
        if (at + 4 > end) {
            throw malformed("an escape does not end");
        }
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(in[at++], 16);
            if (digit < 0) {
                throw malformed("unknown escape");
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private int encode(int character, int count) {
        if (character < 0x80) {
            scratch[count] = (byte) character;
            return count + 1;
        }
        if (character < 0x800) {
            scratch[count] = (byte) (0xC0 | character >> 6);
            scratch[count + 1] = (byte) (0x80 | character & 0x3F);
            return count + 2;
        }
        int next = count;
        if (character < 0x10000) {
            scratch[next++] = (byte) (0xE0 | character >> 12);
        } else {
            scratch[next++] = (byte) (0xF0 | character >> 18);
            scratch[next++] = (byte) (0x80 | character >> 12 & 0x3F);
        }
        scratch[next++] = (byte) (0x80 | character >> 6 & 0x3F);
        scratch[next++] = (byte) (0x80 | character & 0x3F);
        return next;
    }

    /** Reads a whole number. */
    long integer() {
        boolean negative = peek() == '-';
        if (negative) {
            at++;
        }
        int start = at;
        long value = 0;
        while (at < end && isDigit(in[at])) {
            value = 10 * value - (in[at++] - '0');
        }
        int count = at - start;
        if (count == 0 || count > 19 || value > 0 || (!negative && value == Long.MIN_VALUE)) {
            throw malformed("expected a whole number");
        }
        return negative ? value : -value;
    }

    /**
     * Reads the beginning of a point: a bracket, two whole numbers, and the commas behind them. The points of an event
     * mostly have the same, so that it is looked at as a whole once it was read.
     */
    void pointFront() {
        if (frontLength > 0 && at + frontLength <= end
                && Arrays.equals(in, at, at + frontLength, in, front, front + frontLength)) {
            at += frontLength;
            return;
        }
        front = at;
        expect('[');
        integer();
        expect(',');
        integer();
        expect(',');
        frontLength = at - front;
    }

    /** Reads a number, or one of the texts that stand for NaN and the infinities. */
    double number() {
        if (peek() == '"') {
            text();
            return switch (string()) {
                case "NaN" -> Double.NaN;
                case "Infinity" -> Double.POSITIVE_INFINITY;
                case "-Infinity" -> Double.NEGATIVE_INFINITY;
                default -> throw malformed("expected a number");
            };
        }
        int start = at;
        boolean negative = start < end && in[start] == '-';
        if (negative) {
            at++;
        }
        int first = at;
        long mantissa = 0;
        int significant = 0;
        int point = -1;
        for (; at < end; at++) {
            byte symbol = in[at];
            if (isDigit(symbol)) {
                mantissa = 10 * mantissa + (symbol - '0');
                // Zeros in front are no digits of the number.
                significant += mantissa == 0 ? 0 : 1;
            } else if (symbol == '.' && point < 0 && at > first) {
                point = at;
            } else {
                break;
            }
        }
        int count = at - first - (point < 0 ? 0 : 1);
        int scale = point < 0 ? 0 : at - point - 1;
        boolean exponent = at < end && (in[at] == 'e' || in[at] == 'E');
        if (count == 0 || (point >= 0 && scale == 0)) {
            throw malformed("expected a number");
        }
        if (!exponent && significant <= 18) {
            double value = Decimals.quotient(mantissa, scale);
            if (value == value) {
                return negative ? -value : value;
            }
        }
        return slowNumber(start);
    }

    private double slowNumber(int start) {
        while (at < end && isNumberPart(in[at])) {
            at++;
        }
        int count = at - start;
        if (count > 400) {
            throw malformed("a number is too long");
        }
        try {
            return NumberInput.parseDouble(new String(in, start, count, StandardCharsets.ISO_8859_1), true);
        } catch (NumberFormatException failure) {
            throw malformed("expected a number");
        }
    }

    private static boolean isDigit(byte symbol) {
        return symbol >= '0' && symbol <= '9';
    }

    private static boolean isNumberPart(byte symbol) {
        return isDigit(symbol) || symbol == '.' || symbol == 'e' || symbol == 'E' || symbol == '-' || symbol == '+';
    }

    /** Skips a value, which is then the last value: raw JSON. */
    void skip() {
        peek();
        int start = at;
        int depth = 0;
        do {
            int symbol = peek();
            if (symbol == '"') {
                text();
            } else if (symbol == '{' || symbol == '[') {
                at++;
                if (++depth > MAX_DEPTH) {
                    throw malformed("nested too deeply");
                }
            } else if (symbol == '}' || symbol == ']') {
                at++;
                depth--;
            } else if (depth > 0 && (symbol == ',' || symbol == ':')) {
                at++;
            } else {
                word();
            }
        } while (depth > 0);
        bytes = in;
        from = start;
        length = at - start;
    }

    private void word() {
        int start = at;
        while (at < end && (isNumberPart(in[at]) || (in[at] >= 'a' && in[at] <= 'z'))) {
            at++;
        }
        if (at == start) {
            throw malformed("expected a value");
        }
    }

    private static MalformedException malformed(String what) {
        return new MalformedException(what);
    }
}
