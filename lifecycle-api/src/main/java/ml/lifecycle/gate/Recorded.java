package ml.lifecycle.gate;

/**
 * A metric that the run recorded.
 *
 * @param name the name under which it was recorded
 */
public record Recorded(String name) implements Measure {

    @Override
    public String describe() {
        return "recorded " + name;
    }

    @Override
    public String toString() {
        return describe();
    }
}
