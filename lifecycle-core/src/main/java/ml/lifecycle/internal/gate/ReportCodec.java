package ml.lifecycle.internal.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import ml.lifecycle.gate.CheckResult;
import ml.lifecycle.gate.ColumnImportance;
import ml.lifecycle.gate.GateReport;
import ml.lifecycle.gate.Verdict;
import ml.lifecycle.internal.text.Json;
import org.jspecify.annotations.Nullable;

/** Reports as JSON. */
final class ReportCodec {

    private ReportCodec() {}

    static ObjectNode toJson(GateReport report) {
        ObjectNode json = Json.object()
                .put("gate", report.gate())
                .put("gateDigest", report.gateDigest())
                .put("verdict", Fields.key(report.verdict()));
        ArrayNode results = json.putArray("results");
        report.results().forEach(result -> results.add(toJson(result)));
        putUnlessNull(json, "modelDigest", report.modelDigest());
        putUnlessNull(json, "dataDigest", report.dataDigest());
        json.put("data", report.data());
        if (!report.importance().isEmpty()) {
            ArrayNode importance = json.putArray("importance");
            report.importance().forEach(column -> importance.add(toJson(column)));
        }
        if (!report.notes().isEmpty()) {
            report.notes().forEach(json.putArray("notes")::add);
        }
        return json;
    }

    private static ObjectNode toJson(ColumnImportance column) {
        ObjectNode json = Json.object().put("column", column.column());
        Fields.put(json, "candidate", column.candidate());
        Fields.put(json, "champion", column.champion());
        return json;
    }

    private static void putUnlessNull(ObjectNode json, String key, @Nullable String text) {
        if (text != null) {
            json.put(key, text);
        }
    }

    private static ObjectNode toJson(CheckResult result) {
        ObjectNode json = Json.object()
                .put("requirement", result.requirement())
                .put("verdict", Fields.key(result.verdict()));
        Fields.put(json, "observed", result.observed());
        Fields.put(json, "low", result.low());
        Fields.put(json, "high", result.high());
        json.put("rows", result.rows()).put("sentence", result.sentence());
        if (!result.blocking()) {
            json.put("warnsOnly", true);
        }
        if (!result.parts().isEmpty()) {
            ArrayNode parts = json.putArray("parts");
            result.parts().forEach(part -> parts.add(toJson(part)));
        }
        return json;
    }

    static GateReport report(JsonNode json) {
        Fields fields = new Fields("report", json);
        return new GateReport(fields.text("gate"), fields.text("gateDigest"), fields.constant("verdict", Verdict.class),
                results(fields.array("results")), fields.textOrNull("modelDigest"), fields.textOrNull("dataDigest"),
                fields.text("data"), json.has("importance") ? importance(fields.array("importance")) : List.of(),
                json.has("notes") ? texts(fields.array("notes")) : List.of());
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static List<ColumnImportance> importance(JsonNode array) {
        List<ColumnImportance> importance = new ArrayList<>();
        for (JsonNode column : array) {
            Fields fields = new Fields("importance", column);
            importance.add(new ColumnImportance(
                    fields.text("column"), fields.number("candidate"), fields.number("champion")));
        }
        return importance;
    }

    private static List<CheckResult> results(JsonNode array) {
        List<CheckResult> results = new ArrayList<>();
        array.forEach(result -> results.add(result(result)));
        return results;
    }

    private static CheckResult result(JsonNode json) {
        Fields fields = new Fields("result", json);
        return new CheckResult(fields.text("requirement"), fields.constant("verdict", Verdict.class),
                fields.number("observed"), fields.number("low"), fields.number("high"), fields.whole("rows", 0),
                fields.text("sentence"), !fields.flag("warnsOnly"),
                json.has("parts") ? results(fields.array("parts")) : List.of());
    }
}
