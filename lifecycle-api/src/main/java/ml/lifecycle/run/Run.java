package ml.lifecycle.run;

import java.nio.file.Path;
import java.util.Map;
import ml.lifecycle.data.Snapshot;
import ml.lifecycle.data.Table;
import ml.lifecycle.signature.Signature;

/**
 * One execution that is being recorded. Safe for use by several threads.
 *
 * <p>Names of params, metrics and tags are 1 to 250 printable characters; {@code /} may group them
 * ({@code train/loss}). Everything is refused with a {@link ml.lifecycle.RefusedException} once the run has ended.
 */
public interface Run extends AutoCloseable {

    /**
     * The identity of the run, unique over all experiments.
     *
     * @return letters and digits
     */
    String id();

    /**
     * The name of the run.
     *
     * @return the name it was started with
     */
    String name();

    /**
     * Records a param, once and for all.
     *
     * @param name its name
     * @param value its value, kept as {@code String.valueOf} shows it, at most 6,000 characters
     * @return this run
     * @throws ml.lifecycle.ConflictException if the param has another value already; the same value again is fine
     * @throws ml.lifecycle.RefusedException if the name or value is not allowed, or the run has ended
     */
    Run param(String name, Object value);

    /**
     * Records a metric that is measured once, at step 0.
     *
     * @param name its name
     * @param value its value, NaN and infinities included (see {@link #metric(String, double, long)})
     * @return this run
     * @throws ml.lifecycle.RefusedException if the name is not allowed, or the run has ended
     */
    default Run metric(String name, double value) {
        return metric(name, value, 0);
    }

    /**
     * Records a point of a metric.
     *
     * <p>NaN and infinite values are facts (a loss that diverged) and are recorded, as is the convention of the field.
     * They never pass a check, never match a comparison of a search, and sort last.
     *
     * @param name its name
     * @param value its value
     * @param step its step, for example the epoch
     * @return this run
     * @throws ml.lifecycle.RefusedException if the name is not allowed, or the run has ended
     */
    Run metric(String name, double value, long step);

    /**
     * Sets a tag; a tag may be set again.
     *
     * @param name its name
     * @param value its value, at most 8,000 characters
     * @return this run
     * @throws ml.lifecycle.RefusedException if the name or value is not allowed, or the run has ended
     */
    Run tag(String name, String value);

    /**
     * Keeps a file, or all files below a directory. Links are not followed.
     *
     * @param path its name within the run: relative, separated by {@code /}
     * @param file the file or directory
     * @return this run
     * @throws ml.lifecycle.ConflictException if there is another content at that path already
     * @throws ml.lifecycle.NotFoundException if there is no such file
     * @throws ml.lifecycle.RefusedException if the path is not allowed, {@code file} is a link, or the run has ended
     * @throws ml.lifecycle.UnavailableException if the file cannot be read
     */
    Run artifact(String path, Path file);

    /**
     * Keeps a text or other content as a file.
     *
     * @param path its name within the run: relative, separated by {@code /}
     * @param content the content
     * @return this run
     * @throws ml.lifecycle.ConflictException if there is another content at that path already
     * @throws ml.lifecycle.RefusedException if the path is not allowed, or the run has ended
     */
    Run artifact(String path, byte[] content);

    /**
     * Keeps a model with its contract.
     *
     * @param path its name within the run
     * @param model a model that a {@link ml.lifecycle.model.ModelFormat} on the class path can write
     * @param signature its contract
     * @return this run
     * @throws ml.lifecycle.ConflictException if there is another content at that path already
     * @throws ml.lifecycle.RefusedException if no format knows such a model, it does not fit the contract, the path is
     *         not allowed, or the run has ended
     */
    Run model(String path, Object model, Signature signature);

    /**
     * Records that a snapshot was used.
     *
     * @param snapshot the snapshot
     * @param role what for
     * @return this run
     * @throws ml.lifecycle.RefusedException if the run has ended
     */
    default Run data(Snapshot snapshot, DataRole role) {
        return data(new DataUse(role, snapshot.toString(), snapshot.tableDigest(), snapshot.rows()));
    }

    /**
     * Records that data was used that is no snapshot, for example a part of one.
     *
     * @param use which data, and what for
     * @return this run
     * @throws ml.lifecycle.RefusedException if the run has ended
     */
    Run data(DataUse use);

    /**
     * Records that a table was used, with hashes of its rows: evidence that contains rows of a model's training data is
     * recognised by them, in whatever order and company they come.
     *
     * @param use which data, and what for
     * @param inputs what the model sees of it: neither target nor groups
     * @return this run
     * @throws ml.lifecycle.RefusedException if the run has ended
     */
    Run data(DataUse use, Table inputs);

    /**
     * Executes a run within this run; see {@link Experiment#run}.
     *
     * @param name its name
     * @param body what it does
     * @param <E> what the body may throw
     * @return what it recorded
     * @throws E what the body threw
     */
    <E extends Exception> RunRecord run(String name, RunBody<E> body) throws E;

    /**
     * Starts a run within this run; see {@link Experiment#start}.
     *
     * @param name its name
     * @return the started run
     */
    Run start(String name);

    /**
     * Hands all that was recorded to the store: visible to others, and on the disk unless the durability is
     * {@code INTERVAL}.
     */
    void flush();

    /**
     * Ends the run as FAILED.
     *
     * @param failure what went wrong
     * @throws ml.lifecycle.RefusedException if the run has ended
     */
    void fail(Throwable failure);

    /**
     * What was recorded until now.
     *
     * @return the record
     */
    RunRecord record();

    /** Ends the run as FINISHED; does nothing if it has ended. */
    @Override
    void close();

    /**
     * Records several params; see {@link #param}. If a name or value is not allowed, none is recorded.
     *
     * @param params values by name
     * @return this run
     */
    default Run params(Map<String, ?> params) {
        params.forEach(this::param);
        return this;
    }
}
