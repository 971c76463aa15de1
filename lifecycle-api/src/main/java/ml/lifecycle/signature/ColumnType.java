package ml.lifecycle.signature;

/** What the values of a column are. */
public enum ColumnType {
    /** A number with a fraction. */
    NUMBER,
    /** A whole number within the range of {@code long}. */
    INTEGER,
    /** Text. */
    TEXT,
    /** True or false. */
    BOOLEAN,
    /** A moment in time. */
    TIMESTAMP
}
