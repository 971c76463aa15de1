package ml.lifecycle.testkit.jqwik;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import ml.lifecycle.RefusedException;
import ml.lifecycle.core.BrokenRow;
import ml.lifecycle.core.SampleRows;
import ml.lifecycle.data.Profile;
import ml.lifecycle.data.Table;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.Range;
import ml.lifecycle.signature.Signature;
import ml.lifecycle.signature.SignatureViolation.Kind;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

/** Rows for a model, made from its signature. They shrink column by column, numbers towards the lower end of their range. */
@SuppressWarnings("exports") // jqwik is optional: to require it transitively would force it on every module
public final class Rows {

    private static final int STEPS = 1000;
    private static final double ABSENT = 0.1;

    private Rows() {}

    /**
     * Rows that keep a signature. The ends of ranges come often; optional columns are absent in some rows.
     *
     * @param signature the contract
     * @return the rows
     */
    public static Arbitrary<Map<String, Object>> valid(Signature signature) {
        return of(signature, Rows::values);
    }

    /**
     * Rows that keep a signature, of extreme values only: both ends of each range; the largest, smallest and nearest to 0
     * of numbers without one; empty, long and unusual texts where any text is allowed.
     *
     * @param signature the contract
     * @return the rows
     */
    public static Arbitrary<Map<String, Object>> edges(Signature signature) {
        return of(signature, Rows::extremes);
    }

    private interface Values {
        Arbitrary<Object> of(Column column);
    }

    private static Arbitrary<Map<String, Object>> of(Signature signature, Values values) {
        List<Arbitrary<Object>> columns = signature.inputs().stream()
                .map(column -> column.required() ? values.of(column) : values.of(column).injectNull(ABSENT))
                .toList();
        return Combinators.combine(columns).as(chosen -> {
            Map<String, Object> row = new LinkedHashMap<>();
            for (int i = 0; i < chosen.size(); i++) {
                if (chosen.get(i) != null) {
                    row.put(signature.inputs().get(i).name(), chosen.get(i));
                }
            }
            return new GeneratedRow(row);
        });
    }

    /**
     * Rows that break a signature in one place, in any way that it makes possible.
     *
     * @param signature the contract
     * @return the rows
     */
    public static Arbitrary<Map<String, @Nullable Object>> broken(Signature signature) {
        return broken(signature, UnaryOperator.identity(), "any rule");
    }

    /**
     * Rows that break one rule of a signature in one place.
     *
     * @param signature the contract
     * @param kind the rule
     * @return the rows
     * @throws RefusedException if no row can break that rule of this signature
     */
    public static Arbitrary<Map<String, @Nullable Object>> broken(Signature signature, Kind kind) {
        return broken(signature, all -> all.stream().filter(row -> row.kind() == kind).toList(), kind.name());
    }

    private static Arbitrary<Map<String, @Nullable Object>> broken(
            Signature signature, UnaryOperator<List<BrokenRow>> filter, String rule) {
        int ways = filter.apply(BrokenRow.allOf(signature, SampleRows.plain(signature))).size();
        if (ways == 0) {
            throw new RefusedException("No row can break the rule " + rule + " of this signature; choose another rule.\n"
                    + signature);
        }
        return Combinators.combine(valid(signature), Arbitraries.integers().between(0, ways - 1))
                .as((row, way) -> new GeneratedRow(filter.apply(BrokenRow.allOf(signature, row)).get(way).row()));
    }

    /**
     * Rows of a table, as they are: their values belong together, which those of {@link #valid} do not.
     *
     * @param signature the contract, which says what columns are taken
     * @param table for example the training data
     * @return the rows
     * @throws RefusedException if the table has no rows
     */
    public static Arbitrary<Map<String, Object>> from(Signature signature, Table table) {
        if (table.rows() == 0) {
            throw new RefusedException("No rows can be drawn from a table without rows; give one that has some.");
        }
        return Arbitraries.integers().between(0, table.rows() - 1).map(number -> {
            Map<String, Object> all = table.row(number);
            Map<String, Object> row = new LinkedHashMap<>();
            for (Column column : signature.inputs()) {
                if (all.containsKey(column.name())) {
                    row.put(column.name(), all.get(column.name()));
                }
            }
            return new GeneratedRow(row);
        });
    }

    /**
     * Rows that are spread and go together as a profile says: numbers by its quantiles, with equal chances between two of
     * them, and in pairs by its correlations of ranks (a Gaussian copula); other values as often as its most frequent
     * ones, whatever else is in the row. What the profile does not know is drawn as by {@link #valid}. {@link
     * #from(Signature, Table)} keeps all that belongs together.
     *
     * @param signature the contract, which says what columns are taken; no row breaks it
     * @param profile for example that of the training data
     * @return the rows
     */
    public static Arbitrary<Map<String, Object>> from(Signature signature, Profile profile) {
        return new ProfiledRows(signature, profile).rows(Rows::values, ABSENT);
    }

    private static Arbitrary<Object> values(Column column) {
        Range range = SampleRows.rangeOf(column);
        return switch (column.type()) {
            case NUMBER -> Arbitraries.integers().between(0, STEPS).map(step -> plain(range, step));
            case INTEGER -> Arbitraries.longs().between(low(range), high(range)).asGeneric();
            case TEXT -> column.levels().isEmpty()
                    ? Arbitraries.strings().ofMaxLength(20).asGeneric()
                    : Arbitraries.<Object>of(column.levels());
            case BOOLEAN -> Arbitraries.of(false, true).asGeneric();
            case TIMESTAMP -> Arbitraries.longs().between(0, Integer.MAX_VALUE).map(Instant::ofEpochSecond);
        };
    }

    private static Arbitrary<Object> extremes(Column column) {
        Range range = column.range();
        return switch (column.type()) {
            case NUMBER -> range == null
                    ? Arbitraries.of(0.0, -0.0, Double.MIN_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE)
                    : Arbitraries.of(range.min(), range.max());
            case INTEGER -> range == null
                    ? Arbitraries.of(0L, Long.MAX_VALUE, Long.MIN_VALUE)
                    : Arbitraries.of(low(range), high(range));
            case TEXT -> column.levels().isEmpty()
                    ? Arbitraries.of("", " ", "\t\n", "\u0000", "\u0130\u0131\u00df", "\ud83d\ude00", "x".repeat(10_000))
                    : Arbitraries.<Object>of(column.levels());
            case BOOLEAN -> Arbitraries.of(false, true);
            case TIMESTAMP -> Arbitraries.of(Instant.EPOCH, Instant.parse("9999-12-31T23:59:59.999999999Z"),
                    Instant.parse("0000-01-01T00:00:00Z"));
        };
    }

    /** The number at a step of the range, with few digits where that keeps it within. */
    private static Object plain(Range range, int step) {
        double share = (double) step / STEPS;
        double exact = range.min() * (1 - share) + range.max() * share;
        double rounded = Math.rint(exact * 1e3) / 1e3;
        return step == 0 ? range.min() : step == STEPS ? range.max()
                : range.contains(rounded) ? rounded : Math.min(range.max(), Math.max(range.min(), exact));
    }

    private static long low(Range range) {
        return (long) Math.ceil(range.min());
    }

    private static long high(Range range) {
        return (long) Math.floor(range.max());
    }
}
