package ml.lifecycle.registry;

/** A move of an alias back, being described; nothing happens before {@link #submit}. For use by one thread. */
public interface Rollback {

    /**
     * Names a version; without it the version before the present one is taken.
     *
     * @param version the number of a version that the alias pointed to once
     * @return this rollback
     */
    Rollback to(int version);

    /**
     * Says who rolls back.
     *
     * @param who a person or a system
     * @return this rollback
     */
    Rollback by(String who);

    /**
     * Says why.
     *
     * @param why a sentence
     * @return this rollback
     */
    Rollback because(String why);

    /**
     * Moves the alias back; one event on the disk. No gate is asked: the version has passed one when it was promoted.
     *
     * @return the outcome, with the event
     * @throws ml.lifecycle.RefusedException if who or why is not said, or the alias never pointed to such a version;
     *         nothing was written
     * @throws ml.lifecycle.NotFoundException if there is no such alias; the message lists the aliases
     */
    PromotionOutcome submit();
}
