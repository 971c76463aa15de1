package ml.lifecycle.registry;

import ml.lifecycle.gate.QualityGate;

/** A move of an alias that is being described; nothing happens before {@link #submit}. For use by one thread. */
public interface Promotion {

    /**
     * Names the alias.
     *
     * @param alias letters, digits, {@code - _ .}, at most 100 of them, not a number alone
     * @return this promotion
     * @throws ml.lifecycle.RefusedException if the name is not allowed
     */
    Promotion to(String alias);

    /**
     * Names the gate that must pass. For a protected alias it is known already and need not be named.
     *
     * @param gate the gate
     * @return this promotion
     */
    Promotion through(QualityGate gate);

    /**
     * Says how evidence is gathered.
     *
     * @param evaluator called for the candidate and for the champion
     * @return this promotion
     */
    Promotion evaluatedBy(Evaluator evaluator);

    /**
     * Says who promotes.
     *
     * @param who a person or a system
     * @return this promotion
     */
    Promotion by(String who);

    /**
     * Says why.
     *
     * @param why a sentence
     * @return this promotion
     */
    Promotion because(String why);

    /**
     * Gathers the evidence, asks the gate, and moves the alias if it passes. The move, the report, who and why are one
     * event on the disk. If another promotion was faster, the evidence is gathered again beside the new champion.
     *
     * <p>A protected alias takes only evidence that was measured here, by predicting rows with the stored model, and whose rows
     * could be compared with all that versions of the same content, and their runs, say they were trained on. Rows that are
     * among the training rows are tolerated as far as rows repeat by nature, and one in a thousand (at least one) beside. The
     * report says how many rows were compared and how many were found; of another alias, what was stated or not compared.
     *
     * @return what came of it; both outcomes stand in the history
     * @throws ml.lifecycle.RefusedException if something is not said that must be, if the gate is not the one that
     *         protects the alias, or if the evidence is not about this model or was measured on its training data;
     *         nothing was written
     */
    PromotionOutcome submit();
}
