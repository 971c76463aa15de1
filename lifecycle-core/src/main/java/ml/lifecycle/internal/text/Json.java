package ml.lifecycle.internal.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import ml.lifecycle.CorruptException;

/**
 * The one configuration of the JSON library: one line, no duplicate keys, bounded depth and length of numbers. Numbers
 * that JSON does not know are written as the texts {@code "NaN"}, {@code "Infinity"} and {@code "-Infinity"}.
 */
public final class Json {

    /** The factory for streams. */
    public static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(100)
                    .maxNumberLength(400)
                    .maxStringLength(16 << 20)
                    .build())
            .build();

    private static final ObjectMapper MAPPER = JsonMapper.builder(FACTORY).build();

    private Json() {}

    /**
     * A new object, whose keys keep their order.
     *
     * @return the empty object
     */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /**
     * Writes a value on one line.
     *
     * @param node the value
     * @return UTF-8
     */
    public static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree can always be written", impossible);
        }
    }

    /**
     * Reads a value.
     *
     * @param what what it is, for the message: {@code event 3 of model 'iris'}
     * @param buffer holds UTF-8
     * @param offset where it begins
     * @param length its length in bytes
     * @return the value
     * @throws CorruptException if it is no JSON
     */
    public static JsonNode read(String what, byte[] buffer, int offset, int length) {
        try {
            return MAPPER.readTree(buffer, offset, length);
        } catch (IOException failure) {
            throw new CorruptException("The JSON of " + what + " cannot be read (" + failure.getMessage()
                    + "); verify() lists all damage.", failure);
        }
    }

    /**
     * Puts a number, also one that JSON does not know.
     *
     * @param object where to
     * @param key its key
     * @param value the number
     */
    public static void putNumber(ObjectNode object, String key, double value) {
        if (Double.isFinite(value)) {
            object.put(key, value);
        } else {
            object.put(key, Double.toString(value));
        }
    }

    /**
     * A number that {@link #putNumber} wrote.
     *
     * @param node the number or its text
     * @return the number
     */
    public static double number(JsonNode node) {
        return node.isTextual() ? Double.parseDouble(node.textValue()) : node.doubleValue();
    }
}
