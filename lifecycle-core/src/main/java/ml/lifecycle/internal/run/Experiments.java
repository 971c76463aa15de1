package ml.lifecycle.internal.run;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import ml.lifecycle.ConflictException;
import ml.lifecycle.CorruptException;
import ml.lifecycle.Durability;
import ml.lifecycle.NotFoundException;
import ml.lifecycle.internal.query.FirstEvent;
import ml.lifecycle.internal.query.StoredRunQuery;
import ml.lifecycle.internal.text.Count;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.run.Experiment;
import ml.lifecycle.run.MetricPoint;
import ml.lifecycle.run.RunQuery;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.spi.Damage;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.LogId;
import ml.lifecycle.spi.LogKind;
import ml.lifecycle.spi.PointVisitor;

/** The experiments of a store and their runs. Safe for use by several threads. */
public final class Experiments {

    private final LifecycleStore store;
    private final Recorders recorders;
    private final Map<LogId, StoredExperiment> known = new ConcurrentHashMap<>();

    /**
     * Opens the experiments of a store.
     *
     * @param store the store, which stays the caller's to close, after this
     * @param clock the time of events and metric points
     * @param ids gives each run its id, 1 to 64 characters from {@code a-z 0-9 -}, none twice
     * @param durability how safe what is recorded must be
     */
    public Experiments(LifecycleStore store, Clock clock, Supplier<String> ids, Durability durability) {
        this.store = store;
        recorders = new Recorders(store, clock, ids, durability);
    }

    /**
     * The experiment of that name; it is created if there is none.
     *
     * @param name its name
     * @return the experiment
     * @throws ml.lifecycle.RefusedException if the name is not allowed
     * @throws ConflictException if there is one whose name differs only in case or form
     */
    public Experiment get(String name) {
        recorders.requireOpen();
        LogId log = Names.log(LogKind.EXPERIMENT, Names.requireName("experiment", name));
        StoredExperiment experiment = known.get(log);
        if (experiment == null) {
            if (store.logs().last(log) == 0) {
                create(log, name);
            }
            experiment = open(log, name);
        }
        if (!experiment.name().equals(name)) {
            throw new ConflictException("There is an experiment '" + Names.printable(experiment.name())
                    + "', from which '" + Names.printable(name)
                    + "' differs only in case or form; use that name or one that differs more.");
        }
        return experiment;
    }

    /** Creates the log; if another process was first, its event stands. */
    private void create(LogId log, String name) {
        try {
            store.logs().append(log, EventWriter.created(recorders.clock.millis(), name), 0, recorders.commit());
        } catch (ConflictException created) {
            if (store.logs().last(log) == 0) {
                throw created;
            }
        }
    }

    private StoredExperiment open(LogId log, String fallback) {
        StoredExperiment experiment = known.get(log);
        if (experiment != null) {
            return experiment;
        }
        String name = FirstEvent.name(store.logs(), log).orElse(fallback);
        return known.computeIfAbsent(log, key -> new StoredExperiment(recorders, key, name));
    }

    private List<StoredExperiment> stored() {
        recorders.requireOpen();
        List<StoredExperiment> all = new ArrayList<>();
        for (String key : store.logs().keys(LogKind.EXPERIMENT)) {
            all.add(open(new LogId(LogKind.EXPERIMENT, key), key));
        }
        all.sort(Comparator.comparing(StoredExperiment::name));
        return all;
    }

    /**
     * All experiments.
     *
     * @return the experiments, sorted by name
     */
    public List<Experiment> all() {
        return List.copyOf(stored());
    }

    /**
     * The runs of all experiments, to be searched.
     *
     * @return a query for all runs
     */
    public RunQuery runs() {
        recorders.requireOpen();
        return new StoredRunQuery(() -> stored().stream().map(StoredExperiment::index).toList(),
                () -> stored().stream().flatMap(experiment -> experiment.kpiMetrics().stream()).distinct().toList());
    }

    /**
     * A run.
     *
     * @param id its id
     * @return what it recorded until now
     * @throws NotFoundException if there is none
     */
    public RunRecord run(String id) {
        return find(id).run();
    }

    private Found find(String id) {
        recorders.requireOpen();
        RunRecorder own = recorders.find(id);
        if (own != null) {
            return new Found(own.experiment(), own.record());
        }
        List<StoredExperiment> experiments = stored();
        for (StoredExperiment experiment : experiments) {
            Optional<RunRecord> run = experiment.index().run(id);
            if (run.isPresent()) {
                return new Found(experiment, run.get());
            }
        }
        throw new NotFoundException("There is no run '" + Names.printable(id) + "' in " + store.location()
                + "; runs() lists the " + Count.of(runs().withNested().count(), "run") + " in "
                + Count.of(experiments.size(), "experiment") + " that there are.");
    }

    /**
     * The points of a metric of a run.
     *
     * @param runId the id of the run
     * @param metric the name of the metric
     * @return the points by step and time
     * @throws NotFoundException if there is no such run, or it has no such metric; the message lists what it has
     */
    public List<MetricPoint> points(String runId, String metric) {
        Found found = find(runId);
        recorders.publish(runId);
        PointList.Builder points = new PointList.Builder(metric);
        store.metrics().read(found.experiment().log(), runId, new PointVisitor() {
            @Override
            public void point(String name, long step, long at, double value) {
                if (name.equals(metric)) {
                    points.add(step, at, value);
                }
            }

            @Override
            public boolean wants(String name) {
                return name.equals(metric);
            }

            @Override
            public void damaged(Damage damage) {
                throw new CorruptException("The points of run '" + Names.printable(found.run().name()) + "' (" + runId
                        + ") are damaged (" + damage + "), so they would be shown with gaps. The last value of each metric"
                        + " is in the run's record; maintenance().verify() lists all damage, a backup helps.");
            }
        });
        if (points.isEmpty() && found.run().metrics().containsKey(metric)) {
            LoggedPoint.read(store, found.experiment(), runId, metric)
                    .ifPresent(point -> points.add(point.step(), point.at().toEpochMilli(), point.value()));
        }
        if (points.isEmpty()) {
            throw new NotFoundException("Run '" + Names.printable(found.run().name()) + "' (" + runId
                    + ") has no metric '" + Names.printable(metric) + "'; it has "
                    + (found.run().metrics().isEmpty() ? "none" : found.run().metrics().keySet()) + ".");
        }
        return points.build();
    }

    /**
     * The runs of all experiments that used some data, those of other processes too.
     *
     * @param tables the digests of tables
     * @return the runs that used one of them as a whole or in part, by experiment
     */
    public List<RunRecord> using(Set<String> tables) {
        return stored().stream().flatMap(experiment -> experiment.index().using(tables).stream()).toList();
    }

    /**
     * The artifacts that runs refer to.
     *
     * @return the digests of all artifacts of all runs
     * @throws CorruptException if a log is damaged, so that it is not known what it refers to
     */
    public Set<String> referencedDigests() {
        Set<String> digests = new HashSet<>();
        for (StoredExperiment experiment : stored()) {
            experiment.index().artifacts(digests::add);
            Optional<Damage> damage = experiment.index().damages().stream().findFirst();
            if (damage.isPresent()) {
                throw new CorruptException("The log of experiment '" + Names.printable(experiment.name())
                        + "' is damaged (" + damage.get() + "), so it is unknown which artifacts its runs refer to;"
                        + " verify() lists all damage.");
            }
        }
        return digests;
    }

    /**
     * Writes all that waits and ends recording. Runs that have not ended become INTERRUPTED when the store is closed;
     * recording on them throws {@link ml.lifecycle.UnavailableException} from now on. A second call does nothing.
     */
    public void close() {
        boolean first = !recorders.isClosed();
        recorders.close();
        if (first) {
            known.values().forEach(StoredExperiment::keepIndex);
        }
    }

    private record Found(StoredExperiment experiment, RunRecord run) {}
}
