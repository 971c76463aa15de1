package ml.lifecycle.internal.run;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import ml.lifecycle.internal.signature.SignatureCodec;
import ml.lifecycle.internal.text.Json;
import ml.lifecycle.run.ArtifactRef;
import ml.lifecycle.run.DataUse;
import ml.lifecycle.run.ModelInfo;
import ml.lifecycle.run.RunStatus;
import ml.lifecycle.signature.Signature;
import org.jspecify.annotations.Nullable;

/** Writes the events of an experiment's log; their form is given in the description of this package. */
final class EventWriter {

    private EventWriter() {}

    static byte[] created(long at, String name) {
        return Json.bytes(Json.object().put("op", "created").put("at", at).put("name", name));
    }

    static byte[] question(long at, String text) {
        return Json.bytes(Json.object().put("op", "question").put("at", at).put("text", text));
    }

    static byte[] kpi(long at, ObjectNode check) {
        ObjectNode event = Json.object().put("op", "kpi").put("at", at);
        event.set("check", check);
        return Json.bytes(event);
    }

    static byte[] start(String run, long at, String name, @Nullable String parent, String session) {
        return write("start", run, at, json -> {
            json.writeStringField("name", name);
            if (parent != null) {
                json.writeStringField("parent", parent);
            }
            json.writeStringField("session", session);
        });
    }

    static byte[] log(String run, long at, Sections sections) {
        return write("log", run, at, json -> sections(json, sections));
    }

    static byte[] end(String run, long at, RunStatus status, @Nullable String failure, Sections sections) {
        return write("end", run, at, json -> {
            json.writeStringField("status", status.name());
            if (failure != null) {
                json.writeStringField("failure", failure);
            }
            sections(json, sections);
        });
    }

    private static byte[] write(String op, String run, long at, Content content) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(512);
                JsonGenerator json = Json.FACTORY.createGenerator(bytes)) {
            json.enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER.mappedFeature());
            json.writeStartObject();
            json.writeStringField("op", op);
            json.writeStringField("run", run);
            json.writeNumberField("at", at);
            content.write(json);
            json.writeEndObject();
            json.flush();
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new IllegalStateException("memory can always be written", impossible);
        }
    }

    private static void sections(JsonGenerator json, Sections sections) throws IOException {
        texts(json, "params", sections.params);
        texts(json, "tags", sections.tags);
        if (!sections.metrics.isEmpty()) {
            json.writeObjectFieldStart("metrics");
            for (MetricCell metric : sections.metrics) {
                json.writeArrayFieldStart(metric.name);
                json.writeNumber(metric.step);
                json.writeNumber(metric.at);
                json.writeNumber(metric.value);
                json.writeEndArray();
            }
            json.writeEndObject();
        }
        if (!sections.artifacts.isEmpty()) {
            json.writeObjectFieldStart("artifacts");
            for (ArtifactRef artifact : sections.artifacts.values()) {
                json.writeArrayFieldStart(artifact.path());
                json.writeString(artifact.digest());
                json.writeNumber(artifact.size());
                json.writeEndArray();
            }
            json.writeEndObject();
        }
        data(json, sections);
        models(json, sections);
    }

    private static void texts(JsonGenerator json, String name, Map<String, String> texts) throws IOException {
        if (!texts.isEmpty()) {
            json.writeObjectFieldStart(name);
            for (Map.Entry<String, String> text : texts.entrySet()) {
                json.writeStringField(text.getKey(), text.getValue());
            }
            json.writeEndObject();
        }
    }

    private static void data(JsonGenerator json, Sections sections) throws IOException {
        if (!sections.data.isEmpty()) {
            json.writeArrayFieldStart("data");
            for (DataUse use : sections.data) {
                json.writeStartObject();
                json.writeStringField("role", use.role().name());
                json.writeStringField("name", use.name());
                json.writeStringField("digest", use.digest());
                json.writeNumberField("rows", use.rows());
                if (!use.fingerprints().isEmpty()) {
                    json.writeStringField("fingerprints", use.fingerprints());
                }
                if (!use.source().isEmpty()) {
                    json.writeStringField("source", use.source());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        }
    }

    private static void models(JsonGenerator json, Sections sections) throws IOException {
        if (!sections.models.isEmpty()) {
            json.writeObjectFieldStart("models");
            for (ModelInfo model : sections.models.values()) {
                json.writeObjectFieldStart(model.path());
                json.writeStringField("format", model.format());
                Signature signature = model.signature();
                if (signature != null) {
                    json.writeFieldName("signature");
                    json.writeRawValue(SignatureCodec.toJson(signature).toString());
                }
                json.writeEndObject();
            }
            json.writeEndObject();
        }
    }

    /** What an event says beyond its op and run. */
    private interface Content {
        void write(JsonGenerator json) throws IOException;
    }
}
