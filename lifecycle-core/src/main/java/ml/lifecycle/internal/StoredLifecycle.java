package ml.lifecycle.internal;

import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.LifecycleBuilder;
import ml.lifecycle.Maintenance;
import ml.lifecycle.NotFoundException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.data.DataSet;
import ml.lifecycle.data.Snapshot;
import ml.lifecycle.internal.content.Referenced;
import ml.lifecycle.internal.data.DataSets;
import ml.lifecycle.internal.model.ModelLoader;
import ml.lifecycle.internal.model.ModelUri;
import ml.lifecycle.internal.model.StoredModelSource;
import ml.lifecycle.internal.monitor.Monitors;
import ml.lifecycle.internal.registry.Models;
import ml.lifecycle.internal.run.Experiments;
import ml.lifecycle.internal.run.RunIds;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.internal.text.Shown;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.monitor.MonitorBuilder;
import ml.lifecycle.registry.Lineage;
import ml.lifecycle.registry.ModelVersion;
import ml.lifecycle.registry.RegisteredModel;
import ml.lifecycle.run.ArtifactRef;
import ml.lifecycle.run.DataRole;
import ml.lifecycle.run.DataUse;
import ml.lifecycle.run.Experiment;
import ml.lifecycle.run.MetricPoint;
import ml.lifecycle.run.ModelInfo;
import ml.lifecycle.run.Reproduction;
import ml.lifecycle.run.RunQuery;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.signature.Signature;
import ml.lifecycle.spi.LifecycleStore;

/** A lifecycle over a store. */
final class StoredLifecycle implements Lifecycle {

    private final LifecycleStore store;
    private final Experiments experiments;
    private final Models models;
    private final DataSets dataSets;
    private final ModelLoader loader;
    private final Monitors monitors;
    private volatile boolean closed;

    StoredLifecycle(LifecycleStore store, LifecycleBuilder settings) {
        this.store = store;
        experiments = new Experiments(store, settings.clock(),
                settings.ids().isPresent() ? settings.ids().get() : new RunIds(settings.clock()),
                settings.durability());
        dataSets = new DataSets(store, settings.clock());
        models = new Models(store, settings, experiments::run,
                () -> dataSets.all().stream().flatMap(data -> data.snapshots().stream()));
        loader = new ModelLoader(store.artifacts());
        monitors = new Monitors(this, settings.clock());
    }

    private void requireOpen() {
        if (closed) {
            throw new UnavailableException("The lifecycle over " + store.location()
                    + " is closed; open it again with Lifecycle.open.");
        }
    }

    @Override
    public Experiment experiment(String name) {
        requireOpen();
        return experiments.get(name);
    }

    @Override
    public List<Experiment> experiments() {
        requireOpen();
        return experiments.all();
    }

    @Override
    public RegisteredModel model(String name) {
        requireOpen();
        return models.get(name);
    }

    @Override
    public List<RegisteredModel> models() {
        requireOpen();
        return models.all();
    }

    @Override
    public DataSet data(String name) {
        requireOpen();
        return dataSets.get(name);
    }

    @Override
    public List<DataSet> dataSets() {
        requireOpen();
        return dataSets.all();
    }

    @Override
    public RunQuery runs() {
        requireOpen();
        return experiments.runs();
    }

    @Override
    public RunRecord run(String id) {
        requireOpen();
        return experiments.run(Objects.requireNonNull(id, "id"));
    }

    @Override
    public List<MetricPoint> points(String run, String metric) {
        requireOpen();
        return experiments.points(Objects.requireNonNull(run, "run"), Objects.requireNonNull(metric, "metric"));
    }

    @Override
    public Lineage lineage(Snapshot snapshot) {
        requireOpen();
        return new DataLineage(experiments, models, dataSets).of(snapshot);
    }

    @Override
    public Lineage lineage(RunRecord run) {
        requireOpen();
        return new DataLineage(experiments, models, dataSets).of(run);
    }

    @Override
    public Lineage lineage(ModelVersion version) {
        requireOpen();
        return new DataLineage(experiments, models, dataSets).of(version);
    }

    @Override
    public Reproduction reproduce(RunRecord run) {
        requireOpen();
        // As it is now: the one that is given may have been read while it went on, or from another store.
        return Reproducers.reproduce(this, run(run.id()));
    }

    @Override
    public InputStream artifact(String uri) {
        requireOpen();
        if (ModelUri.parse(uri) instanceof ModelUri.OfRun address) {
            RunRecord run = run(address.run());
            String what = "the artifact '" + Names.printable(address.path()) + "' of run '"
                    + Names.printable(run.name()) + "' (" + run.id() + ")";
            return Referenced.open(store.artifacts(), artifact(run, address.path()).digest(), what);
        }
        throw new RefusedException("The address '" + uri + "' is one of a model; artifacts are at runs:/id/path.");
    }

    private static ArtifactRef artifact(RunRecord run, String path) {
        ArtifactRef artifact = run.artifacts().get(path);
        if (artifact == null) {
            throw new NotFoundException("Run '" + run.name() + "' (" + run.id() + ") has no artifact '"
                    + Names.printable(path) + "'; it has " + (run.artifacts().isEmpty() ? "none" : run.artifacts()
                            .keySet().stream().sorted().collect(Collectors.joining(", "))) + ".");
        }
        return artifact;
    }

    @Override
    public Predictor predictor(String uri) {
        requireOpen();
        ModelUri address = ModelUri.parse(uri);
        if (address instanceof ModelUri.OfVersion version) {
            return loader.load(source(models.existing(version.model()).version(version.number())));
        }
        if (address instanceof ModelUri.OfAlias alias) {
            return loader.load(source(models.existing(alias.model()).at(alias.alias())));
        }
        return loader.load(source(uri, (ModelUri.OfRun) address));
    }

    private static StoredModelSource source(ModelVersion version) {
        return new StoredModelSource(
                version.uri(), version.format(), version.digest(), version.size(), version.signature(),
                trained(version.data()));
    }

    private StoredModelSource source(String uri, ModelUri.OfRun address) {
        RunRecord run = run(address.run());
        ArtifactRef artifact = artifact(run, address.path());
        ModelInfo info = run.models().get(address.path());
        Signature signature = info == null ? null : info.signature();
        if (info == null || signature == null) {
            throw new RefusedException("The artifact " + uri + " of run '" + run.name() + "' is "
                    + (info == null ? "no model" : "a model without signature")
                    + ", so nothing can predict with it; record models with run.model(path, model, signature).");
        }
        return new StoredModelSource(uri, info.format(), artifact.digest(), artifact.size(), signature, trained(run.data()));
    }

    private static List<DataUse> trained(List<DataUse> data) {
        return data.stream().filter(use -> use.role() == DataRole.TRAIN).toList();
    }

    @Override
    public MonitorBuilder monitor(Predictor predictor) {
        requireOpen();
        return monitors.of(Objects.requireNonNull(predictor, "predictor"));
    }

    @Override
    public Maintenance maintenance() {
        requireOpen();
        return new StoreMaintenance(store, experiments, models, dataSets);
    }

    @Override
    public void close() {
        // Before all else, and with nothing locked: the last windows are still to be kept, and listeners told of them.
        monitors.close();
        closeStore();
    }

    private synchronized void closeStore() {
        if (!closed) {
            closed = true;
            try (store) {
                experiments.close();
            }
        }
    }

    @Override
    public String toString() {
        if (closed) {
            return "lifecycle over " + store.location() + ", closed";
        }
        return Shown.orWhyNot("lifecycle over " + store.location(), this::text);
    }

    private String text() {
        return "lifecycle over " + store.location()
                + section("experiments", experiments().stream().map(Experiment::name).toList())
                + section("models", models().stream().map(RegisteredModel::name).toList())
                + section("data", dataSets().stream().map(DataSet::name).toList());
    }

    private static String section(String title, List<String> names) {
        return "\n  " + title + " ".repeat(13 - title.length()) + (names.isEmpty() ? "none" : String.join(", ", names));
    }
}
