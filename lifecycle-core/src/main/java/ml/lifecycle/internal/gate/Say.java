package ml.lifecycle.internal.gate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Locale;
import ml.lifecycle.gate.Bound;
import ml.lifecycle.internal.signature.Similar;
import ml.lifecycle.internal.text.Count;
import ml.lifecycle.internal.text.Names;

/** Numbers and names as they stand in sentences. */
final class Say {

    private static final int DIGITS = 4;

    private Say() {}

    /** A number with at most four decimals; small ones with four digits. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "no number" : value > 0 ? "infinite" : "minus infinite";
        }
        BigDecimal exact = new BigDecimal(value);
        BigDecimal rounded = Math.abs(value) >= 0.001
                ? exact.setScale(DIGITS, RoundingMode.HALF_EVEN)
                : exact.round(new MathContext(DIGITS));
        return plain(rounded);
    }

    /** A number with as many decimals as tell it from another one that it is compared with. */
    static String number(double value, double comparedWith) {
        String text = number(value);
        if (!Double.isFinite(value) || value == comparedWith || !text.equals(number(comparedWith))) {
            return text;
        }
        BigDecimal exact = new BigDecimal(value);
        for (int digits = DIGITS + 1; digits < 17; digits++) {
            BigDecimal rounded = exact.setScale(digits, RoundingMode.HALF_EVEN);
            if (Double.compare(rounded.doubleValue(), comparedWith) != 0
                    && rounded.doubleValue() < comparedWith == value < comparedWith) {
                return plain(rounded);
            }
        }
        return Double.toString(value);
    }

    /** A p-value with its sign: {@code = 0.031} or {@code < 0.0001}. */
    static String probability(double value, double comparedWith) {
        return value < 1e-4 ? "< 0.0001" : "= " + number(value, comparedWith);
    }

    private static String plain(BigDecimal rounded) {
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /** A share in percent. */
    static String percent(double share) {
        return plain(new BigDecimal(share * 100).setScale(2, RoundingMode.HALF_EVEN)) + " %";
    }

    /** The values that pass. */
    static String bound(Bound bound) {
        if (bound.high() == Double.POSITIVE_INFINITY) {
            return "at least " + number(bound.low());
        }
        return bound.low() == Double.NEGATIVE_INFINITY
                ? "at most " + number(bound.high())
                : "between " + number(bound.low()) + " and " + number(bound.high());
    }

    /** A whole number in groups of three digits. */
    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    static String rows(long rows) {
        return Count.of(rows, "row");
    }

    /** Asks for the name that was meant, if there is one like it: {@code  (did you mean 'region'?)}. */
    static String meant(String name, Collection<String> known) {
        return known.stream().filter(each -> Similar.areSimilar(each, name)).findFirst()
                .map(each -> " (did you mean " + name(each) + "?)").orElse("");
    }

    /** A name in quotes, without characters that cannot be seen. */
    static String name(String name) {
        return "'" + Names.printable(name) + "'";
    }
}
