package ml.lifecycle.internal.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import ml.lifecycle.RefusedException;
import ml.lifecycle.gate.QualityGate;
import ml.lifecycle.gate.WarnOnly;
import ml.lifecycle.internal.gate.GateCodec;
import ml.lifecycle.internal.registry.ModelState.Rule;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.registry.Protection;
import ml.lifecycle.registry.RegistryEvent.Kind;
import ml.lifecycle.registry.RegistryEvent;
import org.jspecify.annotations.Nullable;

/** The way of a protection rule: one event. */
final class ProtectionFlow implements Protection {

    private final StoredModel model;
    private final String alias;
    private final Said said;
    private @Nullable QualityGate gate;
    private List<String> actors = List.of();

    ProtectionFlow(StoredModel model, String alias) {
        this.model = model;
        this.alias = Said.requireAlias(alias);
        this.said = new Said("protection of '" + alias + "' of '" + model.name() + "'");
    }

    @Override
    public Protection through(QualityGate gate) {
        this.gate = Objects.requireNonNull(gate, "gate");
        return this;
    }

    @Override
    public Protection onlyBy(String... actors) {
        this.actors = Stream.of(actors).map(actor -> Names.requireName("person's", actor)).toList();
        return this;
    }

    @Override
    public Protection by(String who) {
        said.by(who);
        return this;
    }

    @Override
    public Protection because(String why) {
        said.because(why);
        return this;
    }

    @Override
    public RegistryEvent submit() {
        Rule rule = requireRule();
        said.require();
        return sameRule(rule).orElseGet(() -> model.write(state -> {
            ObjectNode event = model.event(Kind.PROTECTED).put("alias", alias);
            said.put(event);
            EventCodec.putRule(event, rule);
            return event;
        }));
    }

    private Rule requireRule() {
        QualityGate required = gate;
        if (required == null || required.checks().isEmpty()) {
            throw new RefusedException("The protection of '" + alias + "' of '" + model.name() + "' has "
                    + (required == null ? "no gate; add .through(gate)" : "a gate without checks, which nothing can pass")
                    + ". Nothing was changed.");
        }
        required.checks().stream().filter(check -> !check.isData()).findFirst().ifPresent(check -> {
            throw new RefusedException("The gate '" + required.name() + "' holds the custom check '" + check.describe()
                    + "', whose code cannot be written into a rule; protect '" + alias + "' by the other checks. Nothing"
                    + " was changed.");
        });
        if (required.checks().stream().allMatch(check -> check instanceof WarnOnly)) {
            throw new RefusedException("The gate '" + required.name() + "' only warns, so that it can never pass, and nothing"
                    + " could move '" + alias + "'; add a check that blocks. Nothing was changed.");
        }
        return new Rule(required, actors);
    }

    private Optional<RegistryEvent> sameRule(Rule rule) {
        ModelState state = model.state();
        Rule present = state.rule(alias);
        return present == null || !present.actors().equals(rule.actors())
                        || !GateCodec.digest(present.gate()).equals(GateCodec.digest(rule.gate()))
                ? Optional.empty()
                : state.events.stream()
                        .filter(event -> event.kind() == Kind.PROTECTED && alias.equals(event.alias()))
                        .reduce((first, second) -> second);
    }
}
