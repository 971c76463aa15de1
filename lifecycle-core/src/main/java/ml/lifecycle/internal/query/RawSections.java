package ml.lifecycle.internal.query;

import java.nio.charset.StandardCharsets;
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
import ml.lifecycle.signature.Signature;
import org.jspecify.annotations.Nullable;

/** Reads the sections of events that the index keeps as raw JSON: one value or several, one after the other. */
final class RawSections {

    /** One entry of a section, which the scanner stands before. */
    private interface Entry {
        void read(JsonScanner json);
    }

    private RawSections() {}

    /** The artifacts by their path. */
    static Map<String, ArtifactRef> artifacts(@Nullable String raw) {
        if (raw == null) {
            return Map.of();
        }
        Map<String, ArtifactRef> artifacts = new LinkedHashMap<>();
        read(raw, json -> {
            for (boolean member = json.openObject(); member; member = json.nextMember()) {
                String path = json.string();
                json.expect('[');
                json.text();
                String digest = json.string();
                json.expect(',');
                artifacts.put(path, new ArtifactRef(path, digest, json.integer()));
                while (json.more(']')) {
                    json.skip();
                }
            }
        });
        return artifacts;
    }

    /** The data that was used. */
    static List<DataUse> data(@Nullable String raw) {
        if (raw == null) {
            return List.of();
        }
        List<DataUse> uses = new ArrayList<>();
        read(raw, json -> {
            json.expect('[');
            if (!json.closed(']')) {
                do {
                    uses.add(use(json));
                } while (json.more(']'));
            }
        });
        return uses;
    }

    private static DataUse use(JsonScanner json) {
        String role = "";
        String name = "";
        String digest = "";
        String fingerprints = "";
        String source = "";
        long rows = -1;
        for (boolean member = json.openObject(); member; member = json.nextMember()) {
            switch (json.string()) {
                case "role" -> role = text(json);
                case "name" -> name = text(json);
                case "digest" -> digest = text(json);
                case "rows" -> rows = json.integer();
                case "fingerprints" -> fingerprints = text(json);
                case "source" -> source = text(json);
                default -> json.skip();
            }
        }
        return new DataUse(DataRole.valueOf(role.toUpperCase(Locale.ROOT)), name, digest, rows, fingerprints, source);
    }

    /** The models by their path. */
    static Map<String, ModelInfo> models(@Nullable String raw) {
        if (raw == null) {
            return Map.of();
        }
        Map<String, ModelInfo> models = new LinkedHashMap<>();
        read(raw, json -> {
            for (boolean member = json.openObject(); member; member = json.nextMember()) {
                String path = json.string();
                models.put(path, model(json, path));
            }
        });
        return models;
    }

    private static ModelInfo model(JsonScanner json, String path) {
        String format = "";
        Signature signature = null;
        for (boolean member = json.openObject(); member; member = json.nextMember()) {
            switch (json.string()) {
                case "format" -> format = text(json);
                case "signature" -> {
                    json.skip();
                    signature = SignatureCodec.fromJson(Json.read("a signature", json.bytes, json.from, json.length));
                }
                default -> json.skip();
            }
        }
        return new ModelInfo(path, format, signature);
    }

    private static String text(JsonScanner json) {
        json.text();
        return json.string();
    }

    private static void read(String raw, Entry entry) {
        byte[] bytes = raw.getBytes(StandardCharsets.UTF_8);
        JsonScanner json = new JsonScanner();
        json.reset(bytes, 0, bytes.length);
        try {
            while (!json.atEnd()) {
                entry.read(json);
            }
        } catch (RuntimeException failure) {
            throw new CorruptException("What a run says of its files cannot be read (" + failure.getMessage()
                    + "); verify() lists all damage.", failure);
        }
    }
}
