package ml.lifecycle.gate;

/** How the values of several classes become one. */
public enum Average {
    /** Every class counts the same. There is no value where a class has no row. */
    MACRO,
    /** Every row counts the same, by pooling the counts of all classes. */
    MICRO,
    /** Every class counts by its number of true rows, and one without any does not. */
    WEIGHTED
}
