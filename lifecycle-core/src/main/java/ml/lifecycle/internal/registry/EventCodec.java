package ml.lifecycle.internal.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ml.lifecycle.gate.GateReport;
import ml.lifecycle.internal.gate.GateCodec;
import ml.lifecycle.internal.registry.ModelState.Rule;
import ml.lifecycle.internal.signature.SignatureCodec;
import ml.lifecycle.internal.text.Json;
import ml.lifecycle.registry.ModelVersion;
import ml.lifecycle.registry.RegistryEvent;
import ml.lifecycle.registry.RegistryEvent.Kind;
import ml.lifecycle.run.DataRole;
import ml.lifecycle.run.DataUse;

/** Registry events as JSON; the form is specified in the description of the package. */
final class EventCodec {

    private EventCodec() {}

    static ObjectNode begin(Kind kind, Instant at, String model) {
        return Json.object().put("op", kind.name().toLowerCase(Locale.ROOT)).put("at", at.toEpochMilli())
                .put("model", model);
    }

    static void putVersion(ObjectNode json, ModelVersion version) {
        json.put("version", version.number()).put("run", version.run()).put("path", version.path())
                .put("format", version.format()).put("digest", version.digest()).put("size", version.size());
        json.set("signature", SignatureCodec.toJson(version.signature()));
        ArrayNode data = json.putArray("data");
        for (DataUse use : version.data()) {
            ObjectNode entry = data.addObject().put("role", use.role().name().toLowerCase(Locale.ROOT))
                    .put("name", use.name()).put("digest", use.digest()).put("rows", use.rows());
            if (!use.fingerprints().isEmpty()) {
                entry.put("fingerprints", use.fingerprints());
            }
            if (!use.source().isEmpty()) {
                entry.put("source", use.source());
            }
        }
        ObjectNode metrics = json.putObject("metrics");
        version.metrics().forEach((name, value) -> Json.putNumber(metrics, name, value));
    }

    static ModelVersion version(JsonNode json, int sameAs) {
        List<DataUse> data = new ArrayList<>();
        json.path("data").forEach(use -> data.add(new DataUse(
                DataRole.valueOf(use.path("role").asText().toUpperCase(Locale.ROOT)), use.path("name").asText(),
                use.path("digest").asText(), use.path("rows").asLong(), use.path("fingerprints").asText(),
                use.path("source").asText())));
        Map<String, Double> metrics = new LinkedHashMap<>();
        json.path("metrics").properties().forEach(
                metric -> metrics.put(metric.getKey(), Json.number(metric.getValue())));
        return new ModelVersion(json.path("model").asText(), json.path("version").asInt(), json.path("run").asText(),
                json.path("path").asText(), json.path("format").asText(), json.path("digest").asText(),
                json.path("size").asLong(), SignatureCodec.fromJson(json.path("signature")), data, metrics, at(json),
                sameAs);
    }

    static RegistryEvent event(long sequence, JsonNode json) {
        GateReport report = json.has("report") ? GateCodec.report(json.get("report")) : null;
        return new RegistryEvent(sequence, at(json), kind(json), json.has("alias") ? json.get("alias").asText() : null,
                json.path("version").asInt(), json.path("previous").asInt(), json.path("by").asText(),
                json.path("because").asText(), report);
    }

    static void putRule(ObjectNode json, Rule rule) {
        json.set("gate", GateCodec.toJson(rule.gate()));
        if (!rule.actors().isEmpty()) {
            rule.actors().forEach(json.putArray("actors")::add);
        }
    }

    static Rule rule(JsonNode json) {
        List<String> actors = new ArrayList<>();
        json.path("actors").forEach(actor -> actors.add(actor.asText()));
        return new Rule(GateCodec.gate(json.path("gate")), actors);
    }

    static Kind kind(JsonNode json) {
        return Kind.valueOf(json.path("op").asText().toUpperCase(Locale.ROOT));
    }

    private static Instant at(JsonNode json) {
        return Instant.ofEpochMilli(json.path("at").asLong());
    }
}
