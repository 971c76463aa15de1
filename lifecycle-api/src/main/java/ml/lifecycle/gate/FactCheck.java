package ml.lifecycle.gate;

/**
 * A fact must hold. It passes only if the evidence states so: what nobody tried out is INCONCLUSIVE.
 *
 * @param fact what must hold
 */
public record FactCheck(Fact fact) implements Check {

    @Override
    public String describe() {
        return fact.describe();
    }

    @Override
    public String toString() {
        return describe();
    }
}
