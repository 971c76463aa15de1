package ml.lifecycle.internal.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ml.lifecycle.ConflictException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.gate.GateReport;
import ml.lifecycle.internal.registry.ModelState.Rule;
import ml.lifecycle.registry.PromotionOutcome;
import ml.lifecycle.registry.RegistryEvent;
import ml.lifecycle.registry.RegistryEvent.Kind;
import ml.lifecycle.registry.Rollback;

/** The way of a rollback: no gate, one event. */
final class RollbackFlow implements Rollback {

    private final StoredModel model;
    private final String alias;
    private final Said said;
    /** Where the alias pointed when this was decided; a rollback is never applied to something newer. */
    private final int seen;
    private int version;

    RollbackFlow(StoredModel model, String alias) {
        this.model = model;
        this.alias = Said.requireAlias(alias);
        this.said = new Said("rollback of '" + alias + "' of '" + model.name() + "'");
        this.seen = model.pointsTo(model.state(), alias);
    }

    @Override
    public Rollback to(int version) {
        if (version < 1) {
            throw new RefusedException("There is no version " + version + "; versions are numbered from 1.");
        }
        this.version = version;
        return this;
    }

    @Override
    public Rollback by(String who) {
        said.by(who);
        return this;
    }

    @Override
    public Rollback because(String why) {
        said.because(why);
        return this;
    }

    @Override
    public PromotionOutcome submit() {
        said.require();
        return new PromotionOutcome.Promoted(model.write(this::decide));
    }

    private ObjectNode decide(ModelState state) {
        int present = model.pointsTo(state, alias);
        if (present != seen) {
            throw new ConflictException("The alias '" + alias + "' of '" + model.name() + "' was moved from version "
                    + seen + " to version " + present + " meanwhile; look again and decide. Nothing was changed.");
        }
        RegistryEvent target = target(state, present);
        ObjectNode event = model.event(Kind.ROLLED_BACK);
        event.put("alias", alias).put("version", target.version()).put("previous", present);
        said.put(event);
        return event;
    }

    private RegistryEvent target(ModelState state, int present) {
        RegistryEvent target = state.moves(alias).stream()
                .filter(move -> version == 0 ? move.version() != present : move.version() == version)
                .findFirst()
                .orElseThrow(() -> new RefusedException("The alias '" + alias + "' of '" + model.name()
                        + "' points to version " + present + ", and there is no "
                        + (version == 0 ? "version before it" : "way back to version " + version)
                        + "; history(\"" + alias + "\") shows where it pointed. Promote a version instead. Nothing was"
                        + " changed."));
        if (target.version() == present) {
            throw new RefusedException("The alias '" + alias + "' of '" + model.name() + "' points to version " + present
                    + " already; there is nothing to roll back.");
        }
        Rule protection = state.rule(alias);
        if (protection == null) {
            return target;
        }
        said.requireOneOf(protection.actors(), alias);
        GateReport report = target.report();
        if (report == null || !report.passed()) {
            throw new RefusedException("The alias '" + alias + "' of '" + model.name() + "' is protected, and version "
                    + target.version() + " came there before that without passing a gate; promote it through the gate"
                    + " instead. Nothing was changed.");
        }
        return target;
    }
}
