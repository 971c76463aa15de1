package ml.lifecycle.gate;

import java.util.Optional;
import ml.lifecycle.RefusedException;

/**
 * A metric that the run recorded.
 *
 * @param name the name under which it was recorded
 */
public record Recorded(String name) implements Measure {

    /**
     * Checks the name.
     *
     * @throws RefusedException if it is empty
     */
    public Recorded {
        if (name.isBlank()) {
            throw new RefusedException("The name of a recorded metric is empty; give the name that run.metric had.");
        }
    }

    @Override
    public Optional<Bound> domain() {
        return Domain.ofKey(name);
    }

    @Override
    public String describe() {
        return "recorded " + name;
    }

    @Override
    public String toString() {
        return describe();
    }
}
