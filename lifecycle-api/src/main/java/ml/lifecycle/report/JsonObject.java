package ml.lifecycle.report;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * An object of JSON in the making: one line, in ASCII, keys in the order in which they are put. JSON has no NaN and no
 * infinity: these are the texts {@code "NaN"}, {@code "Infinity"} and {@code "-Infinity"}.
 */
public final class JsonObject {

    private final StringBuilder text = new StringBuilder("{");

    /** An object without keys. */
    public JsonObject() {}

    /**
     * Puts a text.
     *
     * @param key the key
     * @param value the text; {@code null} puts nothing
     * @return this
     */
    public JsonObject put(String key, @Nullable String value) {
        return value == null ? this : raw(key, quoted(value));
    }

    /**
     * Puts a number.
     *
     * @param key the key
     * @param value the number
     * @return this
     */
    public JsonObject put(String key, double value) {
        return raw(key, number(value));
    }

    /**
     * Puts a whole number.
     *
     * @param key the key
     * @param value the number
     * @return this
     */
    public JsonObject put(String key, long value) {
        return raw(key, Long.toString(value));
    }

    /**
     * Puts true or false.
     *
     * @param key the key
     * @param value which
     * @return this
     */
    public JsonObject put(String key, boolean value) {
        return raw(key, Boolean.toString(value));
    }

    /**
     * Puts an object.
     *
     * @param key the key
     * @param value the object, complete
     * @return this
     */
    public JsonObject put(String key, JsonObject value) {
        return raw(key, value.toString());
    }

    /**
     * Puts what is JSON already.
     *
     * @param key the key
     * @param json a value, complete
     * @return this
     */
    public JsonObject json(String key, String json) {
        return raw(key, json);
    }

    /**
     * Puts a list of objects.
     *
     * @param <T> what is listed
     * @param key the key
     * @param values what is listed
     * @param object makes the object of each
     * @return this
     */
    public <T> JsonObject list(String key, Collection<T> values, Function<T, JsonObject> object) {
        return raw(key, values.stream().map(value -> object.apply(value).toString()).collect(array()));
    }

    /**
     * Puts a list of texts.
     *
     * @param key the key
     * @param values the texts
     * @return this
     */
    public JsonObject list(String key, Collection<String> values) {
        return raw(key, values.stream().map(JsonObject::quoted).collect(array()));
    }

    /**
     * Puts a list of numbers.
     *
     * @param key the key
     * @param values the numbers
     * @return this
     */
    public JsonObject list(String key, double... values) {
        return raw(key, Arrays.stream(values).mapToObj(JsonObject::number).collect(array()));
    }

    /**
     * Puts a list of whole numbers.
     *
     * @param key the key
     * @param values the numbers
     * @return this
     */
    public JsonObject list(String key, long... values) {
        return raw(key, LongStream.of(values).mapToObj(Long::toString).collect(array()));
    }

    private static Collector<CharSequence, ?, String> array() {
        return Collectors.joining(",", "[", "]");
    }

    private JsonObject raw(String key, String json) {
        text.append(text.length() > 1 ? "," : "").append(quoted(key)).append(':').append(json);
        return this;
    }

    private static String number(double value) {
        return Double.isFinite(value) ? Double.toString(value) : quoted(Double.toString(value));
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        text.chars().forEach(character -> {
            if (character == '"' || character == '\\') {
                quoted.append('\\').append((char) character);
            } else if (character < 0x20 || character >= 0x7F) {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", character));
            } else {
                quoted.append((char) character);
            }
        });
        return quoted.append('"').toString();
    }

    /** The object as far as it is made. */
    @Override
    public String toString() {
        return text + "}";
    }
}
