package ml.lifecycle.internal.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ml.lifecycle.CorruptException;
import ml.lifecycle.data.ColumnProfile;
import ml.lifecycle.data.Profile;
import ml.lifecycle.internal.text.Json;
import ml.lifecycle.signature.ColumnType;

/** Snapshots as events; the package description specifies them. */
final class SnapshotCodec {

    static final String OP = "snapshot";

    private SnapshotCodec() {}

    /**
     * What an event says.
     *
     * @param name the true name of the data set
     * @param number the number of the snapshot
     * @param at when it was added
     * @param digest the digest of the content
     * @param table the digest of the table
     * @param size the length of the content in bytes
     * @param source the name of the file
     * @param profile what is known of the table
     */
    record Event(String name, int number, Instant at, String digest, String table, long size,
            String source, Profile profile) {}

    static byte[] write(Event event) {
        ObjectNode json = Json.object().put("op", OP).put("name", event.name()).put("number", event.number())
                .put("at", event.at().toString()).put("digest", event.digest())
                .put("table", event.table()).put("size", event.size())
                .put("rows", event.profile().rows()).put("source", event.source());
        ObjectNode profile = json.putObject("profile").put("rows", event.profile().rows());
        ArrayNode columns = profile.putArray("columns");
        event.profile().columns().forEach(column -> write(columns.addObject(), column));
        return Json.bytes(json);
    }

    private static void write(ObjectNode json, ColumnProfile column) {
        json.put("name", column.name()).put("type", column.type().name().toLowerCase(Locale.ROOT))
                .put("missing", column.missing()).put("distinct", column.distinct());
        put(json, "min", column.min());
        put(json, "max", column.max());
        put(json, "mean", column.mean());
        put(json, "sd", column.standardDeviation());
        if (column.quantiles().length > 0) {
            ArrayNode quantiles = json.putArray("quantiles");
            for (double quantile : column.quantiles()) {
                quantiles.add(quantile);
            }
        }
        if (!column.top().isEmpty()) {
            ArrayNode top = json.putArray("top");
            column.top().forEach((value, count) -> top.addArray().add(value).add(count));
        }
    }

    private static void put(ObjectNode json, String key, double value) {
        if (!Double.isNaN(value)) {
            Json.putNumber(json, key, value);
        }
    }

    /**
     * Reads an event.
     *
     * @param what what it is, for the message
     * @param json an event with the {@code op} {@value #OP}
     * @throws CorruptException if it is no such event
     */
    static Event read(String what, JsonNode json) {
        try {
            JsonNode profile = json.required("profile");
            long rows = profile.required("rows").longValue();
            List<ColumnProfile> columns = new ArrayList<>();
            profile.required("columns").forEach(column -> columns.add(column(column, rows)));
            return new Event(json.required("name").asText(), json.required("number").intValue(),
                    Instant.parse(json.required("at").asText()), json.required("digest").asText(),
                    json.required("table").asText(),
                    json.required("size").longValue(), json.required("source").asText(),
                    new TableProfile(rows, columns));
        } catch (IllegalArgumentException | DateTimeException failure) {
            throw new CorruptException("The JSON of " + what + " is no snapshot (" + failure.getMessage()
                    + "); verify() lists all damage.", failure);
        }
    }

    private static ColumnProfile column(JsonNode json, long rows) {
        Map<String, Long> top = new LinkedHashMap<>();
        json.path("top").forEach(pair -> top.put(pair.path(0).asText(), pair.path(1).longValue()));
        double[] quantiles = new double[json.path("quantiles").size()];
        for (int index = 0; index < quantiles.length; index++) {
            quantiles[index] = json.path("quantiles").get(index).doubleValue();
        }
        return new ColumnProfile(json.required("name").asText(),
                ColumnType.valueOf(json.required("type").asText().toUpperCase(Locale.ROOT)), rows,
                json.required("missing").longValue(), json.required("distinct").longValue(), number(json, "min"),
                number(json, "max"), number(json, "mean"), number(json, "sd"), quantiles, top);
    }

    private static double number(JsonNode json, String key) {
        return json.has(key) ? Json.number(json.get(key)) : Double.NaN;
    }
}
