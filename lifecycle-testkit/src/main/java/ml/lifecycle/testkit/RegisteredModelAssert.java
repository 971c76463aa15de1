package ml.lifecycle.testkit;

import ml.lifecycle.registry.RegisteredModel;
import ml.lifecycle.testkit.internal.Show;

/** Assertions on a registered model, as it is when each is called. Immutable. */
public final class RegisteredModelAssert {

    private final RegisteredModel model;
    private final Outcome outcome;

    RegisteredModelAssert(RegisteredModel model, Outcome outcome) {
        this.model = model;
        this.outcome = outcome;
    }

    /**
     * Requires an alias, whatever version it points to.
     *
     * @param alias the alias
     * @return this assertion
     */
    public RegisteredModelAssert hasAlias(String alias) {
        if (!model.aliases().containsKey(alias)) {
            outcome.failed(about("to have the alias '" + alias + "', but it has "
                            + (model.aliases().isEmpty() ? "none." : model.aliases() + "."))
                    .fact("to do", "promote a version to '" + alias + "'")
                    .error(alias, model.aliases().keySet()));
        }
        return this;
    }

    /**
     * Requires that an alias points to a version.
     *
     * @param alias the alias
     * @param version the number of the version
     * @return this assertion
     */
    public RegisteredModelAssert hasAlias(String alias, int version) {
        Integer found = model.aliases().get(alias);
        if (found != null && found != version) {
            outcome.failed(about("to have the alias '" + alias + "' at version " + version + ", but it is at version "
                            + found + ".")
                    .fact("history", model.history(alias))
                    .fact("to do", "look in the history who moved it, and why")
                    .error(version, found));
            return this;
        }
        return hasAlias(alias);
    }

    /**
     * Requires a number of versions.
     *
     * @param versions how many
     * @return this assertion
     */
    public RegisteredModelAssert hasVersions(int versions) {
        int found = model.versions().size();
        if (found != versions) {
            outcome.failed(about("to have " + Show.count(versions, "version") + ", but it has " + found + ".")
                    .lines("versions", model.versions().stream().map(String::valueOf).toList())
                    .fact("to do", "look in the runs for the model that was not registered, or registered twice")
                    .error(versions, found));
        }
        return this;
    }

    /**
     * Requires that an alias is bound to a gate, so that nobody moves it without.
     *
     * @param alias the alias
     * @return this assertion
     */
    public RegisteredModelAssert isProtected(String alias) {
        if (model.gate(alias).isEmpty()) {
            outcome.failed(about("to have the alias '" + alias + "' protected by a gate, but it is not.")
                    .lines("history", model.history().events().stream()
                            .filter(event -> alias.equals(event.alias())).map(String::valueOf).toList())
                    .fact("to do", "call model.protect(\"" + alias + "\").through(gate)")
                    .error("protected", "not protected"));
        }
        return this;
    }

    private Facts about(String sentence) {
        return Facts.of("Expected model '" + model.name() + "' " + sentence)
                .fact("model", Show.count(model.versions().size(), "version") + ", aliases " + model.aliases());
    }
}
