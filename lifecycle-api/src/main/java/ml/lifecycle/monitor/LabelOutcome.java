package ml.lifecycle.monitor;

/** What became of a label that was told to a {@link Monitor}. */
public enum LabelOutcome {
    /** It was joined with its prediction. */
    JOINED,
    /** The prediction of that id has a label already; the first one counts. */
    ALREADY_LABELLED,
    /** The prediction of that id waited longer than labels are waited for, and is counted as never labelled. */
    TOO_LATE,
    /** No prediction of that id is known: there was none, or so many came after it that it is forgotten. */
    UNKNOWN
}
