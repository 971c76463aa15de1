package ml.lifecycle.internal.query;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ml.lifecycle.CorruptException;
import ml.lifecycle.internal.signature.SignatureCodec;
import ml.lifecycle.internal.text.Json;
import ml.lifecycle.run.ArtifactRef;
import ml.lifecycle.run.DataRole;
import ml.lifecycle.run.DataUse;
import ml.lifecycle.run.ModelInfo;
import org.jspecify.annotations.Nullable;

/** Reads the sections of events that the index keeps as raw JSON: one value or several, one after the other. */
final class RawSections {

    private static final ObjectMapper MAPPER = JsonMapper.builder(Json.FACTORY).build();

    private RawSections() {}

    static Map<String, ArtifactRef> artifacts(@Nullable String raw) {
        Map<String, ArtifactRef> artifacts = new LinkedHashMap<>();
        for (JsonNode section : values(raw)) {
            section.properties().forEach(entry -> artifacts.put(entry.getKey(), new ArtifactRef(entry.getKey(),
                    entry.getValue().path(0).asText(), entry.getValue().path(1).asLong())));
        }
        return artifacts;
    }

    static List<DataUse> data(@Nullable String raw) {
        List<DataUse> uses = new ArrayList<>();
        for (JsonNode section : values(raw)) {
            section.forEach(use -> uses.add(new DataUse(
                    DataRole.valueOf(use.path("role").asText().toUpperCase(Locale.ROOT)), use.path("name").asText(),
                    use.path("digest").asText(), use.path("rows").asLong(-1))));
        }
        return uses;
    }

    static Map<String, ModelInfo> models(@Nullable String raw) {
        Map<String, ModelInfo> models = new LinkedHashMap<>();
        for (JsonNode section : values(raw)) {
            section.properties().forEach(entry -> {
                JsonNode signature = entry.getValue().get("signature");
                models.put(entry.getKey(), new ModelInfo(entry.getKey(), entry.getValue().path("format").asText(),
                        signature == null ? null : SignatureCodec.fromJson(signature)));
            });
        }
        return models;
    }

    private static List<JsonNode> values(@Nullable String raw) {
        if (raw == null) {
            return List.of();
        }
        try (JsonParser parser = Json.FACTORY.createParser(raw);
                MappingIterator<JsonNode> values = MAPPER.readerFor(JsonNode.class).readValues(parser)) {
            return values.readAll();
        } catch (IOException failure) {
            throw new CorruptException("What a run says of its files cannot be read (" + failure.getMessage()
                    + "); verify() lists all damage.", failure);
        }
    }
}
