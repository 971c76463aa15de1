package ml.lifecycle.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.testkit.internal.Show;
import org.opentest4j.AssertionFailedError;

/** Gives all rows one value in a column and watches which way one quantity of the answer goes. */
record Shift(Predictor model, List<Map<String, Object>> rows, String data, String column, Object value) {

    /** Sums of many floating-point terms may come out in another order of their last bits. */
    private static final double ROUNDING = 1e-9;

    /**
     * Looks for rows that go the wrong way, and for one that goes the right way.
     *
     * @param sign 1 if the quantity must rise, -1 if it must fall
     */
    Optional<AssertionFailedError> check(String quantity, int sign, ToDoubleFunction<Prediction> quantityOf) {
        String must = (sign > 0 ? "raise " : "lower ") + quantity;
        List<Map<String, Object>> others =
                rows.stream().filter(row -> !Objects.equals(row.get(column), value)).toList();
        if (others.isEmpty()) {
            return Optional.of(expectation(must, ", but there is no row with another value to change.")
                    .fact("to do", "give data in which the column varies; what checked nothing does not pass")
                    .error("at least 1 row", "0 rows"));
        }
        List<Prediction> before = model.predict(others);
        List<Prediction> after = model.predict(others.stream().map(this::changed).toList());
        List<String> wrong = new ArrayList<>();
        int right = 0;
        for (int i = 0; i < others.size(); i++) {
            double old = quantityOf.applyAsDouble(before.get(i));
            double now = quantityOf.applyAsDouble(after.get(i));
            double rise = sign * (now - old);
            double rounding = ROUNDING * Math.max(1, Math.abs(old));
            if (rise > rounding) {
                right++;
            } else if (!(rise >= -rounding)) {
                wrong.add("from " + Show.number(old) + " to " + Show.number(now) + ": " + Show.row(others.get(i)));
            }
        }
        return verdict(must, others.size(), right, wrong);
    }

    private Optional<AssertionFailedError> verdict(String must, int changed, int right, List<String> wrong) {
        if (wrong.isEmpty() && right > 0) {
            return Optional.empty();
        }
        String says = wrong.isEmpty()
                ? ", but it changes nothing in " + Show.count(changed, "row") + "."
                : ", but it does the opposite in " + wrong.size() + " of " + Show.count(changed, "row") + ".";
        return Optional.of(expectation(must, says)
                .lines("against", wrong)
                .fact("to do", "look whether the model uses the column; drop the expectation if the data says otherwise")
                .error(must, right + " of " + Show.count(changed, "row") + " as expected, " + wrong.size() + " against it"));
    }

    private Facts expectation(String must, String says) {
        return Facts.of("Expected of " + model.source() + " that '" + column + "' set to " + Show.literal(value) + " would "
                + must + says).fact("data", data);
    }

    private Map<String, Object> changed(Map<String, Object> row) {
        Map<String, Object> copy = new LinkedHashMap<>(row);
        copy.put(column, value);
        return copy;
    }
}
