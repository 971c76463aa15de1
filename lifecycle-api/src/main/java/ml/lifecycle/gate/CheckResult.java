package ml.lifecycle.gate;

/**
 * What came of one check.
 *
 * @param requirement the check in words
 * @param verdict what it says
 * @param observed the measured value, NaN if there is none
 * @param low the lower end of its interval, NaN if there is none
 * @param high the upper end of its interval, NaN if there is none
 * @param rows on how many rows it was measured, 0 if on none
 * @param sentence one sentence that a person understands
 */
public record CheckResult(
        String requirement, Verdict verdict, double observed, double low, double high, long rows, String sentence) {}
