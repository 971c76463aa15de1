package ml.lifecycle.internal.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.Charset;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ml.lifecycle.CorruptException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.CsvFormat;
import ml.lifecycle.internal.text.Json;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.signature.ColumnType;

/** Snapshots as events; the package description specifies them. */
final class SnapshotCodec {

    static final String OP = "snapshot";
    static final String ALIAS = "alias";
    static final String PART = "part";
    /** What stands for each type, in the order of {@link ColumnType}: number, integer, text, boolean, timestamp. */
    private static final String LETTERS = "nixbt";
    private static final Pattern ALIKE = Pattern.compile("([" + LETTERS + "])([0-9]{0,7})");

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
     * @param profile the digest of the stored profile; empty for a directory, and in an event
     *         of the first form, which held the profile itself
     * @param types the types of the columns; none for a directory, and where they follow from the cells
     * @param files the number of files of a directory; 0 for a table
     * @param format how the content is written
     * @param by who added it; empty if that was not said
     */
    record Event(String name, int number, Instant at, String digest, String table, long size,
            long rows, String source, String profile, List<ColumnType> types, int files, CsvFormat format, String by) {}

    static byte[] write(Event event) {
        ObjectNode json = Json.object().put("op", OP).put("name", event.name()).put("number", event.number())
                .put("at", event.at().toString()).put("digest", event.digest())
                .put("table", event.table()).put("size", event.size())
                .put("rows", event.rows()).put("source", event.source());
        if (!event.by().isEmpty()) {
            json.put("by", event.by());
        }
        if (event.files() > 0) {
            json.put("files", event.files());
        } else {
            json.put("profile", event.profile()).put("types", letters(event.types()));
            if (!event.format().equals(CsvFormat.usual())) {
                json.set("csv", csv(event.format()));
            }
        }
        return Json.bytes(json);
    }

    private static JsonNode csv(CsvFormat format) {
        ObjectNode json = Json.object().put("separator", String.valueOf(format.separator()))
                .put("quote", String.valueOf(format.quote()))
                .put("decimal", String.valueOf(format.decimal())).put("charset", format.charset().name());
        format.names().forEach(json.putArray("names")::add);
        format.missing().forEach(json.putArray("missing")::add);
        ObjectNode types = json.putObject("columns");
        format.types().forEach((name, type) -> types.put(name, letters(List.of(type))));
        return json;
    }

    private static CsvFormat csv(JsonNode json) {
        if (json.isMissingNode()) {
            return CsvFormat.usual();
        }
        List<String> names = new ArrayList<>();
        json.required("names").forEach(name -> names.add(name.asText()));
        Set<String> missing = new TreeSet<>();
        json.required("missing").forEach(text -> missing.add(text.asText()));
        Map<String, ColumnType> types = new LinkedHashMap<>();
        json.required("columns").properties()
                .forEach(type -> types.put(type.getKey(), types(type.getValue().asText()).get(0)));
        // Events of a time when all quotes were double ones do not name them.
        char quote = json.has("quote") ? character(json.required("quote")) : '"';
        return new CsvFormat(character(json.required("separator")), quote, character(json.required("decimal")),
                Charset.forName(json.required("charset").asText()), names, missing, types);
    }

    private static char character(JsonNode json) {
        if (json.asText().length() != 1) {
            throw new IllegalArgumentException("expected one character, found '" + Names.printable(json.asText()) + "'");
        }
        return json.asText().charAt(0);
    }

    /** A letter for each column; of several alike that follow each other one, with their number. */
    private static String letters(List<ColumnType> types) {
        StringBuilder letters = new StringBuilder();
        int first = 0;
        for (int column = 1; column <= types.size(); column++) {
            if (column == types.size() || types.get(column) != types.get(first)) {
                letters.append(LETTERS.charAt(types.get(first).ordinal()));
                if (column - first > 1) {
                    letters.append(column - first);
                }
                first = column;
            }
        }
        return letters.toString();
    }

    private static List<ColumnType> types(String letters) {
        List<ColumnType> types = new ArrayList<>();
        Matcher part = ALIKE.matcher(letters);
        int end = 0;
        while (part.lookingAt()) {
            int count = part.group(2).isEmpty() ? 1 : Integer.parseInt(part.group(2));
            types.addAll(Collections.nCopies(count, ColumnType.values()[LETTERS.indexOf(part.group(1))]));
            end = part.end();
            part.region(end, letters.length());
        }
        if (end < letters.length()) {
            throw new IllegalArgumentException("there are no types '" + Names.printable(letters) + "'");
        }
        return List.copyOf(types);
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
     * That a snapshot holds a part of another table.
     *
     * @param name the true name of the data set
     * @param number the number of the snapshot
     * @param of the digest of the other table
     * @param at when it was said
     */
    record Part(String name, int number, String of, Instant at) {}

    static byte[] write(Part part) {
        return Json.bytes(Json.object().put("op", PART).put("name", part.name()).put("number", part.number())
                .put("of", part.of()).put("at", part.at().toString()));
    }

    static Part part(String what, JsonNode json) {
        try {
            return new Part(json.required("name").asText(), json.required("number").intValue(),
                    json.required("of").asText(), Instant.parse(json.required("at").asText()));
        } catch (IllegalArgumentException | DateTimeException failure) {
            throw new CorruptException("The JSON of " + what + " is no part (" + failure.getMessage()
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
            JsonNode profile = json.path("profile");
            return new Event(json.required("name").asText(), json.required("number").intValue(),
                    Instant.parse(json.required("at").asText()), json.required("digest").asText(),
                    json.required("table").asText(), json.required("size").longValue(),
                    profile.isObject() ? profile.required("rows").longValue() : json.required("rows").longValue(),
                    json.required("source").asText(), profile.isTextual() ? profile.textValue() : "",
                    types(json.path("types").asText()), json.path("files").intValue(), csv(json.path("csv")),
                    json.path("by").asText());
        } catch (IllegalArgumentException | IndexOutOfBoundsException | DateTimeException | RefusedException failure) {
            throw new CorruptException("The JSON of " + what + " is no snapshot (" + failure.getMessage()
                    + "); verify() lists all damage.", failure);
        }
    }
}
