package ml.lifecycle.spi;

/** How safe an event is when {@link EventLogs#append} returns. */
public enum Commit {
    /** With the operating system: safe from a kill of the process; forced to the disk within one second. */
    WRITTEN,
    /** On the disk: safe from a power cut too. */
    FORCED
}
