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
import java.util.function.Consumer;
import java.util.function.Supplier;
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

    /** What a section says, or a substitute if it cannot be read: one bad section hides no run. */
    static <T> T readable(Supplier<T> section, T substitute) {
        try {
            return section.get();
        } catch (CorruptException damaged) {
            return substitute;
        }
    }

    static Map<String, ArtifactRef> artifacts(@Nullable String raw) {
        Map<String, ArtifactRef> artifacts = new LinkedHashMap<>();
        read(raw, section -> section.properties().forEach(entry -> artifacts.put(entry.getKey(), new ArtifactRef(
                entry.getKey(), entry.getValue().path(0).asText(), entry.getValue().path(1).asLong()))));
        return artifacts;
    }

    static List<DataUse> data(@Nullable String raw) {
        List<DataUse> uses = new ArrayList<>();
        read(raw, section -> section.forEach(use -> uses.add(new DataUse(
                DataRole.valueOf(use.path("role").asText().toUpperCase(Locale.ROOT)), use.path("name").asText(),
                use.path("digest").asText(), use.path("rows").asLong(-1),
                use.path("fingerprints").asText()))));
        return uses;
    }

    static Map<String, ModelInfo> models(@Nullable String raw) {
        Map<String, ModelInfo> models = new LinkedHashMap<>();
        read(raw, section -> section.properties().forEach(entry -> {
            JsonNode signature = entry.getValue().get("signature");
            models.put(entry.getKey(), new ModelInfo(entry.getKey(), entry.getValue().path("format").asText(),
                    signature == null ? null : SignatureCodec.fromJson(signature)));
        }));
        return models;
    }

    private static void read(@Nullable String raw, Consumer<JsonNode> section) {
        if (raw == null) {
            return;
        }
        try (JsonParser parser = Json.FACTORY.createParser(raw);
                MappingIterator<JsonNode> values = MAPPER.readerFor(JsonNode.class).readValues(parser)) {
            values.forEachRemaining(section);
        } catch (IOException | RuntimeException failure) {
            throw new CorruptException("What a run says of its files cannot be read (" + failure.getMessage()
                    + "); verify() lists all damage.", failure);
        }
    }
}
