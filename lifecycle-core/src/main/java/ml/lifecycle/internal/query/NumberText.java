package ml.lifecycle.internal.query;

/** Numbers that stand in texts, such as params: digits with an optional sign, decimal point and exponent. */
final class NumberText {

    private static final int MAX_LENGTH = 400;

    private NumberText() {}

    /** The number that a text is, or NaN if it is none. */
    static double parse(String text) {
        int length = text.length();
        if (length == 0 || length > MAX_LENGTH || !isNumber(text)) {
            return Double.NaN;
        }
        return Double.parseDouble(text);
    }

    private static boolean isNumber(String text) {
        int at = text.charAt(0) == '-' || text.charAt(0) == '+' ? 1 : 0;
        int whole = digits(text, at);
        at += whole;
        int fraction = 0;
        if (at < text.length() && text.charAt(at) == '.') {
            fraction = digits(text, at + 1);
            at += 1 + fraction;
        }
        if (whole + fraction == 0) {
            return false;
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            at++;
            if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
                at++;
            }
            int exponent = digits(text, at);
            if (exponent == 0) {
                return false;
            }
            at += exponent;
        }
        return at == text.length();
    }

    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at - from;
    }
}
