package ml.lifecycle.store.fs;

import java.nio.charset.StandardCharsets;

/**
 * Reads numbers one after the other out of a text, without garbage.
 *
 * <p>A decimal of up to 18 digits is multiplied by the power of ten that belongs to it, as Daniel Lemire, "Number parsing
 * at a gigabyte per second" (2021), does with powers of 128 bits; the JDK is asked whenever those of 126 bits do not
 * decide.
 */
final class NumberReader {

    /** As many digits are below 2^63 for sure. */
    private static final int MOST_DIGITS = 18;

    /** Of the exponent of a double, if its mantissa is taken as a whole number. */
    private static final int BIAS = 1075;

    private byte[] bytes = new byte[0];
    private int at;
    private int end;

    /** Goes on in another text. */
    void begin(byte[] text, int from, int to) {
        bytes = text;
        at = from;
        end = to;
    }

    boolean atEnd() {
        return at == end;
    }

    /** Passes a character if it comes next. */
    boolean take(char expected) {
        if (at < end && bytes[at] == expected) {
            at++;
            return true;
        }
        return false;
    }

    /** The next character. */
    char next() {
        require(at < end);
        return (char) (bytes[at++] & 0xff);
    }

    static void require(boolean condition) {
        if (!condition) {
            throw new NumberFormatException();
        }
    }

    /** Passes everything up to one of two characters and returns it. */
    String textTo(char one, char other) {
        int first = at;
        while (at < end && bytes[at] != one && bytes[at] != other) {
            at++;
        }
        return new String(bytes, first, at - first, StandardCharsets.US_ASCII);
    }

    /** Passes everything up to the next comma, or to the bracket that closes what is read. */
    void skip() {
        byte[] text = bytes;
        int place = at;
        while (place < end && text[place] != ',' && text[place] != ']') {
            place++;
        }
        require(place > at);
        at = place;
    }

    /**
     * A whole number.
     *
     * @throws NumberFormatException if none comes next
     */
    long number() {
        byte[] text = bytes;
        int to = end;
        int place = at;
        boolean negative = place < to && text[place] == '-';
        int first = negative ? ++place : place;
        long number = 0;
        for (; place < to; place++) {
            int digit = text[place] - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            number = number * 10 - digit;
        }
        require(place > first);
        at = place;
        return negative ? number : -number;
    }

    /**
     * A decimal, of any length and with any exponent.
     *
     * @throws NumberFormatException if none comes next
     */
    double decimal() {
        byte[] text = bytes;
        int to = end;
        int start = at;
        boolean negative = start < to && text[start] == '-';
        int first = negative ? start + 1 : start;
        int place = first;
        long mantissa = 0; // Wrong if there are too many digits, and then not used.
        for (; place < to && isDigit(text[place]); place++) {
            mantissa = mantissa * 10 + text[place] - '0';
        }
        int point = 0;
        if (place < to && text[place] == '.') {
            point = ++place;
            for (long eight; place + Long.BYTES <= to && Digits.areDigits(eight = Digits.load(text, place)); ) {
                mantissa = mantissa * Digits.EIGHT + Digits.parse(eight);
                place += Long.BYTES;
            }
            for (; place < to && isDigit(text[place]); place++) {
                mantissa = mantissa * 10 + text[place] - '0';
            }
        }
        at = place;
        double result = significant(first, place, point > 0) > MOST_DIGITS
                ? Double.NaN
                : scale(mantissa, (point > 0 ? point - place : 0) + power());
        if (Double.isNaN(result)) {
            at = start;
            return Double.parseDouble(textTo(',', ']'));
        }
        return negative ? -result : result;
    }

    private static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }

    /** How many digits there are, without zeros in front, which a mantissa does not feel; or too many if there is none. */
    private int significant(int first, int place, boolean hasPoint) {
        int digits = place - first - (hasPoint ? 1 : 0);
        if (digits > 0 && digits <= MOST_DIGITS) {
            return digits;
        }
        for (int i = first; i < place && bytes[i] <= '0'; i++) { // A point is below '0'.
            digits -= bytes[i] == '0' ? 1 : 0;
        }
        return place - first > (hasPoint ? 1 : 0) ? digits : Integer.MAX_VALUE;
    }

    /** The power of ten behind an {@code e}, 0 without one; far out of range if it has not the form of one. */
    private int power() {
        if (at == end || (bytes[at] | ' ') != 'e') {
            return 0;
        }
        boolean small = at + 1 < end && bytes[at + 1] == '-';
        at += small ? 2 : 1;
        int first = at;
        int power = 0;
        for (; at < end && isDigit(bytes[at]) && at - first < 4; at++) {
            power = power * 10 + bytes[at] - '0';
        }
        boolean whole = at > first && (at == end || !isDigit(bytes[at]));
        return !whole ? Short.MAX_VALUE : small ? -power : power;
    }

    /** The double nearest to mantissa * 10^exponent, or NaN if this takes more than 126 bits to tell. */
    private static double scale(long mantissa, int exponent) {
        if (exponent < -290 || exponent > 290) {
            return Double.NaN;
        }
        if (mantissa == 0 || exponent == 0) {
            return mantissa; // Exact, or rounded to nearest by the processor.
        }
        int zeros = Long.numberOfLeadingZeros(mantissa) - 1;
        long normal = mantissa << zeros; // 63 bits
        long high = TenPowers.high(-exponent);
        long top = Math.multiplyHigh(normal, high); // The product with the upper half: 126 bits, in 64 + 64.
        long bottom = normal * high;
        long carried = bottom + (Math.multiplyHigh(normal, TenPowers.low(-exponent)) << 1);
        if (Long.compareUnsigned(carried, bottom) < 0) {
            top++;
        }
        // The true product is within four units of "carried" of this one; only near a tie does that matter.
        int excess = 64 - Long.numberOfLeadingZeros(top) - 53;
        long cut = top & ((1L << excess) - 1);
        long half = 1L << (excess - 1);
        if (cut == half && carried >= 0 && carried < 8 || cut == half - 1 && carried < 0 && carried >= -8) {
            return Double.NaN;
        }
        long rounded = (top >>> excess) + (cut >= half ? 1 : 0); // 53 bits, or 2^53
        int biased = excess + 64 - zeros + TenPowers.log2(-exponent) - 125 + 63 + BIAS;
        if (biased < 2 || biased > 2045) {
            return Double.NaN;
        }
        // The leading bit of "rounded" is not stored: it counts the exponent up by one, and by two if all others are 0.
        return Double.longBitsToDouble(((long) (biased - 1) << 52) + rounded);
    }
}
