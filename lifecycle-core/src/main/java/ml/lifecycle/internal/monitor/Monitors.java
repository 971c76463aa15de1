package ml.lifecycle.internal.monitor;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import ml.lifecycle.ConflictException;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.NotFoundException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.core.Split;
import ml.lifecycle.data.Snapshot;
import ml.lifecycle.data.Table;
import ml.lifecycle.internal.model.ModelUri;
import ml.lifecycle.internal.monitor.Settings.Given;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.monitor.Monitor;
import ml.lifecycle.monitor.MonitorBuilder;
import ml.lifecycle.registry.Lineage;
import ml.lifecycle.run.DataRole;
import ml.lifecycle.run.Experiment;

/** The monitors of a lifecycle. Safe for use by several threads. */
public final class Monitors implements AutoCloseable {

    /** The rows of a window, where nothing is said of its end. */
    static final int USUAL_ROWS = 1_000;

    private final Lifecycle lifecycle;
    private final Clock clock;
    private final Set<Watch> open = ConcurrentHashMap.newKeySet();

    /**
     * Creates the entry to monitors.
     *
     * @param lifecycle where windows are kept
     * @param clock tells when windows begin and end, and how old predictions are
     */
    public Monitors(Lifecycle lifecycle, Clock clock) {
        this.lifecycle = lifecycle;
        this.clock = clock;
    }

    /**
     * Watches a predictor.
     *
     * @param predictor the predictor
     * @return to be completed
     */
    public MonitorBuilder of(Predictor predictor) {
        return new Settings(predictor, this::open);
    }

    private Monitor open(Predictor model, Settings settings) {
        if (settings.rows.isEmpty() && settings.time.isEmpty()) {
            settings.window(USUAL_ROWS);
        }
        Watch watch = watch(model, settings, Intake::mostRows);
        open.add(watch);
        watch.start();
        return new WatchedPredictor(model, watch, () -> open.remove(watch));
    }

    /** How many rows may wait, by how they are recorded. */
    interface Room {
        long rows(Layout layout);
    }

    /** A watch that has not been started. */
    Watch watch(Predictor model, Settings settings, Room room) {
        Reference reference = reference(model, settings);
        Experiment experiment = experiment(model, settings);
        WindowJudge judge = new WindowJudge(model, reference, settings.gate, settings.drift,
                new WindowNotes(reference, settings.drift, settings.rows));
        return new Watch(new Watch.Parts(settings, clock, reference.layout(), judge,
                new WindowKeeper(experiment, reference.name(), settings.reportsUnlessPassed),
                new AlarmRule(settings.failed, settings.of), room.rows(reference.layout())));
    }

    private Reference reference(Predictor model, Settings settings) {
        Optional<Given> given = settings.reference.isPresent() ? settings.reference : recorded(model);
        if (given.isEmpty() && settings.gate.isEmpty()) {
            throw new RefusedException("There is nothing to judge " + Names.printable(model.source()) + " by: its run"
                    + " recorded no snapshot as its training data. Give reference(snapshot), or through(gate) with checks that"
                    + " need none.");
        }
        if (given.isEmpty()) {
            return Reference.none(model);
        }
        Reference reference = Reference.of(model, given.get().name(), given.get().table());
        // Settings that do not fit are told now, and not once in each window.
        reference.table().ifPresent(table -> table.driftTo(table, settings.drift));
        return reference;
    }

    /**
     * What the model's run recorded as its training data: the snapshot itself, or the part of one made anew, or, where that
     * cannot be, the snapshot that it is a part of.
     */
    private Optional<Given> recorded(Predictor model) {
        for (Lineage.Link link : lineage(model)) {
            Optional<Snapshot> snapshot = link.use().role() == DataRole.TRAIN
                    ? link.snapshots().stream().filter(Snapshot::isTable).findFirst() : Optional.empty();
            if (snapshot.isPresent()) {
                return Optional.of(given(link, snapshot.get()));
            }
        }
        return Optional.empty();
    }

    private Given given(Lineage.Link link, Snapshot snapshot) {
        if (snapshot.tableDigest().equals(link.use().digest())) {
            return new Given(snapshot.toString(), snapshot.table());
        }
        return part(link).orElseGet(() -> new Given(snapshot + ", of which the training data is a part", snapshot.table()));
    }

    private Optional<Given> part(Lineage.Link link) {
        if (link.run() == null) {
            return Optional.empty();
        }
        try {
            Table train = Split.recorded(lifecycle, link.run()).train();
            return train.digest().equals(link.use().digest())
                    ? Optional.of(new Given(link.use().name(), train)) : Optional.empty();
        } catch (RefusedException | NotFoundException | ConflictException notMadeAgain) {
            // Not split by Split, or not recorded wholly: the snapshot stands in for its part, and its name says so.
            return Optional.empty();
        }
    }

    private List<Lineage.Link> lineage(Predictor model) {
        Optional<ModelUri> address = address(model);
        try {
            if (address.isPresent() && address.get() instanceof ModelUri.OfVersion version) {
                return lifecycle.lineage(lifecycle.model(version.model()).version(version.number())).links();
            }
            return address.isPresent() && address.get() instanceof ModelUri.OfRun run
                    ? lifecycle.lineage(lifecycle.run(run.run())).links() : List.of();
        } catch (NotFoundException elsewhere) {
            // The predictor came from another store, and may be watched in this one.
            return List.of();
        }
    }

    /** Where the model came from; nothing for a predictor of the user's own. */
    private static Optional<ModelUri> address(Predictor model) {
        try {
            return Optional.of(ModelUri.parse(model.source()));
        } catch (RefusedException other) {
            return Optional.empty();
        }
    }

    private Experiment experiment(Predictor model, Settings settings) {
        String name = settings.experiment.or(() -> address(model).flatMap(Monitors::name).map(of -> "monitoring " + of))
                .orElseThrow(() -> new RefusedException("The windows of " + Names.printable(model.source())
                        + " need an experiment to be kept in; name one with experiment(name)."));
        Experiment experiment = lifecycle.experiment(name);
        if (experiment.question().isEmpty()) {
            experiment.question("Does " + Names.printable(model.source()) + " still meet what it meets?");
        }
        return experiment;
    }

    private static Optional<String> name(ModelUri address) {
        return address instanceof ModelUri.OfVersion version ? Optional.of(version.model())
                : address instanceof ModelUri.OfRun run ? Optional.of("run " + run.run()) : Optional.empty();
    }

    /** Closes those that are open. */
    @Override
    public void close() {
        open.forEach(Watch::close);
        open.clear();
    }
}
