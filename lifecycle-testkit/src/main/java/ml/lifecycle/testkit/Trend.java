package ml.lifecycle.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import ml.lifecycle.RefusedException;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.ColumnType;
import ml.lifecycle.signature.Range;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.testkit.internal.Show;
import org.opentest4j.AssertionFailedError;

/** Moves one number of each row through its range, upwards, and watches one quantity of the answer. */
final class Trend {

    private static final int STEPS = 11;
    /** Sums of many floating-point terms may come out in another order of their last bits. */
    private static final double ROUNDING = 1e-9;

    private final Predictor model;
    private final NumberedRows rows;
    private final LabelledData data;
    private final String column;
    private final List<Object> grid;

    Trend(Predictor model, NumberedRows rows, LabelledData data, String column) {
        this.model = model;
        this.rows = rows;
        this.data = data;
        this.column = column;
        this.grid = grid(Invariance.requireInput(model, column), data.table().column(column));
    }

    private static List<Object> grid(Column input, TableColumn values) {
        if (input.type() != ColumnType.NUMBER && input.type() != ColumnType.INTEGER) {
            throw new RefusedException("Column '" + input.name() + "' is " + input.type()
                    + "; only numbers can be increased.");
        }
        Range range = input.range();
        double low = range == null ? Double.POSITIVE_INFINITY : range.min();
        double high = range == null ? Double.NEGATIVE_INFINITY : range.max();
        for (int row = 0; range == null && row < values.size(); row++) {
            if (!values.isMissing(row)) {
                low = Math.min(low, values.number(row));
                high = Math.max(high, values.number(row));
            }
        }
        List<Object> grid = new ArrayList<>();
        for (int step = 0; low < high && step < STEPS; step++) {
            double share = (double) step / (STEPS - 1);
            double value = Math.min(high, Math.max(low, low * (1 - share) + high * share));
            grid.add(input.type() == ColumnType.INTEGER ? (Object) Math.round(value) : (Object) value);
        }
        return grid.stream().distinct().toList();
    }

    /**
     * Looks for a step that goes the wrong way.
     *
     * @param sign 1 if the quantity must not fall, -1 if it must not rise
     */
    Optional<AssertionFailedError> check(String quantity, int sign, ToDoubleFunction<Prediction> value) {
        String must = "never " + (sign > 0 ? "lower " : "raise ") + quantity;
        if (rows.isEmpty() || grid.size() < 2) {
            return Optional.of(Facts.of("Expected of " + model.source() + " that more of '" + column + "' would " + must
                            + ", but there are no rows, or no two values, to compare.")
                    .fact("data", data)
                    .fact("values", grid)
                    .fact("to do", "give data in which the column varies; what checked nothing does not pass")
                    .error("at least 1 row and 2 values", Show.count(rows.size(), "row") + ", " + grid.size() + " values"));
        }
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            wrongStep(i, sign, value).ifPresent(wrong::add);
        }
        return wrong.isEmpty() ? Optional.empty() : Optional.of(Facts.of("Expected of " + model.source()
                        + " that more of '" + column + "' would " + must + ", but it does in " + wrong.size() + " of "
                        + Show.count(rows.size(), "row") + ".")
                .fact("data", data)
                .fact("values tried", grid)
                .lines("against", wrong)
                .fact("to do", "train with a monotonicity constraint, or drop the expectation if the data says otherwise")
                .error(must, Show.count(wrong.size(), "row") + " against it"));
    }

    private Optional<String> wrongStep(int row, int sign, ToDoubleFunction<Prediction> value) {
        List<Prediction> answers = model.predict(grid.stream().map(number -> with(row, number)).toList());
        for (int step = 1; step < grid.size(); step++) {
            double before = value.applyAsDouble(answers.get(step - 1));
            double after = value.applyAsDouble(answers.get(step));
            if (!(sign * (after - before) >= -ROUNDING * Math.max(1, Math.abs(before)))) {
                return Optional.of(rows.name(row) + ": from " + Show.number(before) + " to " + Show.number(after)
                        + " as '" + column + "' goes from " + grid.get(step - 1) + " to " + grid.get(step) + ": "
                        + Show.row(rows.get(row)));
            }
        }
        return Optional.empty();
    }

    private Map<String, Object> with(int row, Object value) {
        Map<String, Object> copy = new LinkedHashMap<>(rows.get(row));
        copy.put(column, value);
        return copy;
    }
}
