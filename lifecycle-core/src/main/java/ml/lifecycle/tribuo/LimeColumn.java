package ml.lifecycle.tribuo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.ColumnType;
import ml.lifecycle.signature.Signature;
import org.jspecify.annotations.Nullable;
import org.tribuo.MutableFeatureMap;
import org.tribuo.RealInfo;
import org.tribuo.VariableInfo;

/**
 * A column as LIME draws it. A number is the feature of its distance to the mean in standard deviations, drawn around that of
 * the row; any other value is a feature of two values, neither of them zero, which Tribuo would take for absent: 1 for the
 * value of the row and 2 for another.
 */
final class LimeColumn {

    /** In so many rows Tribuo believes to have seen the values, whose shares it draws by. */
    static final int OBSERVED = 1_000;
    /** What is rarer is drawn so often nevertheless: of a feature without any change nothing could be learnt. */
    private static final int RAREST = 50;
    private static final double SAME = 1;
    private static final double OTHER = 2;

    private final Column column;
    private final Object value;
    private final List<Object> others;
    private final double mean;
    private final double deviation;
    private final VariableInfo info;

    private LimeColumn(Column column, Object value, List<Object> others, double mean, double deviation, VariableInfo info) {
        this.column = column;
        this.value = value;
        this.others = others;
        this.mean = mean;
        this.deviation = deviation;
        this.info = info;
    }

    /** The columns that can be drawn: the row has a value, and other rows have others. */
    static List<LimeColumn> of(Signature signature, List<Map<String, Object>> rows, Map<String, Object> row) {
        List<LimeColumn> columns = new ArrayList<>();
        for (Column column : signature.inputs()) {
            Object value = row.get(column.name());
            if (value != null && column.type() != ColumnType.TIMESTAMP) {
                List<Object> values = rows.stream().map(other -> other.get(column.name())).filter(Objects::nonNull).toList();
                String feature = feature(columns.size());
                LimeColumn made = value instanceof Number ? number(column, value, values, feature)
                        : choice(column, value, values, feature);
                if (made != null) {
                    columns.add(made);
                }
            }
        }
        return columns;
    }

    private static @Nullable LimeColumn number(Column column, Object value, List<Object> values, String feature) {
        double[] numbers = values.stream().mapToDouble(each -> ((Number) each).doubleValue()).toArray();
        double mean = IntStream.range(0, numbers.length).mapToDouble(index -> numbers[index] / numbers.length).sum();
        double squares = 0;
        double low = 0;
        double high = 0;
        for (double number : numbers) {
            squares += (number - mean) * (number - mean);
            low = Math.min(low, number - mean);
            high = Math.max(high, number - mean);
        }
        double deviation = Math.sqrt(squares / (numbers.length - 1));
        return deviation > 0 && Double.isFinite(deviation)
                ? new LimeColumn(column, value, List.of(), mean, deviation,
                        new RealInfo(feature, OBSERVED, high / deviation, low / deviation, 0, OBSERVED - 1.0))
                : null;
    }

    private static @Nullable LimeColumn choice(Column column, Object value, List<Object> values, String feature) {
        List<Object> others = values.stream().filter(each -> !each.equals(value)).toList();
        if (others.isEmpty()) {
            return null;
        }
        long share = Math.round((double) OBSERVED * (values.size() - others.size()) / values.size());
        long same = Math.max(RAREST, Math.min(OBSERVED - RAREST, share));
        MutableFeatureMap counts = new MutableFeatureMap(false);
        for (int row = 0; row < OBSERVED; row++) {
            counts.add(feature, row < same ? SAME : OTHER);
        }
        return new LimeColumn(column, value, others, 0, 1, counts.get(feature));
    }

    private static String feature(int index) {
        return String.valueOf(index);
    }

    /** The names of the features of some columns, in their order: those of the columns themselves could be anything. */
    static String[] features(int columns) {
        return IntStream.range(0, columns).mapToObj(LimeColumn::feature).toArray(String[]::new);
    }

    String name() {
        return column.name();
    }

    VariableInfo info() {
        return info;
    }

    private boolean isNumber() {
        return others.isEmpty();
    }

    /** The feature of the row. */
    double own() {
        return isNumber() ? (((Number) value).doubleValue() - mean) / deviation : SAME;
    }

    /** The feature that it is compared with. */
    double other() {
        return isNumber() ? own() + 1 : OTHER;
    }

    /** How a change to the other feature counts: of a number as what more of it adds, else as what this value adds. */
    int sign() {
        return isNumber() ? 1 : -1;
    }

    /** The value that a feature stands for. */
    Object value(double feature, Random random) {
        if (feature == own()) {
            return value;
        }
        if (!isNumber()) {
            return others.get(random.nextInt(others.size()));
        }
        double number = mean + feature * deviation;
        return column.type() == ColumnType.INTEGER ? (Object) Math.round(number) : number;
    }
}
