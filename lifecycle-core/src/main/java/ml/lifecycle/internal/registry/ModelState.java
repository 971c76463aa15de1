package ml.lifecycle.internal.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import ml.lifecycle.gate.QualityGate;
import ml.lifecycle.registry.ModelVersion;
import ml.lifecycle.registry.RegistryEvent;
import org.jspecify.annotations.Nullable;

/**
 * A registered model after some of its events. Not changed once it is shared: the fold works on a copy, which shares
 * what does not change, so that a few more events cost little however many there were.
 */
final class ModelState {

    /**
     * What protects an alias.
     *
     * @param gate the gate that must pass
     * @param actors who may move the alias; empty for everybody
     */
    record Rule(QualityGate gate, List<String> actors) {}

    /** A move that led to where an alias points, and the one before it; a rollback takes some away. */
    private record Move(RegistryEvent event, @Nullable Move before) {}

    /** What is known of an alias: where it points (0: to nothing), the moves that led there, and its rule. */
    private record Alias(int version, @Nullable Move last, @Nullable Rule rule) {

        static final Alias NONE = new Alias(0, null, null);
    }

    /** The sequence number of the last event. */
    long sequence;
    /** The SHA-256 of the last event, empty if there is none. */
    String head = "";
    /** The true name, {@code null} as long as there is no event. */
    @Nullable String name;

    final Grown<RegistryEvent> events;
    /** All that were ever registered; number n is at n - 1. */
    private final Grown<ModelVersion> registered;
    /** The number of the first version of each content. Shared by all copies, used by the fold alone. */
    private final Map<String, Integer> firstOf;
    /** Numbers of deleted versions; copied before the first change. */
    private Set<Integer> deleted = Set.of();
    /** Copied before the first change. */
    private Map<String, Alias> aliases = Map.of();
    private boolean ownsDeleted;
    private boolean ownsAliases;

    ModelState() {
        this(new Grown<>(), new Grown<>(), new HashMap<>());
    }

    private ModelState(
            Grown<RegistryEvent> events, Grown<ModelVersion> registered, Map<String, Integer> firstOf) {
        this.events = events;
        this.registered = registered;
        this.firstOf = firstOf;
    }

    ModelState copy() {
        ModelState copy = new ModelState(events.copy(), registered.copy(), firstOf);
        copy.sequence = sequence;
        copy.head = head;
        copy.name = name;
        copy.deleted = deleted;
        copy.aliases = aliases;
        return copy;
    }

    /** The number that the next version gets; none is given twice. */
    int nextNumber() {
        return registered.size() + 1;
    }

    @Nullable ModelVersion version(int number) {
        return number < 1 || number > registered.size() || deleted.contains(number)
                ? null : registered.get(number - 1);
    }

    List<ModelVersion> versions() {
        return registered.stream().filter(version -> !deleted.contains(version.number())).toList();
    }

    int versionCount() {
        return registered.size() - deleted.size();
    }

    /** The numbers of versions by alias, sorted. */
    SortedMap<String, Integer> aliases() {
        SortedMap<String, Integer> pointing = new TreeMap<>();
        aliases.forEach((name, alias) -> {
            if (alias.version() > 0) {
                pointing.put(name, alias.version());
            }
        });
        return pointing;
    }

    private Alias alias(String name) {
        return aliases.getOrDefault(name, Alias.NONE);
    }

    int pointsTo(String alias) {
        return alias(alias).version();
    }

    @Nullable Rule rule(String alias) {
        return alias(alias).rule();
    }

    /** The moves of an alias that still count, the latest first. */
    List<RegistryEvent> moves(String alias) {
        List<RegistryEvent> moves = new ArrayList<>();
        for (Move move = alias(alias).last(); move != null; move = move.before()) {
            moves.add(move.event());
        }
        return moves;
    }

    /** The number of the first version with a content, 0 if there is none. For the fold. */
    int firstOf(String digest) {
        int first = firstOf.getOrDefault(digest, 0);
        return first < nextNumber() ? first : 0;
    }

    void registered(ModelVersion version) {
        firstOf.putIfAbsent(version.digest(), version.number());
        registered.add(version);
    }

    void apply(RegistryEvent event, @Nullable Rule rule) {
        events.add(event);
        String name = event.alias();
        if (name == null) {
            if (event.kind() == RegistryEvent.Kind.DELETED && version(event.version()) != null) {
                delete(event.version());
            }
            return;
        }
        Alias alias = alias(name);
        switch (event.kind()) {
            case PROMOTED -> put(name, new Alias(event.version(), new Move(event, alias.last()), alias.rule()));
            case ROLLED_BACK ->
                put(name, new Alias(event.version(), back(alias.last(), event.version()), alias.rule()));
            case PROTECTED -> put(name, new Alias(alias.version(), alias.last(), rule));
            case REGISTERED, REFUSED, DELETED -> { }
        }
    }

    private static @Nullable Move back(@Nullable Move last, int version) {
        Move move = last;
        while (move != null && move.event().version() != version) {
            move = move.before();
        }
        return move;
    }

    private void put(String name, Alias alias) {
        if (!ownsAliases) {
            aliases = new HashMap<>(aliases);
            ownsAliases = true;
        }
        aliases.put(name, alias);
    }

    private void delete(int number) {
        if (!ownsDeleted) {
            deleted = new HashSet<>(deleted);
            ownsDeleted = true;
        }
        deleted.add(number);
    }
}
