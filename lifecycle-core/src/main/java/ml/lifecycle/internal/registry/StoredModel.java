package ml.lifecycle.internal.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ml.lifecycle.ConflictException;
import ml.lifecycle.CorruptException;
import ml.lifecycle.NotFoundException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.gate.QualityGate;
import ml.lifecycle.internal.data.Fingerprints;
import ml.lifecycle.internal.registry.ModelState.Rule;
import ml.lifecycle.internal.signature.Similar;
import ml.lifecycle.internal.text.Count;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.internal.text.Shown;
import ml.lifecycle.registry.ChainHead;
import ml.lifecycle.registry.History;
import ml.lifecycle.registry.ModelVersion;
import ml.lifecycle.registry.Promotion;
import ml.lifecycle.registry.Protection;
import ml.lifecycle.registry.RegisteredModel;
import ml.lifecycle.registry.RegistryEvent.Kind;
import ml.lifecycle.registry.RegistryEvent;
import ml.lifecycle.registry.RegistryListener;
import ml.lifecycle.registry.Rollback;
import ml.lifecycle.run.ArtifactRef;
import ml.lifecycle.run.DataRole;
import ml.lifecycle.run.DataUse;
import ml.lifecycle.run.ModelInfo;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.signature.Signature;
import ml.lifecycle.spi.ArtifactStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A registered model, read from and written to its log. */
final class StoredModel implements RegisteredModel {

    private static final Logger LOG = LoggerFactory.getLogger(RegisteredModel.class);
    /** So many others may be faster in a row before a call gives up; each of them made progress. */
    private static final int ATTEMPTS = 1_000;

    private final String name;
    private final ModelLog log;
    private final ArtifactStore artifacts;
    private final Clock clock;
    private final List<RegistryListener> listeners;
    private final Supplier<List<String>> others;
    private final Records records;
    private volatile boolean warned;

    /** The others are the names of all models, for whoever mistyped one. */
    StoredModel(String name, ModelLog log, ArtifactStore artifacts, Clock clock, List<RegistryListener> listeners,
            Supplier<List<String>> others, Records records) {
        this.name = name;
        this.log = log;
        this.artifacts = artifacts;
        this.clock = clock;
        this.listeners = listeners;
        this.others = others;
        this.records = records;
    }

    ModelState state() {
        ModelState state = log.state();
        if (state.name != null && !state.name.equals(name)) {
            throw new ConflictException("The model '" + name + "' cannot be told from the registered model '"
                    + state.name + "', whose name differs only in case or form; use that one, or another name.");
        }
        return state;
    }

    /** Nothing under this name is no mistake before the first version, but a name so similar to another may be one. */
    private ModelState asked() {
        ModelState state = state();
        if (state.sequence == 0 && !warned) {
            warned = true;
            Similar.meant(name, others.get()).ifPresent(other -> LOG.warn("Nothing is registered under the name '{}';"
                    + " was '{}' meant?", Names.printable(name), Names.printable(other)));
        }
        return state;
    }

    /** What to say of a model that nothing ever happened to. */
    private String nothing() {
        return "nothing is registered under that name yet." + Similar.hint(name, others.get());
    }

    /**
     * Decides on the present state and writes what was decided; decides again if somebody else was faster.
     *
     * @param decision gives the event to write
     */
    RegistryEvent write(Function<ModelState, ObjectNode> decision) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            ModelState state = state();
            Optional<RegistryEvent> written = append(state, decision.apply(state));
            if (written.isPresent()) {
                tell(written.get());
                return written.get();
            }
        }
        throw new ConflictException("The registered model '" + name + "' was changed by others " + ATTEMPTS
                + " times in a row while this change waited; nothing was written. Try again.");
    }

    private Optional<RegistryEvent> append(ModelState state, ObjectNode event) {
        try {
            return Optional.of(log.append(state, event));
        } catch (ConflictException somebodyWasFaster) {
            return Optional.empty();
        }
    }

    /** The event is written whatever a listener does. */
    private void tell(RegistryEvent event) {
        for (RegistryListener listener : listeners) {
            try {
                listener.happened(name, event);
            } catch (Throwable failure) { // an Error too: the caller must not take the event for not written
                LOG.error("A listener failed on event {} of registered model '{}'; the event stands.",
                        event.sequence(), name, failure);
            }
        }
    }

    /**
     * The hashes of the rows of some training data: as they were recorded, or else of the snapshot that has the rows.
     *
     * @param use the training data
     * @param inputs the columns by which rows of a snapshot are compared, as far as it has them
     * @return the fingerprints; nothing if the rows are not known here
     */
    Optional<Fingerprints> fingerprints(DataUse use, List<String> inputs) {
        if (use.fingerprints().isEmpty() || !artifacts.contains(use.fingerprints())) {
            return records.table(use.digest()).map(table -> Fingerprints.of(table.without(table.columns().stream()
                    .map(TableColumn::name).filter(column -> !inputs.contains(column)).toArray(String[]::new))));
        }
        try (InputStream content = artifacts.open(use.fingerprints())) {
            return Optional.of(Fingerprints.read(content.readAllBytes()));
        } catch (IOException failure) {
            throw new UnavailableException("The fingerprints of '" + use.name() + "', on which a version of '" + name
                    + "' was trained, cannot be read (" + failure.getMessage() + "). Nothing was changed.", failure);
        }
    }

    /** What a content was trained on, as all versions of that content and their runs say. */
    List<DataUse> trainingOf(ModelVersion version) {
        Map<String, DataUse> training = new LinkedHashMap<>();
        records.versionsOf(version.digest()).forEach(same -> Stream.concat(same.data().stream(),
                        records.run(same.run()).stream().flatMap(run -> run.data().stream()))
                .filter(use -> use.role() == DataRole.TRAIN)
                .forEach(use -> training.merge(use.digest(), use,
                        (first, second) -> first.fingerprints().isEmpty() ? second : first)));
        return List.copyOf(training.values());
    }

    ObjectNode event(Kind kind) {
        return EventCodec.begin(kind, now(), name);
    }

    private Instant now() {
        return clock.instant();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ModelVersion register(RunRecord run, String path) {
        return register(run, path, event -> { });
    }

    @Override
    public ModelVersion register(RunRecord run, String path, String by) {
        String who = Names.requireName("person's", by);
        return register(run, path, event -> event.put("by", who));
    }

    /** The runs of a search keep how they trained, and no model: the best one is trained once more, on all rows. */
    private static String candidate(RunRecord run) {
        return run.models().isEmpty() && run.params().keySet().stream().anyMatch(key -> key.startsWith("search.param."))
                ? " It belongs to a search, which keeps no models: train search.trainer(), the best candidate's trainer, in a"
                        + " run of its own, which records the model, and register that run." : "";
    }

    /** The run is read again: a record may be older than the run is now, and anybody can make one up. */
    private ModelVersion register(RunRecord given, String path, Consumer<ObjectNode> signing) {
        Objects.requireNonNull(path, "path");
        String id = Objects.requireNonNull(given, "run").id();
        RunRecord run = records.run(id).orElseThrow(() -> new NotFoundException("The run '" + Names.printable(given.name())
                + "' (" + Names.printable(id) + ") is not in this store, so its model cannot be registered here. Record the"
                + " model in a run of this store."));
        ArtifactRef artifact = run.artifacts().get(path);
        if (artifact == null) {
            throw new NotFoundException("Run '" + run.name() + "' (" + run.id() + ") has no artifact '"
                    + Names.printable(path) + "'; it has " + list(run.artifacts().keySet()) + "." + candidate(run));
        }
        ModelInfo info = run.models().get(path);
        if (info == null) {
            throw new RefusedException("The artifact '" + path + "' of run '" + run.name() + "' (" + run.id()
                    + ") is a file and no model; record models with run.model(path, model, signature). It has these"
                    + " models: " + list(run.models().keySet()) + ".");
        }
        Signature signature = info.signature();
        if (signature == null) {
            throw new RefusedException("The model '" + path + "' of run '" + run.name() + "' (" + run.id()
                    + ") has no signature, so nothing could check what it is asked; record it with"
                    + " run.model(path, model, signature).");
        }
        if (!artifacts.contains(artifact.digest())) {
            throw new CorruptException("The content " + artifact.digest() + " of the model '" + path + "' of run '"
                    + run.name() + "' is lost, so it was not registered; restore that file from a backup, or record the"
                    + " model again. maintenance().verify() lists all that is lost.");
        }
        return registered(run, artifact, info, signature, signing);
    }

    private ModelVersion registered(
            RunRecord run, ArtifactRef artifact, ModelInfo info, Signature signature, Consumer<ObjectNode> signing) {
        RegistryEvent written = write(state -> {
            ObjectNode event = event(Kind.REGISTERED);
            EventCodec.putVersion(event, new ModelVersion(name, state.nextNumber(), run.id(), artifact.path(),
                    info.format(), artifact.digest(), artifact.size(), signature, run.data(), run.metrics(), now(), 0));
            signing.accept(event);
            return event;
        });
        ModelVersion version = version(written.version());
        if (version.sameAs() > 0) {
            LOG.info("{}.", version);
        }
        return version;
    }

    @Override
    public ModelVersion version(int number) {
        return version(state(), number);
    }

    ModelVersion version(ModelState state, int number) {
        ModelVersion version = state.version(number);
        if (version == null) {
            throw new NotFoundException("The model '" + Names.printable(name) + "' has no version " + number + "; "
                    + (state.versionCount() > 0 ? "it has " + numbers(state.versions()) + "."
                            : state.sequence == 0 ? nothing()
                            : "all that were registered are deleted; history() tells by whom."));
        }
        return version;
    }

    @Override
    public List<ModelVersion> versions() {
        return asked().versions();
    }

    @Override
    public ModelVersion at(String alias) {
        ModelState state = state();
        return version(state, pointsTo(state, alias));
    }

    int pointsTo(ModelState state, String alias) {
        int number = state.pointsTo(alias);
        if (number == 0) {
            throw new NotFoundException("The model '" + Names.printable(name) + "' has no alias '"
                    + Names.printable(alias) + "'; " + (state.sequence == 0 ? nothing() : "it has " + list(state.aliases().entrySet().stream()
                            .map(entry -> entry.getKey() + " (version " + entry.getValue() + ")").toList()) + "."));
        }
        return number;
    }

    private static String numbers(List<ModelVersion> versions) {
        return versions.stream().map(version -> String.valueOf(version.number())).collect(Collectors.joining(", "));
    }

    private static String list(Collection<String> names) {
        return names.isEmpty() ? "none" : names.stream().map(Names::printable).sorted()
                .collect(Collectors.joining(", "));
    }

    @Override
    public Map<String, Integer> aliases() {
        return Collections.unmodifiableMap(asked().aliases());
    }

    @Override
    public Promotion promote(ModelVersion version) {
        return new PromotionFlow(this, Objects.requireNonNull(version, "version"));
    }

    @Override
    public Rollback rollback(String alias) {
        return new RollbackFlow(this, alias);
    }

    @Override
    public Protection protect(String alias) {
        return new ProtectionFlow(this, alias);
    }

    @Override
    public Optional<QualityGate> gate(String alias) {
        return Optional.ofNullable(asked().rule(alias)).map(Rule::gate);
    }

    @Override
    public RegistryEvent delete(int version, String by, String because) {
        Said said = new Said("deletion of version " + version + " of '" + name + "'");
        said.by(by);
        said.because(because);
        said.require();
        return write(state -> {
            requireDeletable(state, version(state, version));
            ObjectNode event = event(Kind.DELETED).put("version", version);
            said.put(event);
            return event;
        });
    }

    private void requireDeletable(ModelState state, ModelVersion version) {
        state.events.stream()
                .filter(event -> event.kind() == Kind.PROMOTED && event.version() == version.number())
                .findFirst()
                .ifPresent(event -> {
                    throw new RefusedException("Version " + version.number() + " of '" + name + "' is needed by the"
                            + " history: event " + event.sequence() + " put it under the alias '" + event.alias()
                            + "', which points to version " + state.pointsTo(String.valueOf(event.alias()))
                            + " now. It cannot be deleted. Nothing was changed.");
                });
    }

    @Override
    public ChainHead head() {
        ModelState state = state();
        return new ChainHead(state.sequence, state.head);
    }

    @Override
    public void verify(ChainHead kept) {
        if (!log.digestOf(kept.sequence()).equals(kept.digest())) {
            throw new CorruptException("The log of the registered model '" + name + "' has "
                    + Count.of(state().sequence, "event") + " and does not contain the head " + kept
                    + " that was kept elsewhere: its history was changed after that head was taken. Compare it with a"
                    + " backup.");
        }
    }

    @Override
    public History history() {
        return new History(state().events);
    }

    @Override
    public History history(String alias) {
        List<RegistryEvent> events = state().events;
        List<RegistryEvent> ofAlias = events.stream().filter(event -> alias.equals(event.alias())).toList();
        if (events.isEmpty()) {
            throw new NotFoundException("The model '" + Names.printable(name) + "' has no history: " + nothing());
        }
        if (ofAlias.isEmpty()) {
            throw new NotFoundException("Nothing ever happened to an alias '" + Names.printable(alias)
                    + "' of the model '" + Names.printable(name) + "'; there were " + list(events.stream().map(RegistryEvent::alias)
                            .filter(Objects::nonNull).collect(Collectors.toSet())) + ".");
        }
        return new History(ofAlias);
    }

    @Override
    public String toString() {
        return Shown.orWhyNot("model " + name, this::text);
    }

    private String text() {
        ModelState state = state();
        if (state.sequence == 0) {
            return "model " + Names.printable(name) + ": " + nothing();
        }
        StringBuilder text = new StringBuilder("model ").append(name).append(": ")
                .append(Count.of(state.versionCount(), "version"));
        state.aliases().forEach((alias, number) -> {
            Rule rule = state.rule(alias);
            text.append("\n  ").append(alias).append(" -> version ").append(number)
                    .append(rule == null ? "" : ", protected by gate " + rule.gate().name());
        });
        return text.toString();
    }
}
