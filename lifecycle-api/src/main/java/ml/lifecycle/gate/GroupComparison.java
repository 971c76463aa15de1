package ml.lifecycle.gate;

/** With what a group is compared. */
public enum GroupComparison {
    /** With every other group: the largest distance between two of them counts. */
    BETWEEN_GROUPS,
    /** With all rows together: the distance of the group that is farthest from them counts. */
    TO_OVERALL
}
