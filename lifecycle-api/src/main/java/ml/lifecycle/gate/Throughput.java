package ml.lifecycle.gate;

import java.util.Optional;

/**
 * Predictions per second of one caller who asks for single rows, one after the other: the number of timed calls divided
 * by the sum of their times.
 */
public record Throughput() implements Measure {

    /**
     * The name under which it is recorded in a run.
     *
     * @return {@code throughput_per_s}
     */
    public String key() {
        return "throughput_per_s";
    }

    @Override
    public Optional<Bound> domain() {
        return Optional.of(Domain.NOT_NEGATIVE);
    }

    @Override
    public String describe() {
        return "throughput (predictions per second)";
    }

    @Override
    public String toString() {
        return describe();
    }
}
