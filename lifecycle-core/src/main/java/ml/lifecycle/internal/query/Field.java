package ml.lifecycle.internal.query;

import java.util.List;
import java.util.Locale;

/**
 * What a condition, an order or a column of a table names.
 *
 * @param kind which kind of field
 * @param name the name of the metric, param or tag; empty for an attribute
 */
record Field(Kind kind, String name) {

    enum Kind {
        METRIC, PARAM, TAG, ID, NAME, STATUS, EXPERIMENT, PARENT, START_TIME, END_TIME, DURATION
    }

    /** The attributes as they are written. */
    static final List<String> ATTRIBUTES =
            List.of("id", "name", "status", "experiment", "parent", "start_time", "end_time", "duration");

    static Field attribute(String name) {
        return new Field(Kind.valueOf(name.toUpperCase(Locale.ROOT)), "");
    }

    /** Whether runs may have it or not, as metrics, params and tags. */
    boolean isNamed() {
        return !name.isEmpty();
    }

    boolean isNumber() {
        return kind == Kind.METRIC || isTime() || kind == Kind.DURATION;
    }

    boolean isTime() {
        return kind == Kind.START_TIME || kind == Kind.END_TIME;
    }

    /** The name for a heading. */
    String label() {
        return name.isEmpty() ? kind.name().toLowerCase(Locale.ROOT) : name;
    }

    @Override
    public String toString() {
        return switch (kind) {
            case METRIC -> "metrics." + name;
            case PARAM -> "params." + name;
            case TAG -> "tags." + name;
            default -> label();
        };
    }
}
