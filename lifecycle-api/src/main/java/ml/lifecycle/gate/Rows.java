package ml.lifecycle.gate;

/** The number of predicted rows: {@code rows().exactly(150)} notices evidence that leaves some out. */
public record Rows() implements Measure {

    /**
     * Requires this number of rows.
     *
     * @param rows the expected number
     * @return the check
     */
    public ThresholdCheck exactly(long rows) {
        return between(rows, rows);
    }

    @Override
    public String describe() {
        return "number of rows";
    }

    @Override
    public String toString() {
        return describe();
    }
}
