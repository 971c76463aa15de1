package ml.lifecycle.internal.data;

/** Numbers from characters, without a text in between. */
final class NumberText {

    /** A double holds whole numbers up to this one exactly. */
    private static final long EXACT = 1L << 53;
    /** Eighteen digits fit into 64 bits. */
    private static final int DIGITS = 18;
    /** The powers of ten that a double holds exactly. */
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18
    };

    private NumberText() {}

    /**
     * Digits with a sign and a point, both optional. With few enough of them the digits and the power of ten are exact
     * doubles, so that their quotient, which is rounded once, is the nearest double: W. D. Clinger, How to read
     * floating-point numbers accurately, PLDI 1990.
     *
     * @return the number; NaN for everything else, which may be a number all the same
     */
    static double parse(char[] text, int from, int to) {
        int at = from;
        boolean negative = at < to && text[at] == '-';
        if (negative || at < to && text[at] == '+') {
            at++;
        }
        int first = at;
        int point = -1;
        long digits = 0;
        for (; at < to; at++) {
            int digit = text[at] - '0';
            if (digit >= 0 && digit <= 9) {
                digits = digits * 10 + digit;
            } else if (text[at] == '.' && point < 0) {
                point = at;
            } else {
                return Double.NaN;
            }
        }
        int count = to - first - (point < 0 ? 0 : 1);
        int whole = (point < 0 ? to : point) - first;
        boolean postal = whole > 1 && text[first] == '0';
        if (count == 0 || count > DIGITS || digits > EXACT || point == to - 1 && whole == 0 || postal) {
            return Double.NaN;
        }
        double value = point < 0 ? digits : digits / POWERS[to - point - 1];
        return negative ? -value : value;
    }

    /** A whole number of 64 bits, which has been found to be one. */
    static long whole(char[] text, int from, int to) {
        if (to - from > DIGITS) {
            return Long.parseLong(new String(text, from, to - from));
        }
        boolean sign = text[from] == '-' || text[from] == '+';
        long value = 0;
        for (int at = sign ? from + 1 : from; at < to; at++) {
            value = value * 10 + text[at] - '0';
        }
        return text[from] == '-' ? -value : value;
    }
}
