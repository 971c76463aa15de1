package ml.lifecycle.gate;

import java.util.Locale;
import ml.lifecycle.report.JsonObject;

/** A report in JSON, with the fields that the registry's log gives it. */
final class JsonReport {

    private JsonReport() {}

    static String of(GateReport report) {
        JsonObject json = new JsonObject().put("gate", report.gate()).put("gateDigest", report.gateDigest())
                .put("verdict", verdict(report.verdict())).list("results", report.results(), JsonReport::result)
                .put("modelDigest", report.modelDigest()).put("dataDigest", report.dataDigest())
                .put("data", report.data());
        if (!report.importance().isEmpty()) {
            json.list("importance", report.importance(), column -> new JsonObject().put("column", column.column())
                    .put("candidate", column.candidate()).put("champion", column.champion()));
        }
        if (!report.notes().isEmpty()) {
            json.list("notes", report.notes());
        }
        return json.toString();
    }

    private static JsonObject result(CheckResult result) {
        JsonObject json = new JsonObject().put("requirement", result.requirement())
                .put("verdict", verdict(result.verdict())).put("observed", result.observed())
                .put("low", result.low()).put("high", result.high()).put("rows", result.rows())
                .put("sentence", result.sentence());
        if (!result.blocking()) {
            json.put("warnsOnly", true);
        }
        return result.parts().isEmpty() ? json : json.list("parts", result.parts(), JsonReport::result);
    }

    private static String verdict(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }
}
