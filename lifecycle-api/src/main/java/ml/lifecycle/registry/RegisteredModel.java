package ml.lifecycle.registry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import ml.lifecycle.Printable;
import ml.lifecycle.gate.QualityGate;
import ml.lifecycle.run.RunRecord;

/**
 * A name with its numbered versions and its aliases. Safe for use by several threads; every call sees what other
 * processes have written.
 */
public interface RegisteredModel extends Printable {

    /**
     * Its name.
     *
     * @return the name
     */
    String name();

    /**
     * Registers a model of a run as the next version. A content that is registered already gets another version, which
     * says so by {@link ModelVersion#sameAs}. What the run recorded is read from the store, not from the given record.
     *
     * @param run the run
     * @param path the artifact that is the model
     * @return the new version
     * @throws ml.lifecycle.NotFoundException if the store has no such run, or the run no such artifact; the message lists what
     *         it has
     * @throws ml.lifecycle.RefusedException if the artifact is no model, or a model without signature; nothing was
     *         registered
     */
    ModelVersion register(RunRecord run, String path);

    /**
     * As {@link #register(RunRecord, String)}, and the history says who did it.
     *
     * @param run the run
     * @param path the artifact that is the model
     * @param by a person or a system
     * @return the new version
     */
    ModelVersion register(RunRecord run, String path, String by);

    /**
     * A version.
     *
     * @param number its number
     * @return the version
     * @throws ml.lifecycle.NotFoundException if there is none; the message lists the versions
     */
    ModelVersion version(int number);

    /**
     * All versions. As long as nothing was ever registered under this name there are none, which is how a first training
     * finds it; a name that is similar to that of another model is logged as a warning then.
     *
     * @return the versions by number
     */
    List<ModelVersion> versions();

    /**
     * The version that an alias points to.
     *
     * @param alias the alias
     * @return the version
     * @throws ml.lifecycle.NotFoundException if there is no such alias; the message lists the aliases
     */
    ModelVersion at(String alias);

    /**
     * All aliases.
     *
     * @return the numbers of versions by alias, sorted
     */
    Map<String, Integer> aliases();

    /**
     * Begins to move an alias to a version.
     *
     * @param version a version of this model
     * @return to be completed and submitted
     */
    Promotion promote(ModelVersion version);

    /**
     * Begins to move an alias back.
     *
     * @param alias the alias
     * @return to be completed and submitted
     */
    Rollback rollback(String alias);

    /**
     * Begins to bind an alias to a gate.
     *
     * @param alias the alias
     * @return to be completed and submitted
     */
    Protection protect(String alias);

    /**
     * The gate that protects an alias, so that a test can ask it before a promotion does.
     *
     * @param alias the alias
     * @return the gate, if the alias is protected
     */
    Optional<QualityGate> gate(String alias);

    /**
     * Deletes a version. Its content stays until garbage is collected, its number is not given again.
     *
     * @param version the number of a version
     * @param by who deletes it
     * @param because why
     * @return what was written to the log
     * @throws ml.lifecycle.RefusedException if an alias points to it or once did, so that the history needs it; nothing
     *         was changed
     * @throws ml.lifecycle.NotFoundException if there is none; the message lists the versions
     */
    RegistryEvent delete(int version, String by, String because);

    /**
     * The present head of the log, to be kept elsewhere.
     *
     * @return the head
     */
    ChainHead head();

    /**
     * Checks that the log still contains a head that was kept elsewhere: that nothing up to it was changed, removed or
     * put in between.
     *
     * <p>The chain has no secret: somebody who may write to the directory can rewrite the log from any event to its end
     * so that it is consistent in itself. Only a head that was kept elsewhere, or a key
     * ({@code Lifecycle.at(…).registryKey}), shows that.
     *
     * @param kept what {@link #head} answered once
     * @throws ml.lifecycle.CorruptException if the log does not contain it
     */
    void verify(ChainHead kept);

    /**
     * All that happened to this model.
     *
     * @return the events, oldest first
     */
    History history();

    /**
     * All that happened to one alias.
     *
     * @param alias the alias
     * @return the events, oldest first; at least one
     * @throws ml.lifecycle.NotFoundException if nothing ever happened to such an alias; the message lists those there
     *         were
     */
    History history(String alias);
}
