package ml.lifecycle.gate;

import java.math.BigDecimal;

/** Shares as people write them. */
final class Percent {

    private Percent() {}

    /** A number that was meant in percent, as a share. */
    static String share(double percent) {
        return BigDecimal.valueOf(percent).movePointLeft(2).stripTrailingZeros().toPlainString();
    }

    static String of(double share) {
        return String.valueOf(Math.round(share * 1000) / 10.0).replaceAll("\\.0$", "") + " %";
    }
}
