package ml.lifecycle.testkit.fault;

/** What goes wrong at the chosen operation of a {@link SimulatedDisk}. */
public enum DiskFault {
    /** It fails and does nothing. */
    BEFORE,
    /** It does its work, and fails. */
    AFTER,
    /** A write takes half of its bytes, and the next one fails; other operations fail and do nothing. */
    SHORT,
    /** From now on whatever needs space fails, until {@link SimulatedDisk#heal}. */
    FULL,
    /**
     * From now on whatever changes something fails, until {@link SimulatedDisk#heal}: a file system that was mounted
     * read-only, as Linux does by itself after an error. What was written and not forced may still be lost.
     */
    READ_ONLY,
    /** From now on everything fails, until {@link SimulatedDisk#heal}. */
    FOR_GOOD,
    /** The power is cut; the operation did nothing. All that follows fails, for ever. */
    CUT_BEFORE,
    /** The power is cut; the operation had done its work. */
    CUT_AFTER;

    boolean cuts() {
        return this == CUT_BEFORE || this == CUT_AFTER;
    }
}
