package ml.lifecycle.testkit.jqwik;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import ml.lifecycle.data.ColumnProfile;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.ColumnType;
import ml.lifecycle.signature.Range;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/** Values of a column that are spread as its profile says, and keep its signature. */
final class ProfiledColumn {

    private static final int DIGITS = 3;

    private ProfiledColumn() {}

    /** Whether the profile says how the numbers of a column are spread. */
    static boolean isSpread(Column column, ColumnProfile profile) {
        return (column.type() == ColumnType.NUMBER || column.type() == ColumnType.INTEGER) && profile.quantiles().length > 1;
    }

    /** The number below which a share of the column lies, with few digits, within the range of the signature. */
    static Object number(Column column, ColumnProfile profile, double share) {
        return number(column, plain(at(profile.quantiles(), share), profile.max() - profile.min()));
    }

    /** Without the digits that say nothing beside so wide a spread. */
    private static double plain(double value, double spread) {
        if (!(spread > 0 && spread < Double.POSITIVE_INFINITY)) {
            return value;
        }
        int scale = DIGITS - (int) Math.floor(Math.log10(spread));
        return BigDecimal.valueOf(value).setScale(scale, RoundingMode.HALF_EVEN).doubleValue();
    }

    /** The most frequent values; empty where the profile says nothing of such values: of times, of other texts. */
    static Optional<Arbitrary<Object>> levels(Column column, ColumnProfile profile) {
        List<Tuple2<Integer, Object>> known = profile.top().entrySet().stream()
                .filter(entry -> allowed(column, entry.getKey()))
                .map(entry -> Tuple.of((int) Math.min(entry.getValue(), Integer.MAX_VALUE / profile.top().size()),
                        value(column, entry.getKey())))
                .toList();
        return known.isEmpty() ? Optional.empty() : Optional.of(Arbitraries.frequency(known));
    }

    private static boolean allowed(Column column, String text) {
        return column.type() == ColumnType.BOOLEAN
                || column.type() == ColumnType.TEXT && (column.levels().isEmpty() || column.levels().contains(text));
    }

    private static Object value(Column column, String text) {
        return column.type() == ColumnType.BOOLEAN ? (Object) Boolean.valueOf(text) : text;
    }

    private static double at(double[] quantiles, double share) {
        double place = share * (quantiles.length - 1);
        int below = (int) Math.min(place, quantiles.length - 2);
        return quantiles[below] * (1 - (place - below)) + quantiles[below + 1] * (place - below);
    }

    private static Object number(Column column, double value) {
        Range range = column.range();
        double within = range == null ? value : Math.min(range.max(), Math.max(range.min(), value));
        if (column.type() == ColumnType.NUMBER) {
            return within;
        }
        long rounded = Math.round(within);
        return range == null || range.contains(rounded) ? rounded
                : rounded > range.max() ? (long) Math.floor(range.max()) : (long) Math.ceil(range.min());
    }
}
