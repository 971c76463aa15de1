package ml.lifecycle;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import ml.lifecycle.data.DataSet;
import ml.lifecycle.data.Snapshot;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.monitor.MonitorBuilder;
import ml.lifecycle.registry.Lineage;
import ml.lifecycle.registry.ModelVersion;
import ml.lifecycle.registry.RegisteredModel;
import ml.lifecycle.run.Experiment;
import ml.lifecycle.run.MetricPoint;
import ml.lifecycle.run.Reproduction;
import ml.lifecycle.run.RunQuery;
import ml.lifecycle.run.RunRecord;

/**
 * The entry to experiments, data sets, registered models and predictors, kept in one place. Safe for use by several
 * threads; several processes may open the same place at once.
 *
 * <p>Names of experiments, data sets and models are 1 to 250 printable characters without {@code /} and {@code \};
 * a name that differs from an existing one only in case or form is refused. After {@link #close} every call throws
 * {@link UnavailableException}.
 */
public interface Lifecycle extends AutoCloseable, Printable {

    /**
     * Opens a directory, and makes it a store if it is empty or absent. A store that cannot be written (a read-only file
     * system, no permission, a full disk) is opened to be read: a warning in the log and a remark of
     * {@link Maintenance#verify} say so, and what would write throws {@link UnavailableException} until the cause is gone.
     *
     * @param location a directory, or {@code memory:name} for a store that vanishes with the process
     * @return the opened lifecycle
     * @throws RefusedException if there is something else at the location, or a store of a newer format
     * @throws CorruptException if the description of the store is damaged
     * @throws UnavailableException if the location cannot be read, or there is no store and none can be made
     */
    static Lifecycle open(String location) {
        return at(location).open();
    }

    /**
     * Opens a directory; see {@link #open(String)}.
     *
     * @param directory the directory
     * @return the opened lifecycle
     */
    static Lifecycle open(Path directory) {
        return open(directory.toString());
    }

    /**
     * Chooses how a place is opened.
     *
     * @param location as for {@link #open(String)}
     * @return to be completed by {@link LifecycleBuilder#open}
     */
    static LifecycleBuilder at(String location) {
        return new LifecycleBuilder(location);
    }

    /**
     * The experiment of that name; it is created if there is none.
     *
     * @param name its name
     * @return the experiment
     * @throws RefusedException if the name is not allowed
     * @throws ConflictException if there is one whose name differs only in case or form
     */
    Experiment experiment(String name);

    /**
     * All experiments.
     *
     * @return the experiments, sorted by name
     */
    List<Experiment> experiments();

    /**
     * The registered model of that name; it is created by its first version.
     *
     * @param name its name
     * @return the model
     * @throws RefusedException if the name is not allowed
     */
    RegisteredModel model(String name);

    /**
     * All registered models.
     *
     * @return the models, sorted by name
     */
    List<RegisteredModel> models();

    /**
     * The data set of that name; it is created by its first snapshot.
     *
     * @param name its name
     * @return the data set
     * @throws RefusedException if the name is not allowed
     * @throws ConflictException if there is one whose name differs only in case or form
     */
    DataSet data(String name);

    /**
     * All data sets.
     *
     * @return the data sets, sorted by name
     */
    List<DataSet> dataSets();

    /**
     * The runs of all experiments, to be searched.
     *
     * @return a query for all runs that are no part of another; see {@link RunQuery#withNested}
     */
    RunQuery runs();

    /**
     * A run.
     *
     * @param id its id
     * @return what it recorded until now
     * @throws NotFoundException if there is none
     */
    RunRecord run(String id);

    /**
     * The points of a metric of a run.
     *
     * @param run the id of the run
     * @param metric the name of the metric
     * @return the points by step and time
     * @throws NotFoundException if there is no such run, or it has no such metric; the message lists what it has
     */
    List<MetricPoint> points(String run, String metric);

    /**
     * Which runs and models saw the data of a snapshot, in any experiment and of any process. Found by content: also where
     * the same table is a snapshot of another data set, and where a part of it was used. It asks the index of each
     * experiment, which is fast however many runs there are, and reads the logs of all models and data sets.
     *
     * @param snapshot the snapshot
     * @return the uses of its data, by experiment
     */
    Lineage lineage(Snapshot snapshot);

    /**
     * Which data a run used, and what came of it.
     *
     * @param run the run
     * @return a link for each use, with the snapshots behind it and the versions registered from the run
     */
    Lineage lineage(RunRecord run);

    /**
     * Which data made a model.
     *
     * @param version the version
     * @return a link for each use of data by its run, with the snapshots behind it
     */
    Lineage lineage(ModelVersion version);

    /**
     * Does a training again from what its run recorded: the trainer with its seeds, the data from its snapshots, and how it
     * was split. The digests of the data are verified before; nothing is recorded. It takes as long as the training took.
     *
     * @param run a run that trained with a framework that can do so, as those of {@code ml.lifecycle.tribuo} do
     * @return how the model that was trained now compares with the recorded one
     * @throws RefusedException if the run did not record what is needed; the message says what
     * @throws ConflictException if the data is not what was recorded
     * @throws NotFoundException if there is no such run, or its data is no longer there
     */
    Reproduction reproduce(RunRecord run);

    /**
     * The content of an artifact, checked against its digest while it is read: the read that would reach the end of a
     * damaged content throws an {@link java.io.IOException} caused by a {@link CorruptException}.
     *
     * @param uri {@code runs:/id/path}
     * @return the content
     * @throws NotFoundException if there is no such run or artifact; the message lists what there is
     * @throws CorruptException if the run has it, but its content was lost
     */
    InputStream artifact(String uri);

    /**
     * Loads a model.
     *
     * @param uri {@code models:/name@alias}, {@code models:/name/3} or {@code runs:/id/path}
     * @return a predictor behind the strict policy
     * @throws NotFoundException if there is no such model, version or alias; the message lists what there is
     * @throws RefusedException if the address cannot be read, or the model has no signature
     * @throws CorruptException if the stored model is not what was registered, or was lost
     */
    Predictor predictor(String uri);

    /**
     * Watches a predictor at work.
     *
     * @param predictor the predictor, for example that of {@code models:/iris-classifier@production}
     * @return to be completed by {@link MonitorBuilder#open}; a monitor that is still open is closed with this lifecycle
     */
    MonitorBuilder monitor(Predictor predictor);

    /**
     * Care for the store.
     *
     * @return verification, repair, garbage collection, backup
     */
    Maintenance maintenance();

    /** Ends this opening: runs that were started here and have not ended are INTERRUPTED. A second call does nothing. */
    @Override
    void close();
}
