package ml.lifecycle.internal.evaluation;

import ml.lifecycle.gate.Evidence;

/** The mark of evidence that was measured here, by asking a stored model. */
public final class Measurement {

    /** Known to the engine alone. */
    private static final Object SECRET = new Object();

    private Measurement() {}

    /**
     * Marks evidence as measured; for whoever has just asked a model whose bytes were checked.
     *
     * @param evidence what was measured
     * @return marked evidence
     */
    public static Evidence mark(Evidence evidence) {
        return evidence.sealedBy(SECRET);
    }

    /**
     * Whether evidence was measured, and nothing was stated since.
     *
     * @param evidence the evidence
     * @return whether it was
     */
    public static boolean made(Evidence evidence) {
        return evidence.isSealedBy(SECRET);
    }
}
