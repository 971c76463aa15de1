package ml.lifecycle.run;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Values of metrics as a person reads them. */
final class MetricText {

    private static final MathContext DIGITS = new MathContext(6);
    private static final double LARGE = 1e12;
    private static final double SMALL = 1e-5;

    private MetricText() {}

    /** The values, in their order. */
    static Map<String, String> of(Map<String, Double> metrics) {
        Map<String, String> texts = new LinkedHashMap<>();
        metrics.forEach((name, value) -> texts.put(name, of(value)));
        return texts;
    }

    /** A number with at most six digits that mean something. */
    static String of(double value) {
        double size = Math.abs(value);
        if (size == 0 || !Double.isFinite(value)) {
            return size == 0 ? "0" : Double.toString(value);
        }
        BigDecimal exact = new BigDecimal(value);
        BigDecimal rounded = exact.precision() - exact.scale() > DIGITS.getPrecision()
                ? exact.setScale(0, RoundingMode.HALF_EVEN) : exact.round(DIGITS);
        return size >= SMALL && size < LARGE ? rounded.stripTrailingZeros().toPlainString()
                : String.valueOf(rounded.round(DIGITS).doubleValue());
    }
}
