package ml.lifecycle.internal.monitor;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import ml.lifecycle.gate.QualityGate;
import ml.lifecycle.gate.Verdict;
import ml.lifecycle.internal.text.Count;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.monitor.MonitorWindow;
import ml.lifecycle.report.ReportText;
import ml.lifecycle.report.TextLayout;

/** A monitor as text: what it watches, what it saw, and the latest window. */
final class MonitorText {

    private MonitorText() {}

    static String of(Predictor model, Watch watch) {
        List<MonitorWindow> windows = watch.windows();
        Settings settings = watch.parts().settings();
        StringBuilder text = new StringBuilder("Monitor of ").append(Names.printable(model.source()))
                .append(watch.isClosed() ? ", closed" : "");
        line(text, "windows of " + size(settings) + ", judged by " + settings.gate.map(QualityGate::name)
                .map(name -> "the gate " + name).orElse("drift, with up to "
                        + ReportText.percent(settings.drift.falseAlarms()) + " false alarms a window")
                + "; " + watch.parts().rule().words());
        long passed = watch.closed(Verdict.PASS);
        long failed = watch.closed(Verdict.FAIL);
        long open = watch.closed(Verdict.INCONCLUSIVE);
        line(text, Count.of(passed + failed + open, "window") + " closed: " + ReportText.count(passed) + " passed, "
                + ReportText.count(failed) + " failed, " + ReportText.count(open) + " inconclusive; "
                + Count.of(watch.alarms(), "alarm"));
        line(text, "predictions with an id: " + watch.waiting.counts());
        watch.failures().forEach(failure -> line(text, "failure: " + failure));
        latest(windows).ifPresent(window -> text.append('\n').append(window));
        return text.toString();
    }

    private static Optional<MonitorWindow> latest(List<MonitorWindow> windows) {
        return windows.isEmpty() ? Optional.empty() : Optional.of(windows.get(windows.size() - 1));
    }

    private static String size(Settings settings) {
        String rows = settings.rows.map(number -> Count.of(number, "row")).orElse("");
        String time = settings.time.map(duration -> words(duration)).orElse("");
        return rows + (rows.isEmpty() || time.isEmpty() ? "" : " or ") + time;
    }

    /** For example {@code 1h30m}. */
    private static String words(Duration time) {
        return time.toString().substring(2).toLowerCase(Locale.ROOT);
    }

    private static void line(StringBuilder text, String line) {
        text.append("\n  ").append(TextLayout.wrap(line, 2, 4));
    }
}
