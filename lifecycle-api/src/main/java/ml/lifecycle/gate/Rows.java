package ml.lifecycle.gate;

import java.util.Optional;

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
    public Optional<Bound> domain() {
        return Optional.of(Domain.NOT_NEGATIVE);
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
