package ml.lifecycle.registry;

import ml.lifecycle.gate.Evidence;

/** Gathers evidence about a version; called for the candidate and for the champion, on the same data. */
@FunctionalInterface
public interface Evaluator {

    /**
     * Gathers the evidence.
     *
     * @param version the version to be judged
     * @return the evidence
     * @throws Exception any failure; nothing is promoted, and it reaches the caller of {@code submit} unchanged if it is
     *         unchecked, else as the cause of a {@link ml.lifecycle.RefusedException}
     */
    Evidence evaluate(ModelVersion version) throws Exception;
}
