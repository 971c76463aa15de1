package ml.lifecycle.gate;

import java.util.List;
import java.util.stream.Collectors;
import ml.lifecycle.RefusedException;

/**
 * Several checks as one. With {@link Mode#ANY} each is judged as if it stood alone: of several tests at 95 %
 * confidence, one passes by luck more often than one alone would.
 *
 * @param mode how many must pass
 * @param checks the checks, at least one
 */
public record CombinedCheck(Mode mode, List<Check> checks) implements Check {

    private static final int DEPTH = 8;

    /** How many checks must pass. */
    public enum Mode {
        /** All of them. */
        ALL,
        /** One is enough. */
        ANY
    }

    /**
     * Copies the checks.
     *
     * @throws RefusedException if there are none, one of them only warns, or they lie more than 8 deep in each other
     */
    public CombinedCheck {
        checks = List.copyOf(checks);
        if (checks.isEmpty() || checks.stream().anyMatch(WarnOnly.class::isInstance)) {
            throw new RefusedException("A combination of checks needs at least one check, and none that only warns.");
        }
        if (depth(checks) > DEPTH) {
            throw new RefusedException("Combinations of checks lie more than " + DEPTH + " deep in each other.");
        }
    }

    private static int depth(List<Check> checks) {
        return 1 + checks.stream().mapToInt(check -> check instanceof CombinedCheck inner ? depth(inner.checks) : 0)
                .max().orElse(0);
    }

    @Override
    public boolean isData() {
        return checks.stream().allMatch(Check::isData);
    }

    @Override
    public String describe() {
        return checks.stream().map(Check::describe)
                .collect(Collectors.joining("; ", mode == Mode.ALL ? "all of (" : "any of (", ")"));
    }

    @Override
    public String toString() {
        return describe();
    }
}
