package ml.lifecycle.spi;

/** What a log is about. */
public enum LogKind {
    /** An experiment with its runs. */
    EXPERIMENT,
    /** A registered model with its versions, aliases and protection rules. */
    MODEL,
    /** A data set with its snapshots. */
    DATA
}
