package ml.lifecycle.benchmarks;

import java.util.Locale;

/** Numbers with three significant digits, as a person reads them. */
final class Format {

    private Format() {}

    static String time(double nanos) {
        if (nanos < 1e3) {
            return digits(nanos) + " ns";
        }
        if (nanos < 1e6) {
            return digits(nanos / 1e3) + " µs";
        }
        return nanos < 1e9 ? digits(nanos / 1e6) + " ms" : digits(nanos / 1e9) + " s";
    }

    /** How many a second, if one takes so long. */
    static String rate(double nanos) {
        double rate = 1e9 / nanos;
        if (rate >= 1e9) {
            return digits(rate / 1e9) + " G/s";
        }
        if (rate >= 1e6) {
            return digits(rate / 1e6) + " M/s";
        }
        return rate >= 1e4 ? digits(rate / 1e3) + " k/s" : digits(rate) + "/s";
    }

    static String times(double ratio) {
        return digits(ratio) + " ×";
    }

    static String digits(double number) {
        if (number >= 100) {
            return String.format(Locale.ROOT, "%,.0f", number);
        }
        return String.format(Locale.ROOT, number >= 10 ? "%.1f" : "%.2f", number);
    }
}
