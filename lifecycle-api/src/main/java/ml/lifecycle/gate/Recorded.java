package ml.lifecycle.gate;

import java.util.Optional;

/**
 * A metric that the run recorded.
 *
 * @param name the name under which it was recorded
 */
public record Recorded(String name) implements Measure {

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
