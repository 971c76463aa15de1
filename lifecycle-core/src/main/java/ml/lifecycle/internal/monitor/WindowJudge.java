package ml.lifecycle.internal.monitor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.ColumnChange;
import ml.lifecycle.data.DriftReport;
import ml.lifecycle.data.DriftSettings;
import ml.lifecycle.data.Profile;
import ml.lifecycle.data.Table;
import ml.lifecycle.gate.Checks;
import ml.lifecycle.gate.Evidence;
import ml.lifecycle.gate.GateReport;
import ml.lifecycle.gate.Latency;
import ml.lifecycle.gate.Metric;
import ml.lifecycle.gate.Predictions;
import ml.lifecycle.gate.QualityGate;
import ml.lifecycle.gate.Verdict;
import ml.lifecycle.internal.stats.Estimate;
import ml.lifecycle.internal.stats.Quantile;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.monitor.MonitorWindow;
import ml.lifecycle.signature.Output;

/** Judges windows: measures them, and asks the gate. */
final class WindowJudge {

    private final Predictor model;
    private final Reference reference;
    private final Optional<QualityGate> gate;
    private final DriftSettings settings;
    private final WindowNotes notes;

    WindowJudge(Predictor model, Reference reference, Optional<QualityGate> gate, DriftSettings settings, WindowNotes notes) {
        this.model = model;
        this.reference = reference;
        this.gate = gate;
        this.settings = settings;
        this.notes = notes;
    }

    /**
     * Judges a window.
     *
     * @param window the window
     * @param profile its profile
     * @param failed told of a gate that threw
     * @return what is to be said of it, neither kept nor told yet
     */
    MonitorWindow judge(ClosedWindow window, Profile profile, Consumer<String> failed) {
        Optional<Predictions> judged = Joined.judged(window.joined(), model.signature().output().kind());
        Optional<DriftReport> drift = window.rows().rows() == 0
                ? Optional.empty() : reference.table().map(table -> table.profile().driftTo(profile, settings));
        Optional<GateReport> report = gate.flatMap(asked -> ask(asked, window, judged, failed));
        Verdict verdict = gate.isPresent()
                ? report.map(GateReport::verdict).orElse(Verdict.INCONCLUSIVE)
                : drift.map(WindowJudge::verdict).orElse(Verdict.INCONCLUSIVE);
        return new MonitorWindow(model.source(), window.rows().number, window.rows().from, window.to(), window.end(), verdict,
                false, window.rows().rows(), window.refused(), window.lost(), window.joined().arrived(), window.labels(),
                metrics(window, profile, judged, drift), drift, report,
                notes.of(window, verdict, gate.isPresent(), gate.isPresent() && report.isEmpty()), Optional.empty());
    }

    /** What is to be said of a window if judging it fails. */
    MonitorWindow unjudged(ClosedWindow window) {
        return new MonitorWindow(model.source(), window.rows().number, window.rows().from, window.to(), window.end(),
                Verdict.INCONCLUSIVE, false, window.rows().rows(), window.refused(), window.lost(),
                window.joined().arrived(), window.labels(), Map.of(), Optional.empty(), Optional.empty(),
                List.of("It could not be judged; failures() says why."), Optional.empty());
    }

    /** A column that cannot be compared leaves open what it would say. */
    private static Verdict verdict(DriftReport drift) {
        return drift.drifted() ? Verdict.FAIL : drift.isComplete() ? Verdict.PASS : Verdict.INCONCLUSIVE;
    }

    /** A gate may hold code of the user's, which may throw; the window is kept all the same. */
    private Optional<GateReport> ask(
            QualityGate asked, ClosedWindow window, Optional<Predictions> judged, Consumer<String> failed) {
        try {
            return Optional.of(asked.evaluate(evidence(window, judged)));
        } catch (RuntimeException | Error failure) {
            failed.accept("Window " + window.rows().number + " could not be judged by the gate "
                    + Names.printable(asked.name()) + ": " + Names.printable(failure.toString()));
            return Optional.empty();
        }
    }

    private Evidence evidence(ClosedWindow window, Optional<Predictions> judged) {
        Table rows = window.rows().table();
        Evidence evidence = judged.isPresent() ? Evidence.of(judged.get())
                : reference.table().isPresent() ? Evidence.of(Map.of()) : Evidence.of(rows);
        if (reference.table().isPresent()) {
            evidence = evidence.drift(reference.table().get(), rows);
        }
        double[] times = window.rows().times();
        return (times.length == 0 ? evidence : evidence.latencies(times)).model(model.digest())
                .data("window " + window.rows().number + " of " + model.source(), rows.digest());
    }

    private Map<String, Double> metrics(
            ClosedWindow window, Profile profile, Optional<Predictions> judged, Optional<DriftReport> drift) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("rows", (double) window.rows().rows());
        metrics.put("rows_refused", (double) window.refused());
        metrics.put("rows_not_recorded", (double) window.lost());
        metrics.put("labels_joined", (double) window.joined().arrived());
        metrics.put("labels_waiting", (double) window.labels().waiting());
        metrics.put("labels_never", (double) window.labels().never());
        latencies(window.rows().times(), metrics);
        judged.ifPresent(predictions -> performance(predictions, metrics));
        drift.ifPresent(report -> report.columns().stream()
                .filter(column -> column.state() != ColumnChange.State.NOT_COMPARED)
                .forEach(column -> metrics.put(key("drift/", column.name(), profile), column.distance())));
        if (profile.rows() > 0) {
            profile.columns().forEach(column -> metrics.put(key("missing/", column.name(), profile),
                    (double) column.missing() / column.rows()));
        }
        return metrics;
    }

    private static void latencies(double[] times, Map<String, Double> metrics) {
        for (double share : new double[] {0.5, 0.95, 0.99}) {
            Quantile quantile = Quantile.of(times, share);
            if (quantile.calls() >= quantile.callsNeeded(0)) {
                metrics.put(new Latency(share).key(), quantile.estimate(0).value());
            }
        }
    }

    private static void performance(Predictions predictions, Map<String, Double> metrics) {
        Metric[] all = predictions.kind() == Output.Kind.LABEL ? new Metric[] {Checks.accuracy()}
                : predictions.kind() == Output.Kind.NUMBER ? new Metric[] {Checks.mae(), Checks.rmse()}
                        : new Metric[] {Checks.adjustedRand()};
        for (Metric metric : all) {
            metrics.put(metric.key(), Estimate.of(metric, predictions, 0).value());
        }
    }

    /** A column may have a name that no metric can have; it is then named by its number. */
    private static String key(String group, String column, Profile profile) {
        try {
            return Names.requireKey("metric", group + column);
        } catch (RefusedException unfit) {
            return group + "column " + (profile.columns().stream().map(one -> one.name()).toList().indexOf(column) + 1);
        }
    }
}
