package ml.lifecycle.gate;

import java.time.Duration;
import java.util.Optional;
import ml.lifecycle.RefusedException;

/**
 * A quantile of the time of one prediction, in milliseconds: the least measured time that at least this share of the calls
 * does not exceed (type 1 of R. J. Hyndman and Y. Fan, The American Statistician 50, 1996), so that it is one that occurred.
 *
 * @param quantile which quantile, greater than 0 and less than 1
 */
public record Latency(double quantile) implements Measure {

    /**
     * Checks the quantile.
     *
     * @throws RefusedException if it is not between 0 and 1
     */
    public Latency {
        if (!(quantile > 0 && quantile < 1)) {
            throw new RefusedException("The latency quantile " + quantile + " is not between 0 and 1.");
        }
    }

    /**
     * The time that 95 of 100 predictions keep.
     *
     * @return the 95th percentile
     */
    public Latency p95() {
        return new Latency(0.95);
    }

    /**
     * The time that 99 of 100 predictions keep.
     *
     * @return the 99th percentile
     */
    public Latency p99() {
        return new Latency(0.99);
    }

    /**
     * Requires at most a time.
     *
     * @param bound the longest time that passes
     * @return the check
     */
    public ThresholdCheck below(Duration bound) {
        return atMost(bound.toNanos() / 1e6);
    }

    /**
     * The name under which it is recorded in a run.
     *
     * @return for example {@code latency_p99_ms}
     */
    public String key() {
        return "latency_p" + percent() + "_ms";
    }

    private String percent() {
        return String.valueOf(Math.round(quantile * 1000) / 10.0).replaceAll("\\.0$", "");
    }

    @Override
    public Optional<Bound> domain() {
        return Optional.of(Domain.NOT_NEGATIVE);
    }

    @Override
    public String describe() {
        return "latency p" + percent() + " (ms)";
    }

    @Override
    public String toString() {
        return describe();
    }
}
