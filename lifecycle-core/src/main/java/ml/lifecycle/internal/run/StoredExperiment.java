package ml.lifecycle.internal.run;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import ml.lifecycle.RefusedException;
import ml.lifecycle.gate.ChampionCheck;
import ml.lifecycle.gate.Check;
import ml.lifecycle.gate.Latency;
import ml.lifecycle.gate.Measure;
import ml.lifecycle.gate.Metric;
import ml.lifecycle.gate.Recorded;
import ml.lifecycle.gate.ThresholdCheck;
import ml.lifecycle.gate.Throughput;
import ml.lifecycle.internal.gate.GateCodec;
import ml.lifecycle.internal.query.LiveIndex;
import ml.lifecycle.internal.query.OpenRuns;
import ml.lifecycle.internal.query.StoredRunQuery;
import ml.lifecycle.internal.text.Json;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.internal.text.Shown;
import ml.lifecycle.run.Experiment;
import ml.lifecycle.run.Run;
import ml.lifecycle.run.RunBody;
import ml.lifecycle.run.RunQuery;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.spi.Commit;
import ml.lifecycle.spi.EventLogs;
import ml.lifecycle.spi.LogId;
import org.jspecify.annotations.Nullable;

/** An experiment: a log, its index, and the runs that are recorded into it here. */
final class StoredExperiment implements Experiment, OpenRuns {

    private final Recorders recorders;
    private final LogId log;
    private final String name;
    private final LiveIndex index;

    StoredExperiment(Recorders recorders, LogId log, String name) {
        this.recorders = recorders;
        this.log = log;
        this.name = name;
        index = new LiveIndex(recorders.store, log, this);
    }

    LogId log() {
        return log;
    }

    LiveIndex index() {
        recorders.requireOpen();
        return index;
    }

    /** Keeps what is indexed for the next process. */
    void keepIndex() {
        index.keep();
    }

    void append(byte[] event, Commit commit) {
        recorders.store.logs().append(log, event, EventLogs.ANY, commit);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Experiment question(String question) {
        if (Texts.require("question", question, Texts.LONG).isBlank()) {
            throw new RefusedException("The question of experiment '" + Names.printable(name)
                    + "' is empty; state it in one sentence.");
        }
        if (!question().equals(Optional.of(question))) {
            append(EventWriter.question(recorders.clock.millis(), question), recorders.commit());
        }
        return this;
    }

    @Override
    public Experiment kpi(Check kpi) {
        if (!Objects.requireNonNull(kpi, "kpi").isData()) {
            throw new RefusedException("The KPI '" + Names.printable(kpi.describe()) + "' of experiment '"
                    + Names.printable(name) + "' holds a custom check, whose code cannot be written down; state it with"
                    + " the other checks.");
        }
        if (!kpis().contains(kpi)) {
            append(EventWriter.kpi(recorders.clock.millis(), GateCodec.toJson(kpi)), recorders.commit());
        }
        return this;
    }

    @Override
    public Optional<String> question() {
        return index().question();
    }

    @Override
    public List<Check> kpis() {
        return index().kpis().stream().map(this::kpi).distinct().toList();
    }

    private Check kpi(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return GateCodec.check(Json.read("a KPI of experiment '" + Names.printable(name) + "'", bytes, 0,
                bytes.length));
    }

    /** The names under which the KPIs are recorded as metrics. */
    List<String> kpiMetrics() {
        return kpis().stream().flatMap(StoredExperiment::metric).distinct().toList();
    }

    private static Stream<String> metric(Check kpi) {
        Measure measure = kpi instanceof ThresholdCheck threshold ? threshold.measure()
                : kpi instanceof ChampionCheck champion ? champion.metric() : null;
        if (measure instanceof Metric metric) {
            return Stream.of(metric.key());
        }
        if (measure instanceof Latency latency) {
            return Stream.of(latency.key());
        }
        if (measure instanceof Throughput throughput) {
            return Stream.of(throughput.key());
        }
        return measure instanceof Recorded recorded ? Stream.of(recorded.name()) : Stream.empty();
    }

    @Override
    public <E extends Exception> RunRecord run(String runName, RunBody<E> body) throws E {
        Objects.requireNonNull(body, "body");
        return execute(start(runName), body);
    }

    /** Executes a body and ends the run; what the body throws is thrown on, whatever else fails. */
    <E extends Exception> RunRecord execute(Run run, RunBody<E> body) throws E {
        try {
            body.accept(run);
        } catch (Throwable failure) {
            fail(run, failure);
            throw failure;
        }
        run.close();
        return run.record();
    }

    private static void fail(Run run, Throwable failure) {
        try {
            if (run.record().endedAt() == null) {
                run.fail(failure);
            }
        } catch (Throwable second) { // must not hide what the body threw
            if (second != failure) {
                failure.addSuppressed(second);
            }
        }
    }

    @Override
    public Run start(String runName) {
        return start(runName, null);
    }

    Run start(String runName, @Nullable String parent) {
        Stack.require();
        recorders.requireOpen();
        recorders.runNames.require("run", runName);
        String id = recorders.newId();
        Instant now = Instant.ofEpochMilli(recorders.clock.millis());
        RunRecorder run = new RunRecorder(this, recorders, id, runName, parent, now);
        append(EventWriter.start(id, now.toEpochMilli(), runName, parent, recorders.store.session()),
                recorders.commit());
        recorders.opened(run);
        return run;
    }

    @Override
    public RunQuery runs() {
        recorders.requireOpen();
        return new StoredRunQuery(() -> List.of(index()), this::kpiMetrics);
    }

    @Override
    public void publish() {
        for (RunRecorder run : recorders.open()) {
            if (run.experiment() == this) {
                recorders.publish(run);
            }
        }
    }

    @Override
    public @Nullable Map<String, Double> metrics(String id) {
        RunRecorder run = recorders.find(id);
        return run == null ? null : run.latestMetrics();
    }

    @Override
    public String toString() {
        return Shown.orWhyNot("Experiment " + name, this::text);
    }

    private String text() {
        StringBuilder text = new StringBuilder("Experiment ").append(Names.printable(name));
        question().ifPresent(question -> text.append("\n  question  ").append(Names.printable(question)));
        kpis().forEach(kpi -> text.append("\n  KPI       ").append(Names.printable(kpi.describe())));
        long whole = runs().count();
        long parts = runs().withNested().count() - whole;
        text.append("\n  runs      ").append(whole).append(parts == 0 ? "" : ", and " + parts + " within them");
        if (!index().damages().isEmpty()) {
            text.append("\n  damaged   the log, so what runs say may be incomplete; see maintenance().verify()");
        }
        return text.toString();
    }
}
