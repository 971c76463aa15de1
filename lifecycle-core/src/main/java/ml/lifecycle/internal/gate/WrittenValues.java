package ml.lifecycle.internal.gate;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import ml.lifecycle.data.TableColumn;
import org.jspecify.annotations.Nullable;

/** Values that were written down as texts, to be found in a column of any type: 1, 1.0 and 1e0 are one number. */
final class WrittenValues {

    private WrittenValues() {}

    /**
     * Which rows of a column have one of some values.
     *
     * @param column the column
     * @param texts the values, as people write them
     * @return asked for a row with a value
     */
    static IntPredicate in(TableColumn column, Collection<String> texts) {
        return switch (column.type()) {
            case NUMBER, INTEGER -> {
                Set<Double> numbers = all(texts, WrittenValues::number);
                Set<String> exact = new HashSet<>(texts);
                yield row -> exact.contains(String.valueOf(column.text(row)))
                        || numbers.contains(column.number(row) + 0.0) && Math.abs(column.number(row)) < 1L << 53;
            }
            case BOOLEAN -> {
                Set<Boolean> flags = all(texts, WrittenValues::flag);
                yield row -> flags.contains(column.number(row) != 0);
            }
            case TIMESTAMP -> {
                Set<Instant> moments = all(texts, WrittenValues::moment);
                yield row -> moments.contains(moment(String.valueOf(column.text(row))));
            }
            case TEXT -> {
                Set<String> exact = new HashSet<>(texts);
                yield row -> exact.contains(column.text(row));
            }
        };
    }

    private static <T> Set<T> all(Collection<String> texts, Function<String, @Nullable T> read) {
        return texts.stream().map(read).filter(value -> value != null).collect(Collectors.toSet());
    }

    private static @Nullable Double number(String text) {
        try {
            return Double.parseDouble(text.strip()) + 0.0;
        } catch (NumberFormatException none) {
            return null;
        }
    }

    private static @Nullable Boolean flag(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "1", "1.0" -> true;
            case "false", "0", "0.0" -> false;
            default -> null;
        };
    }

    private static @Nullable Instant moment(String text) {
        try {
            return text.length() <= 10 ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : text.endsWith("Z") ? Instant.parse(text) : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException none) {
            return null;
        }
    }
}
