package ml.lifecycle.testkit;

/** Noise that is added to rows, waiting for what it may do. Immutable. */
public final class NoiseAssert {

    private final ModelOnDataAssert subject;
    private final Noise noise;
    private final Outcome outcome;

    NoiseAssert(ModelOnDataAssert subject, Noise noise, Outcome outcome) {
        this.subject = subject;
        this.noise = noise;
        this.outcome = outcome;
    }

    /**
     * Requires that few labels change. The noise is the same each time.
     *
     * @param share the largest share of changed labels that passes, from 0 to 1
     * @return the model on its data, for the next assertion
     */
    public ModelOnDataAssert flipsAtMost(double share) {
        noise.check(share).ifPresent(outcome::failed);
        return subject;
    }
}
