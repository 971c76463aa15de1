package ml.lifecycle.gate;

/** One requirement, as plain data. Made by the methods of {@link Checks} and {@link DataChecks}. */
public sealed interface Check
        permits ThresholdCheck, ChampionCheck, FactCheck, CombinedCheck, WarnOnly, CustomCheck, DataCheck {

    /**
     * The requirement in words.
     *
     * @return for example {@code accuracy at least 0.95 (95 % confidence)}
     */
    String describe();

    /**
     * Whether all of it can be written down. Only such a check can protect an alias, since another process must come to
     * the same verdict.
     *
     * @return whether it holds no code
     */
    default boolean isData() {
        return true;
    }
}
