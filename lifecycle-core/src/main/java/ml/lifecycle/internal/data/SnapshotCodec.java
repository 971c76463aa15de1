package ml.lifecycle.internal.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import ml.lifecycle.CorruptException;
import ml.lifecycle.internal.text.Json;

/** Snapshots as events; the package description specifies them. */
final class SnapshotCodec {

    static final String OP = "snapshot";
    static final String ALIAS = "alias";

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
     * @param rows the number of rows
     * @param source the name of the file
     * @param profile the digest of the stored profile; empty in an event of the first form, which held the profile itself
     */
    record Event(String name, int number, Instant at, String digest, String table, long size,
            long rows, String source, String profile) {}

    static byte[] write(Event event) {
        return Json.bytes(Json.object().put("op", OP).put("name", event.name()).put("number", event.number())
                .put("at", event.at().toString()).put("digest", event.digest())
                .put("table", event.table()).put("size", event.size())
                .put("rows", event.rows()).put("source", event.source()).put("profile", event.profile()));
    }

    /**
     * That a name points to a snapshot.
     *
     * @param name the true name of the data set
     * @param alias the name that points
     * @param number the number of the snapshot
     * @param at when it was said
     */
    record Alias(String name, String alias, int number, Instant at) {}

    static byte[] write(Alias alias) {
        return Json.bytes(Json.object().put("op", ALIAS).put("name", alias.name()).put("alias", alias.alias())
                .put("number", alias.number()).put("at", alias.at().toString()));
    }

    static Alias alias(String what, JsonNode json) {
        try {
            return new Alias(json.required("name").asText(), json.required("alias").asText(),
                    json.required("number").intValue(), Instant.parse(json.required("at").asText()));
        } catch (IllegalArgumentException | DateTimeException failure) {
            throw new CorruptException("The JSON of " + what + " is no alias (" + failure.getMessage()
                    + "); verify() lists all damage.", failure);
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
            return new Event(json.required("name").asText(), json.required("number").intValue(),
                    Instant.parse(json.required("at").asText()), json.required("digest").asText(),
                    json.required("table").asText(), json.required("size").longValue(),
                    profile.isObject() ? profile.required("rows").longValue() : json.required("rows").longValue(),
                    json.required("source").asText(), profile.isTextual() ? profile.textValue() : "");
        } catch (IllegalArgumentException | DateTimeException failure) {
            throw new CorruptException("The JSON of " + what + " is no snapshot (" + failure.getMessage()
                    + "); verify() lists all damage.", failure);
        }
    }
}
