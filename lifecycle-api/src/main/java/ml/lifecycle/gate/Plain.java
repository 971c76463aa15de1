package ml.lifecycle.gate;

import java.math.BigDecimal;

/** Numbers as people write them. */
final class Plain {

    private static final double LARGE = 1e12;
    private static final double SMALL = 1e-6;

    private Plain() {}

    /** A number with all its digits and no others: {@code 1} rather than {@code 1.0}. */
    static String number(double value) {
        double size = Math.abs(value);
        if (size == 0) {
            return "0";
        }
        return size >= SMALL && size < LARGE ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()
                : Double.toString(value);
    }
}
