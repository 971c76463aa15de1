package ml.lifecycle.gate;

import java.util.function.Predicate;
import ml.lifecycle.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * A requirement in code. It is recorded by its name and its result; the code itself cannot be written down, so such a
 * check is never part of a protection rule, and INCONCLUSIVE where only its name was read back. Two are equal if their
 * names are.
 */
public final class CustomCheck implements Check {

    private final String name;
    private final @Nullable Predicate<? super Evidence> code;

    private CustomCheck(String name, @Nullable Predicate<? super Evidence> code) {
        if (name.isBlank()) {
            throw new RefusedException("A custom check has no name; give it one that says what must hold.");
        }
        this.name = name;
        this.code = code;
    }

    static CustomCheck of(String name, Predicate<? super Evidence> code) {
        return new CustomCheck(name, code);
    }

    /**
     * A custom check of which only the name is known.
     *
     * @param name its name
     * @return the check, always INCONCLUSIVE
     * @throws RefusedException if the name is blank
     */
    public static CustomCheck known(String name) {
        return new CustomCheck(name, null);
    }

    /**
     * What people call it.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * Runs the code. What it throws reaches the caller.
     *
     * @param evidence what is judged
     * @return FAIL if it says no; INCONCLUSIVE if only the name is known
     */
    public Verdict judge(Evidence evidence) {
        if (code == null) {
            return Verdict.INCONCLUSIVE;
        }
        return code.test(evidence) ? Verdict.PASS : Verdict.FAIL;
    }

    @Override
    public boolean isData() {
        return false;
    }

    @Override
    public String describe() {
        return name;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CustomCheck check && check.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
