package ml.lifecycle.run;

/** What has become of a run. */
public enum RunStatus {
    /** Its process is alive and it has not ended. */
    RUNNING,
    /** Ended normally. */
    FINISHED,
    /** Ended by an exception, or by {@link Run#fail}. */
    FAILED,
    /** Never ended: its process was killed or closed the store. What it had recorded is readable. */
    INTERRUPTED
}
