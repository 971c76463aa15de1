package ml.lifecycle.internal.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import ml.lifecycle.ConflictException;
import ml.lifecycle.CorruptException;
import ml.lifecycle.internal.text.Digests;
import ml.lifecycle.internal.text.Json;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.registry.ModelVersion;
import ml.lifecycle.registry.RegistryEvent.Kind;
import ml.lifecycle.registry.RegistryEvent;
import ml.lifecycle.spi.Commit;
import ml.lifecycle.spi.Damage;
import ml.lifecycle.spi.EventLogs;
import ml.lifecycle.spi.EventVisitor;
import ml.lifecycle.spi.LogId;
import org.jspecify.annotations.Nullable;

/** The log of one registered model, and the state that follows from it. Safe for use by several threads. */
final class ModelLog {

    private final EventLogs logs;
    private final LogId id;
    private final EventSeal seal;
    private volatile ModelState known = new ModelState();

    ModelLog(EventLogs logs, LogId id, EventSeal seal) {
        this.logs = logs;
        this.id = id;
        this.seal = seal;
    }

    /** The present state, strictly fresh; one cheap look at the log if nothing has changed. */
    ModelState state() {
        ModelState state = known;
        return logs.last(id) == state.sequence ? state : refresh();
    }

    /** Reads all events anew: the first damaged place or broken link, if there is one. */
    Optional<Damage> firstDamage() {
        Fold fold = new Fold(new ModelState(), reached -> { });
        try {
            logs.read(id, 0, fold);
            return Optional.empty();
        } catch (CorruptException corrupt) {
            return Optional.of(fold.damage != null ? fold.damage
                    : new Damage("registered model " + id.key(), -1, -1, String.valueOf(corrupt.getMessage())));
        }
    }

    /** The SHA-256 of an event, after reading all events anew; empty if there is no such event. */
    String digestOf(long sequence) {
        String[] found = {""};
        ModelState state = new ModelState();
        logs.read(id, 0, new Fold(state, reached -> {
            if (reached.sequence == sequence) {
                found[0] = reached.head;
            }
        }));
        return found[0];
    }

    private synchronized ModelState refresh() {
        ModelState state = known.copy();
        logs.read(id, state.sequence, new Fold(state, reached -> { }));
        known = state;
        return state;
    }

    /**
     * Appends an event that was decided on a state; it is on the disk when this returns.
     *
     * @throws ConflictException if the log has other events by now
     */
    RegistryEvent append(ModelState decidedOn, ObjectNode event) {
        event.put("prev", decidedOn.head);
        byte[] bytes = seal.seal(Json.bytes(event));
        long sequence = logs.append(id, bytes, decidedOn.sequence, Commit.FORCED);
        return EventCodec.event(sequence, Json.read("event " + sequence, bytes, 0, bytes.length));
    }

    /** Adds events to a state, checking the chain. */
    private final class Fold implements EventVisitor {

        private final ModelState state;
        private final Consumer<ModelState> reached;
        /** What the store could not read, {@code null} as long as that is nothing. */
        private @Nullable Damage damage;

        Fold(ModelState state, Consumer<ModelState> reached) {
            this.state = state;
            this.reached = reached;
        }

        @Override
        public void event(long sequence, byte[] buffer, int offset, int length) {
            if (sequence != state.sequence + 1) {
                throw corrupt(state.sequence + 1, "is missing, event " + sequence + " follows");
            }
            byte[] bytes = Arrays.copyOfRange(buffer, offset, offset + length);
            if (!seal.isIntact(bytes)) {
                throw corrupt(sequence, "is not signed with the registry key of this opening");
            }
            JsonNode json = Json.read("event " + sequence + " of " + describe(), buffer, offset, length);
            if (!json.path("prev").asText().equals(state.head)) {
                throw corrupt(sequence, "does not continue event " + (sequence - 1)
                        + ": one of the two was changed after it was written");
            }
            apply(sequence, json);
            state.sequence = sequence;
            state.head = Digests.of(bytes);
            reached.accept(state);
        }

        private void apply(long sequence, JsonNode json) {
            try {
                RegistryEvent event = EventCodec.event(sequence, json);
                if (event.kind() == Kind.REGISTERED) {
                    register(sequence, json);
                }
                state.apply(event, event.kind() == Kind.PROTECTED ? EventCodec.rule(json) : null);
                state.name = json.path("model").asText();
            } catch (IllegalArgumentException unknown) {
                throw new CorruptException("Event " + sequence + " of " + describe() + " holds what this release does"
                        + " not know (" + unknown.getMessage() + "); a newer release may have written it: update.",
                        unknown);
            }
        }

        private void register(long sequence, JsonNode json) {
            ModelVersion version = EventCodec.version(json, state.firstOf(json.path("digest").asText()));
            if (version.number() != state.nextNumber()) {
                throw corrupt(sequence, "registers version " + version.number() + " where version "
                        + state.nextNumber() + " is next");
            }
            state.registered(version);
        }

        @Override
        public void damaged(Damage damage) {
            this.damage = damage;
            throw corrupt(state.sequence + 1, "cannot be read: " + damage);
        }

        private CorruptException corrupt(long sequence, String problem) {
            return new CorruptException("Event " + sequence + " of " + describe() + " " + problem
                    + ". Nothing is decided on a damaged history; maintenance().verify() lists all damage, a backup"
                    + " helps.");
        }

        private String describe() {
            return "registered model '" + (state.name == null ? id.key() : Names.printable(state.name)) + "'";
        }
    }
}
