package ml.lifecycle.testkit.fault;

/** What can be wrong with a {@link TinyStore}. */
enum Defect {
    NONE,
    /** A forced append returns without a force. */
    FORGETS_TO_FORCE,
    /** The name of the new file is never forced. */
    FORGETS_THE_DIRECTORY,
    /** An append returns when it is noted in memory; it is written with the next one. */
    ACKNOWLEDGES_FIRST,
    /** A line counts as far as it is there. */
    TEARS,
    /** A force that failed is tried again. */
    FORCES_AGAIN,
    /** What a crash left at the end of the file stays, and the next line comes behind it. */
    WRITES_BEHIND_A_TORN_END,
    /** A failed append is said not to have happened, and nothing is done about it. */
    DENIES,
    /** The number that was expected does not matter. */
    IGNORES_EXPECTATIONS,
    /**
     * Others are let in between the look at the last number and the append: the first append of a process waits there
     * until that of another one has come as far, so that it goes wrong whatever the machine is busy with.
     */
    LETS_OTHERS_IN,
    /** The check of the store finds nothing. */
    HIDES_DAMAGE,
    /** Checksums are written and not looked at. */
    TRUSTS_ITS_DISK,
    /** Reading ends at the first damaged line. */
    STOPS_AT_DAMAGE
}
