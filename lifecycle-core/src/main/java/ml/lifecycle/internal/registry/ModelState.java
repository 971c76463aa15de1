package ml.lifecycle.internal.registry;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ml.lifecycle.gate.QualityGate;
import ml.lifecycle.registry.ModelVersion;
import ml.lifecycle.registry.RegistryEvent;
import org.jspecify.annotations.Nullable;

/** A registered model after some of its events. Not changed once it is shared; the fold works on a copy. */
final class ModelState {

    /**
     * What protects an alias.
     *
     * @param gate the gate that must pass
     * @param actors who may move the alias; empty for everybody
     */
    record Rule(QualityGate gate, List<String> actors) {}

    /** The sequence number of the last event. */
    long sequence;
    /** The SHA-256 of the last event, empty if there is none. */
    String head = "";
    /** The true name, {@code null} as long as there is no event. */
    @Nullable String name;

    final TreeMap<Integer, ModelVersion> versions = new TreeMap<>();
    final TreeMap<String, Integer> aliases = new TreeMap<>();
    final Map<String, Rule> rules = new HashMap<>();
    /** The digest of each event, in their order: what a head that was kept elsewhere is compared with. */
    final List<String> digests = new ArrayList<>();
    /** The greatest number that a version ever had. */
    int lastNumber;
    final List<RegistryEvent> events = new ArrayList<>();
    /** For each alias the moves that led to where it points, the latest first; a rollback takes some away. */
    private final Map<String, Deque<RegistryEvent>> moves = new HashMap<>();

    ModelState copy() {
        ModelState copy = new ModelState();
        copy.sequence = sequence;
        copy.head = head;
        copy.name = name;
        copy.versions.putAll(versions);
        copy.aliases.putAll(aliases);
        copy.rules.putAll(rules);
        copy.digests.addAll(digests);
        copy.lastNumber = lastNumber;
        copy.events.addAll(events);
        moves.forEach((alias, all) -> copy.moves.put(alias, new ArrayDeque<>(all)));
        return copy;
    }

    /** The moves of an alias that still count, the latest first. */
    Deque<RegistryEvent> moves(String alias) {
        return moves.getOrDefault(alias, new ArrayDeque<>());
    }

    int pointsTo(String alias) {
        return aliases.getOrDefault(alias, 0);
    }

    void apply(RegistryEvent event, @Nullable ModelVersion registered, @Nullable Rule rule) {
        events.add(event);
        String alias = event.alias();
        if (registered != null) {
            versions.put(registered.number(), registered);
            lastNumber = Math.max(lastNumber, registered.number());
        }
        if (alias == null) {
            if (event.kind() == RegistryEvent.Kind.DELETED) {
                versions.remove(event.version());
            }
            return;
        }
        switch (event.kind()) {
            case PROMOTED -> move(alias, event);
            case ROLLED_BACK -> moveBack(alias, event);
            case PROTECTED -> {
                if (rule != null) {
                    rules.put(alias, rule);
                }
            }
            case REGISTERED, REFUSED, DELETED -> { }
        }
    }

    private void move(String alias, RegistryEvent event) {
        aliases.put(alias, event.version());
        moves.computeIfAbsent(alias, any -> new ArrayDeque<>()).push(event);
    }

    private void moveBack(String alias, RegistryEvent event) {
        aliases.put(alias, event.version());
        Deque<RegistryEvent> all = moves(alias);
        while (!all.isEmpty() && all.peek().version() != event.version()) {
            all.pop();
        }
    }
}
