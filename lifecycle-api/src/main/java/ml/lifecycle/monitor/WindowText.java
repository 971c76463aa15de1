package ml.lifecycle.monitor;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import ml.lifecycle.data.ColumnChange;
import ml.lifecycle.gate.CheckResult;
import ml.lifecycle.report.ReportText;
import ml.lifecycle.report.TextLayout;

/** A window as text. */
final class WindowText {

    private WindowText() {}

    static String of(MonitorWindow window) {
        StringBuilder text = new StringBuilder("Window ").append(window.number()).append(" of ")
                .append(ReportText.visible(window.model())).append(": ").append(window.verdict())
                .append(window.alarm() ? ", alarm" : "")
                .append("\n  ").append(moment(window.from())).append(" to ").append(moment(window.to())).append(", ")
                .append(count(window.rows(), "row")).append(" (closed ").append(switch (window.end()) {
                    case ROWS -> "when full";
                    case TIME -> "by time";
                    case ASKED -> "before its end";
                }).append(')');
        window.gate().ifPresent(gate -> gate.results().forEach(result -> line(text, said(result))));
        window.drift().ifPresent(drift -> drift.columns().stream()
                .filter(ColumnChange::isNotable)
                .forEach(column -> line(text, switch (column.state()) {
                    case DRIFTED -> "drifted: ";
                    case NOT_COMPARED -> "not compared: ";
                    case STABLE -> "new values: ";
                } + column.sentence())));
        window.notes().forEach(note -> line(text, note));
        return text.toString();
    }

    private static String said(CheckResult result) {
        return result.label() + " " + result.requirement() + ": " + result.sentence();
    }

    private static void line(StringBuilder text, String line) {
        text.append("\n  - ").append(TextLayout.wrap(ReportText.visible(line), 4, 4));
    }

    private static String moment(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String count(long number, String noun) {
        return ReportText.count(number) + " " + noun + (number == 1 ? "" : "s");
    }
}
