package ml.lifecycle.internal.signature;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import ml.lifecycle.internal.text.Json;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.ColumnType;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Range;
import ml.lifecycle.signature.Signature;

/** Signatures as JSON. */
public final class SignatureCodec {

    private SignatureCodec() {}

    /**
     * Writes a signature.
     *
     * @param signature the signature
     * @return its JSON
     */
    public static ObjectNode toJson(Signature signature) {
        ObjectNode json = Json.object();
        ArrayNode inputs = json.putArray("inputs");
        signature.inputs().forEach(column -> write(inputs.addObject(), column));
        ObjectNode output = json.putObject("output");
        output.put("name", signature.output().name());
        output.put("kind", lower(signature.output().kind()));
        putTexts(output, "labels", signature.output().labels());
        return json;
    }

    private static void write(ObjectNode json, Column column) {
        json.put("name", column.name()).put("type", lower(column.type()));
        if (!column.required()) {
            json.put("optional", true);
        }
        Range range = column.range();
        if (range != null) {
            json.put("min", range.min()).put("max", range.max());
        }
        putTexts(json, "levels", column.levels());
    }

    private static void putTexts(ObjectNode json, String key, List<String> texts) {
        if (!texts.isEmpty()) {
            texts.forEach(json.putArray(key)::add);
        }
    }

    /**
     * Reads a signature.
     *
     * @param json what {@link #toJson} wrote
     * @return the signature
     */
    public static Signature fromJson(JsonNode json) {
        List<Column> inputs = new ArrayList<>();
        json.path("inputs").forEach(column -> inputs.add(column(column)));
        JsonNode output = json.path("output");
        return new Signature(inputs, new Output(output.path("name").asText(),
                Output.Kind.valueOf(upper(output.path("kind"))), texts(output.path("labels"))));
    }

    private static Column column(JsonNode json) {
        Range range = json.has("min") ? new Range(json.get("min").doubleValue(), json.get("max").doubleValue()) : null;
        return new Column(json.path("name").asText(), ColumnType.valueOf(upper(json.path("type"))),
                !json.path("optional").asBoolean(), range, texts(json.path("levels")));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String upper(JsonNode text) {
        return text.asText().toUpperCase(Locale.ROOT);
    }
}
