package ml.lifecycle.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import ml.lifecycle.Printable;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.Snapshot;
import ml.lifecycle.data.Table;
import org.jspecify.annotations.Nullable;

/**
 * A named set of checks that must all pass. Immutable.
 *
 * @param name what people call it
 * @param checks the requirements
 */
public record QualityGate(String name, List<Check> checks) implements Printable {

    /**
     * Copies the checks.
     *
     * @throws RefusedException if the name is blank
     */
    public QualityGate {
        checks = List.copyOf(checks);
        if (name.isBlank()) {
            throw new RefusedException("A quality gate has no name; give it one, for example \"production\".");
        }
    }

    /**
     * A gate without checks yet. It passes nothing until it has one.
     *
     * @param name what people call it
     * @return the gate
     */
    public static QualityGate named(String name) {
        return new QualityGate(name, List.of());
    }

    /**
     * Adds a requirement.
     *
     * @param check the requirement
     * @return the stricter gate
     */
    public QualityGate require(Check check) {
        List<Check> more = new ArrayList<>(checks);
        more.add(check);
        return new QualityGate(name, more);
    }

    /**
     * Adds a check that is judged and shown, but does not block.
     *
     * @param check the check
     * @return the gate with it
     */
    public QualityGate warn(Check check) {
        return require(new WarnOnly(check));
    }

    /**
     * Whether all of its checks can be written down, so that it can protect an alias.
     *
     * @return whether it has no custom check
     */
    public boolean isData() {
        return checks.stream().allMatch(Check::isData);
    }

    /**
     * Judges evidence without a champion.
     *
     * @param candidate what is judged
     * @return the report; nothing is thrown for a gate that does not pass
     */
    public GateReport evaluate(Evidence candidate) {
        return evaluate(candidate, null);
    }

    /**
     * Judges data alone, by checks of {@link DataChecks}.
     *
     * @param data what is judged
     * @return the report; nothing is thrown for a gate that does not pass
     */
    public GateReport evaluate(Table data) {
        return evaluate(Evidence.of(data));
    }

    /**
     * Judges a snapshot alone, by checks of {@link DataChecks}.
     *
     * @param snapshot what is judged
     * @return the report; nothing is thrown for a gate that does not pass
     */
    public GateReport evaluate(Snapshot snapshot) {
        return evaluate(Evidence.of(snapshot));
    }

    /**
     * Judges evidence beside that of the champion.
     *
     * @param candidate what is judged
     * @param champion the champion's evidence on the same data, or {@code null} if there is no champion
     * @return the report; nothing is thrown for a gate that does not pass
     */
    public GateReport evaluate(Evidence candidate, @Nullable Evidence champion) {
        return GateEngine.get().evaluate(this, candidate, champion);
    }

    @Override
    public String toString() {
        return "gate " + name + checks.stream()
                .map(check -> "\n  " + check.describe() + (check instanceof WarnOnly ? " (warns only)" : ""))
                .collect(Collectors.joining());
    }
}
