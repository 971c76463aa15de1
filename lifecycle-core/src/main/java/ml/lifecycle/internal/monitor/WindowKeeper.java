package ml.lifecycle.internal.monitor;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import ml.lifecycle.data.ColumnChange;
import ml.lifecycle.data.DriftReport;
import ml.lifecycle.data.Profile;
import ml.lifecycle.gate.GateReport;
import ml.lifecycle.gate.Verdict;
import ml.lifecycle.monitor.MonitorWindow;
import ml.lifecycle.run.Experiment;
import ml.lifecycle.run.Run;

/** Keeps windows as runs; {@link ml.lifecycle.monitor} says what is in one. */
final class WindowKeeper {

    private static final int TAG = 8_000;

    private final Experiment experiment;
    private final String reference;
    private final boolean reportsUnlessPassed;

    /**
     * @param experiment where the runs are
     * @param reference what windows are compared with, in words
     * @param reportsUnlessPassed whether a window that passed is kept without its reports
     */
    WindowKeeper(Experiment experiment, String reference, boolean reportsUnlessPassed) {
        this.experiment = experiment;
        this.reference = reference;
        this.reportsUnlessPassed = reportsUnlessPassed;
    }

    Experiment experiment() {
        return experiment;
    }

    /**
     * Keeps a window.
     *
     * @return the id of its run
     */
    String keep(MonitorWindow window, Profile profile) {
        return experiment.run("window " + window.number(), run -> {
            tags(run, window);
            window.metrics().forEach(run::metric);
            if (profile.rows() > 0) {
                run.artifact("profile.bin", profile.toBytes());
            }
            if (!reportsUnlessPassed || window.verdict() != Verdict.PASS) {
                reports(run, window);
            }
        }).id();
    }

    private static void reports(Run run, MonitorWindow window) {
        text(run, "report.json", window.toJson());
        window.drift().map(DriftReport::toHtml).ifPresent(page -> text(run, "drift.html", page));
        window.gate().map(GateReport::toHtml).ifPresent(page -> text(run, "gate.html", page));
    }

    private void tags(Run run, MonitorWindow window) {
        run.tag("model", window.model());
        run.tag("reference", cut(reference));
        run.tag("window.number", Long.toString(window.number()));
        run.tag("window.from", window.from().toString());
        run.tag("window.to", window.to().toString());
        run.tag("window.end", window.end().name());
        run.tag("verdict", window.verdict().name());
        run.tag("alarm", Boolean.toString(window.alarm()));
        String drifted = window.drift().stream().flatMap(drift -> drift.columns().stream())
                .filter(column -> column.state() == ColumnChange.State.DRIFTED).map(ColumnChange::name)
                .collect(Collectors.joining(", "));
        if (!drifted.isEmpty()) {
            run.tag("drifted", cut(drifted));
        }
    }

    private static String cut(String text) {
        return text.length() <= TAG ? text : text.substring(0, TAG);
    }

    private static void text(Run run, String path, String content) {
        run.artifact(path, content.getBytes(StandardCharsets.UTF_8));
    }
}
