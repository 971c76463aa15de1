package ml.lifecycle.gate;

/** Shares as people write them. */
final class Percent {

    private Percent() {}

    static String of(double share) {
        return String.valueOf(Math.round(share * 1000) / 10.0).replaceAll("\\.0$", "") + " %";
    }
}
