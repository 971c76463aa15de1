package ml.lifecycle.gate;

/** What a check or a gate says. Only {@link #PASS} passes. */
public enum Verdict {
    /** The requirement is met. */
    PASS,
    /** The requirement is not met. */
    FAIL,
    /** The evidence is too thin to tell: no rows, too small a group, a metric that is missing or NaN. */
    INCONCLUSIVE
}
