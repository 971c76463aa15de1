package ml.lifecycle.internal.registry;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import ml.lifecycle.CorruptException;
import ml.lifecycle.LifecycleBuilder;
import ml.lifecycle.NotFoundException;
import ml.lifecycle.data.Snapshot;
import ml.lifecycle.data.Table;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.registry.ModelVersion;
import ml.lifecycle.registry.RegisteredModel;
import ml.lifecycle.registry.RegistryListener;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.spi.Damage;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.LogId;
import ml.lifecycle.spi.LogKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All registered models of a store. Safe for use by several threads. */
public final class Models implements Records {

    private static final Logger LOG = LoggerFactory.getLogger(RegisteredModel.class);

    private final LifecycleStore store;
    private final Clock clock;
    private final EventSeal seal;
    private final List<RegistryListener> listeners;
    private final Function<String, RunRecord> runs;
    private final Supplier<Stream<Snapshot>> snapshots;
    private final Map<LogId, ModelLog> logs = new ConcurrentHashMap<>();

    /**
     * The models of a store.
     *
     * @param store the store
     * @param settings clock, key and listeners
     * @param runs reads a run by its id, or throws {@link NotFoundException}
     * @param snapshots lists all snapshots
     */
    public Models(LifecycleStore store, LifecycleBuilder settings, Function<String, RunRecord> runs,
            Supplier<Stream<Snapshot>> snapshots) {
        this.store = store;
        this.runs = runs;
        this.snapshots = snapshots;
        this.clock = settings.clock();
        this.seal = new EventSeal(settings.registryKey());
        this.listeners = settings.listeners();
    }

    /**
     * A model by its name; it need not exist yet.
     *
     * @param name the name
     * @return the model
     */
    public RegisteredModel get(String name) {
        return stored(name);
    }

    private StoredModel stored(String name) {
        LogId id = Names.log(LogKind.MODEL, Names.requireName("model", name));
        return new StoredModel(name, log(id), store.artifacts(), clock, listeners, this::names, this);
    }

    @Override
    public Optional<RunRecord> run(String id) {
        try {
            return Optional.of(runs.apply(id));
        } catch (NotFoundException unknown) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<Table> table(String digest) {
        return snapshots.get().filter(snapshot -> snapshot.tableDigest().equals(digest)).findFirst().map(Snapshot::table);
    }

    /** {@inheritDoc} Models whose log is damaged are left out: what they say counts for nothing until it is mended. */
    @Override
    public List<ModelVersion> versionsOf(String content) {
        List<ModelVersion> versions = new ArrayList<>();
        for (String key : store.logs().keys(LogKind.MODEL)) {
            try {
                log(new LogId(LogKind.MODEL, key)).state().versions().stream()
                        .filter(version -> version.digest().equals(content)).forEach(versions::add);
            } catch (CorruptException damaged) {
                LOG.warn("The log of the registered model '{}' is damaged, so its versions are not asked what a content was"
                        + " trained on: {}", key, damaged.getMessage());
            }
        }
        return versions;
    }

    /**
     * A model that has versions.
     *
     * @param name the name
     * @return the model
     * @throws NotFoundException if nothing is registered under that name; the message lists the models
     */
    public RegisteredModel existing(String name) {
        StoredModel model = stored(name);
        if (model.state().versionCount() == 0) {
            List<String> names = names();
            throw new NotFoundException("There is no registered model '" + Names.printable(name) + "'; there "
                    + (names.isEmpty() ? "is none yet" : "are: " + String.join(", ", names)) + ".");
        }
        return model;
    }

    private List<String> names() {
        return all().stream().map(RegisteredModel::name).toList();
    }

    private ModelLog log(LogId id) {
        return logs.computeIfAbsent(id, key -> new ModelLog(store.logs(), key, seal));
    }

    /**
     * All models.
     *
     * @return the models, sorted by name
     */
    public List<RegisteredModel> all() {
        List<RegisteredModel> all = new ArrayList<>();
        for (String key : store.logs().keys(LogKind.MODEL)) {
            String name = log(new LogId(LogKind.MODEL, key)).state().name;
            if (name != null) {
                all.add(get(name));
            }
        }
        all.sort(Comparator.comparing(RegisteredModel::name));
        return all;
    }

    /**
     * Follows the chain of every model from its first event.
     *
     * @return the first damaged place or broken link of each model that has one
     */
    public List<Damage> brokenChains() {
        return store.logs().keys(LogKind.MODEL).stream()
                .flatMap(key -> log(new LogId(LogKind.MODEL, key)).firstDamage().stream()).toList();
    }

    /**
     * The versions whose content the store does not have.
     *
     * @return one sentence for each, by digest; models whose log is damaged are left out
     */
    public Map<String, String> lostContents() {
        Map<String, String> lost = new TreeMap<>();
        for (String key : store.logs().keys(LogKind.MODEL)) {
            ModelLog log = log(new LogId(LogKind.MODEL, key));
            if (log.firstDamage().isEmpty()) {
                log.state().versions().stream().filter(version -> !store.artifacts().contains(version.digest()))
                        .forEach(version -> lost.merge(version.digest(), version.uri(), (a, b) -> a + ", " + b));
            }
        }
        return lost;
    }

    /**
     * The digests of all versions.
     *
     * @return the digests
     */
    public Set<String> referencedDigests() {
        Set<String> digests = new TreeSet<>();
        for (String key : store.logs().keys(LogKind.MODEL)) {
            log(new LogId(LogKind.MODEL, key)).state().versions()
                    .forEach(version -> digests.add(version.digest()));
        }
        return digests;
    }
}
