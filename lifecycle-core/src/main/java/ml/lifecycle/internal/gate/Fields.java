package ml.lifecycle.internal.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import ml.lifecycle.CorruptException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.internal.text.Names;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object, read strictly: what is missing, of another type or unknown is damage, not a default.
 */
final class Fields {

    private static final int LONGEST = 200;

    private final String what;
    private final JsonNode json;

    Fields(String what, JsonNode json) {
        this.what = what;
        this.json = json;
        if (!json.isObject()) {
            throw damaged("expected an object");
        }
    }

    /** Builds a record and says where the damage is if a rule of the record refuses the values. */
    <T> T build(Supplier<T> constructor) {
        try {
            return constructor.get();
        } catch (RefusedException refused) {
            throw new CorruptException("The " + what + " in the stored JSON cannot be used: " + refused.getMessage(),
                    refused);
        }
    }

    String text(String key) {
        JsonNode value = json.path(key);
        if (!value.isTextual()) {
            throw damaged("expected a text for '" + key + "'");
        }
        return value.textValue();
    }

    @Nullable String textOrNull(String key) {
        return json.has(key) ? text(key) : null;
    }

    double number(String key) {
        JsonNode value = json.path(key);
        if (value.isNumber()) {
            return value.doubleValue();
        }
        return switch (value.asText()) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw damaged("expected a number for '" + key + "'");
        };
    }

    double number(String key, double usual) {
        return json.has(key) ? number(key) : usual;
    }

    long whole(String key, long usual) {
        JsonNode value = json.path(key);
        if (value.isMissingNode()) {
            return usual;
        }
        if (!value.canConvertToLong() || !value.isIntegralNumber()) {
            throw damaged("expected a whole number for '" + key + "'");
        }
        return value.longValue();
    }

    /** Whether something is so; left out, it is not. */
    boolean flag(String key) {
        JsonNode value = json.path(key);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw damaged("expected true or false for '" + key + "'");
        }
        return value.booleanValue();
    }

    JsonNode object(String key) {
        JsonNode value = json.path(key);
        if (!value.isObject()) {
            throw damaged("expected an object for '" + key + "'");
        }
        return value;
    }

    JsonNode array(String key) {
        JsonNode value = json.path(key);
        if (!value.isArray()) {
            throw damaged("expected a list for '" + key + "'");
        }
        return value;
    }

    <E extends Enum<E>> E constant(String key, Class<E> type) {
        String name = text(key);
        return Arrays.stream(type.getEnumConstants()).filter(constant -> key(constant).equals(name)).findFirst()
                .orElseThrow(() -> unknown(key));
    }

    <E extends Enum<E>> E constant(String key, E usual) {
        return json.has(key) ? constant(key, usual.getDeclaringClass()) : usual;
    }

    /** Something that this version does not know. */
    CorruptException unknown(String key) {
        return new CorruptException("The " + what + " in the stored JSON has the " + key + " '"
                + Names.printable(text(key)) + "', which this version of Lifecycle does not know. It was written by a"
                + " newer version, or is damaged; read it with the version that wrote it.");
    }

    private CorruptException damaged(String expected) {
        String found = json.toString();
        return new CorruptException("The " + what + " in the stored JSON is damaged: " + expected + ", found "
                + Names.printable(found.length() > LONGEST ? found.substring(0, LONGEST) + "…" : found) + ".");
    }

    static String key(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Writes a number in its shortest decimal form that reads back as the same number. {@code Double.toString} gives
     * other digits on older Java versions, and digests must not depend on them.
     */
    static void put(ObjectNode json, String key, double value) {
        if (!Double.isFinite(value)) {
            json.put(key, Double.toString(value));
        } else if (value == 0 || value == Math.rint(value) && Math.abs(value) < 1e15) {
            // A negative zero has no whole number.
            if (Double.doubleToRawLongBits(value) == Long.MIN_VALUE) {
                json.put(key, value);
            } else {
                json.put(key, (long) value);
            }
        } else {
            json.put(key, shortest(value));
        }
    }

    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits < 17; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (rounded.doubleValue() == value) {
                return rounded.stripTrailingZeros();
            }
        }
        return exact.round(new MathContext(17, RoundingMode.HALF_EVEN)).stripTrailingZeros();
    }
}
