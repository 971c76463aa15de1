package ml.lifecycle.internal.run;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import ml.lifecycle.LifecycleException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.Table;
import ml.lifecycle.internal.data.Fingerprints;
import ml.lifecycle.internal.model.ModelFormats;
import ml.lifecycle.internal.text.Digests;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.model.ModelFormat;
import ml.lifecycle.run.ArtifactRef;
import ml.lifecycle.run.DataUse;
import ml.lifecycle.run.ModelInfo;
import ml.lifecycle.run.Run;
import ml.lifecycle.run.RunBody;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.run.RunStatus;
import ml.lifecycle.signature.Signature;
import ml.lifecycle.spi.Commit;
import org.jspecify.annotations.Nullable;

/**
 * Records one run: checks what is recorded, streams metric points, and writes the rest as events.
 *
 * <p>Metrics go through {@link MetricStream} without the lock. All else is guarded by the lock, which is held while
 * events are written, so that they stand in the log in their order. Since a lock may stay taken where a caller's stack
 * ends, each call asks for {@link Stack} first.
 */
final class RunRecorder implements Run {

    private final StoredExperiment experiment;
    private final Recorders recorders;
    private final String id;
    private final String name;
    private final @Nullable String parent;
    private final Instant startedAt;
    private final MetricStream metrics;
    private final ReentrantLock lock = new ReentrantLock();
    private final RecordedContent content = new RecordedContent();
    private volatile RunStatus status = RunStatus.RUNNING;
    private @Nullable Instant endedAt;
    private @Nullable String failure;

    RunRecorder(StoredExperiment experiment, Recorders recorders, String id, String name, @Nullable String parent,
            Instant startedAt) {
        this.experiment = experiment;
        this.recorders = recorders;
        this.id = id;
        this.name = name;
        this.parent = parent;
        this.startedAt = startedAt;
        metrics = new MetricStream(recorders, experiment.log(), id);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String name() {
        return name;
    }

    StoredExperiment experiment() {
        return experiment;
    }

    /** The values of the metrics by name, in the order of recording. */
    Map<String, Double> latestMetrics() {
        return metrics.latest();
    }

    @Override
    public Run param(String key, Object value) {
        return params(Collections.singletonMap(key, value));
    }

    @Override
    public Run params(Map<String, ?> params) {
        Stack.require();
        Map<String, String> texts = new LinkedHashMap<>();
        params.forEach((key, value) -> texts.put(recorders.keys.require("param", key),
                Texts.require("value of param " + key, value, Texts.PARAM)));
        return record("params", () -> content.params(this, texts));
    }

    @Override
    public Run metric(String key, double value, long step) {
        if (status != RunStatus.RUNNING || !metrics.add(key, value, step)) {
            throw notRunning("metrics");
        }
        return this;
    }

    @Override
    public Run tag(String key, String value) {
        Stack.require();
        recorders.keys.require("tag", key);
        Texts.require("value of tag " + key, value, Texts.LONG);
        return record("tags", () -> content.tag(key, value));
    }

    @Override
    public Run artifact(String path, Path file) {
        Stack.require();
        requireRunning("artifacts");
        Objects.requireNonNull(file, "file");
        return keep(Contents.files(recorders.store.artifacts(), Names.requirePath(path), file));
    }

    @Override
    public Run artifact(String path, byte[] bytes) {
        Stack.require();
        requireRunning("artifacts");
        String checked = Names.requirePath(path);
        Objects.requireNonNull(bytes, "content");
        return keep(List.of(Contents.bytes(recorders.store.artifacts(), checked, bytes)));
    }

    private Run keep(List<ArtifactRef> artifacts) {
        return record("artifacts", () -> content.artifacts(this, artifacts, null));
    }

    @Override
    public Run model(String path, Object model, Signature signature) {
        Stack.require();
        requireRunning("models");
        Names.requirePath(path);
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(signature, "signature");
        ModelFormat format = ModelFormats.of(model).orElseThrow(() -> new RefusedException(
                "No model format on the class path can write a " + model.getClass().getName()
                        + " (there are: " + ModelFormats.names() + "); add the module that can."));
        format.requireFit(model, signature);
        ModelInfo info = new ModelInfo(path, format.name(), signature);
        ArtifactRef artifact = Contents.model(recorders.store.artifacts(), path, format, model);
        return record("models", () -> content.artifacts(this, List.of(artifact), info));
    }

    @Override
    public Run data(DataUse use) {
        Stack.require();
        Texts.require("name of data", use.name(), Texts.LONG);
        Texts.require("digest of data", use.digest(), Texts.LONG);
        return record("data", () -> content.data(use));
    }

    @Override
    public Run data(DataUse use, Table inputs) {
        requireRunning("data");
        byte[] rows = Fingerprints.of(inputs).bytes();
        String path = "data/rows-" + Digests.of(rows).substring(0, 12) + ".bin";
        artifact(path, rows);
        return data(new DataUse(use.role(), use.name(), use.digest(), use.rows(), Digests.of(rows), use.source()));
    }

    @Override
    public <E extends Exception> RunRecord run(String child, RunBody<E> body) throws E {
        return experiment.execute(start(child), body);
    }

    @Override
    public Run start(String child) {
        requireRunning("runs within it");
        return experiment.start(child, id);
    }

    private Run record(String what, Runnable change) {
        requireRunning(what);
        boolean forced = recorders.commit() == Commit.FORCED;
        if (forced) {
            Stack.requireToWrite();
        }
        lock.lock();
        try {
            requireRunning(what);
            if (forced) {
                write(change);
            } else {
                change.run();
            }
        } finally {
            lock.unlock();
        }
        if (content.isWaiting()) {
            recorders.arm();
        }
        return this;
    }

    /** Makes a change that is on the disk when this returns, and is not made if this throws. */
    private void write(Runnable change) {
        try {
            change.run();
            writeWaiting(Commit.FORCED);
        } catch (Throwable failed) {
            content.takeBack();
            throw failed;
        }
    }

    private void requireRunning(String what) {
        if (status != RunStatus.RUNNING) {
            throw notRunning(what);
        }
    }

    private LifecycleException notRunning(String what) {
        if (status == RunStatus.INTERRUPTED) {
            return recorders.closed();
        }
        return new RefusedException(this + " is " + (status == RunStatus.RUNNING ? "about to end" : status) + "; "
                + what + " are recorded only while it is RUNNING. Start a new run.");
    }

    @Override
    public void flush() {
        Stack.require();
        requireRunning("flushed data");
        lock.lock();
        try {
            writeWaiting(recorders.commit());
            boolean force = recorders.endCommit() == Commit.FORCED;
            metrics.publish();
            metrics.flush(force);
            if (force) {
                recorders.store.logs().force(experiment.log());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Writes what waits, so that it can be seen. */
    void publish() {
        if (content.isWaiting() || metrics.isPending()) {
            Stack.require();
            lock.lock();
            try {
                if (status == RunStatus.RUNNING) {
                    writeWaiting(recorders.commit());
                    metrics.publish();
                }
            } finally {
                lock.unlock();
            }
        }
    }

    private void writeWaiting(Commit commit) {
        for (Sections next = content.next(); next != null; next = content.next()) {
            experiment.append(EventWriter.log(id, recorders.clock.millis(), next), commit);
            content.written();
        }
    }

    @Override
    public void fail(Throwable reason) {
        if (!end(RunStatus.FAILED, Texts.failure(reason))) {
            throw notRunning("failures");
        }
    }

    @Override
    public void close() {
        end(RunStatus.FINISHED, null);
    }

    /** Ends the run, if that has not happened; when writing fails, the run goes on and can be ended again. */
    private boolean end(RunStatus outcome, @Nullable String reason) {
        Stack.require();
        lock.lock();
        try {
            if (status != RunStatus.RUNNING) {
                return false;
            }
            try {
                metrics.seal();
                writeEnd(outcome, reason);
            } catch (Throwable failed) {
                metrics.unseal();
                throw failed;
            }
            status = outcome;
            failure = reason;
        } finally {
            lock.unlock();
        }
        recorders.ended(this);
        metrics.close();
        return true;
    }

    private void writeEnd(RunStatus outcome, @Nullable String reason) {
        Commit commit = recorders.endCommit();
        metrics.flush(commit == Commit.FORCED);
        List<List<MetricCell>> parts = metrics.parts();
        Sections last = content.last();
        if (last == null) {
            writeWaiting(Commit.WRITTEN);
            last = new Sections();
        }
        for (List<MetricCell> part : parts.subList(0, Math.max(0, parts.size() - 1))) {
            Sections sections = new Sections();
            sections.metrics.addAll(part);
            experiment.append(EventWriter.log(id, recorders.clock.millis(), sections), Commit.WRITTEN);
        }
        last.metrics.clear();
        last.metrics.addAll(parts.isEmpty() ? List.of() : parts.get(parts.size() - 1));
        Instant now = Instant.ofEpochMilli(recorders.clock.millis());
        experiment.append(EventWriter.end(id, now.toEpochMilli(), outcome, reason, last), commit);
        content.written();
        endedAt = now;
    }

    /** Writes what waits and stops recording, without an end. */
    void interrupt() {
        lock.lock();
        try {
            if (status != RunStatus.RUNNING) {
                return;
            }
            status = RunStatus.INTERRUPTED;
            metrics.seal();
            recorders.ended(this);
            try {
                writeWaiting(recorders.commit());
                metrics.publish();
            } finally {
                metrics.close();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public RunRecord record() {
        Stack.require();
        lock.lock();
        try {
            Sections all = content.all();
            return new RunRecord(id, experiment.name(), name, parent, status, startedAt, endedAt, failure, all.params,
                    metrics.latest(), all.tags, all.artifacts, all.data, all.models);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        return "Run '" + Names.printable(name) + "' (" + id + ") of experiment '"
                + Names.printable(experiment.name()) + "'";
    }
}
