package ml.lifecycle.monitor;

import java.util.Locale;
import ml.lifecycle.report.JsonObject;

/** A window in JSON; {@link MonitorWindow#toJson()} says how. */
final class WindowJson {

    private static final int VERSION = 1;

    private WindowJson() {}

    static String of(MonitorWindow window) {
        JsonObject metrics = new JsonObject();
        window.metrics().forEach(metrics::put);
        JsonObject json = new JsonObject().put("report", "window").put("version", VERSION).put("model", window.model())
                .put("number", window.number()).put("from", window.from().toString()).put("to", window.to().toString())
                .put("end", lower(window.end())).put("verdict", lower(window.verdict())).put("alarm", window.alarm())
                .put("rows", window.rows()).put("refused", window.refused()).put("notRecorded", window.notRecorded())
                .put("joined", window.joined())
                .put("labels", new JsonObject().put("joined", window.labels().joined())
                        .put("waiting", window.labels().waiting()).put("never", window.labels().never()))
                .put("metrics", metrics).list("notes", window.notes());
        window.drift().ifPresent(drift -> json.json("drift", drift.toJson()));
        window.gate().ifPresent(gate -> json.json("gate", gate.toJson()));
        return json.toString();
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
