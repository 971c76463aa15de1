package ml.lifecycle.gate;

import ml.lifecycle.RefusedException;

/**
 * A check that is judged and shown, but does not block: its verdict does not count for the gate.
 *
 * @param check the check
 */
public record WarnOnly(Check check) implements Check {

    /**
     * Checks that it is not one already.
     *
     * @throws RefusedException if it is
     */
    public WarnOnly {
        if (check instanceof WarnOnly) {
            throw new RefusedException("The check '" + check.describe() + "' only warns already.");
        }
    }

    @Override
    public boolean isData() {
        return check.isData();
    }

    @Override
    public String describe() {
        return check.describe();
    }

    @Override
    public String toString() {
        return describe();
    }
}
