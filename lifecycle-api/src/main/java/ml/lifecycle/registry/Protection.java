package ml.lifecycle.registry;

import ml.lifecycle.gate.QualityGate;

/** A rule that binds an alias to a gate, being described; nothing happens before {@link #submit}. */
public interface Protection {

    /**
     * Names the gate.
     *
     * @param gate a gate of which all checks can be written down
     * @return this protection
     */
    Protection through(QualityGate gate);

    /**
     * Names those who may move the alias, by promotion or rollback; without it everybody may. A name is what
     * {@code by} says: this keeps honest people from mistakes, it does not prove who somebody is.
     *
     * @param actors the names
     * @return this protection
     */
    Protection onlyBy(String... actors);

    /**
     * Says who sets the rule.
     *
     * @param who a person or a system
     * @return this protection
     */
    Protection by(String who);

    /**
     * Says why.
     *
     * @param why a sentence
     * @return this protection
     */
    Protection because(String why);

    /**
     * Writes the rule; one event on the disk. From then on no promotion moves the alias without this gate, from whatever
     * process. Setting the same rule again changes nothing; another rule replaces it, and the history shows both.
     *
     * @return the event that holds the rule
     * @throws ml.lifecycle.RefusedException if something is not said that must be, or the gate has no checks; nothing
     *         was written
     */
    RegistryEvent submit();
}
