package ml.lifecycle.gate;

/** One requirement, as plain data. Made by the methods of {@link Checks}. */
public sealed interface Check permits ThresholdCheck, ChampionCheck {

    /**
     * The requirement in words.
     *
     * @return for example {@code accuracy at least 0.95 (95 % confidence)}
     */
    String describe();
}
