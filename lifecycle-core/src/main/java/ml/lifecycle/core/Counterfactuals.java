package ml.lifecycle.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import ml.lifecycle.core.Explanation.Change;
import ml.lifecycle.core.Explanation.Counterfactual;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.signature.Column;
import org.jspecify.annotations.Nullable;

/**
 * The smallest changes of a row to other answers: one value of a near row if that is enough, else the nearest rows, less all
 * that need not be otherwise.
 */
final class Counterfactuals {

    private static final int NEAR_ROWS = 50;
    private static final int REDUCED_ROWS = 5;
    private static final Comparator<Counterfactual> SMALLEST =
            Comparator.comparingInt((Counterfactual each) -> each.changes().size())
                    .thenComparingDouble(Counterfactual::distance);

    private final Predictor predictor;
    private final Distance distance;
    private final Set<String> fixed;
    private final Map<String, Object> row;

    Counterfactuals(Predictor predictor, Distance distance, Set<String> fixed, Map<String, Object> row) {
        this.predictor = predictor;
        this.distance = distance;
        this.fixed = fixed;
        this.row = row;
    }

    /**
     * For each answer the smallest change that was found.
     *
     * @param byAnswer rows with other answers
     */
    List<Counterfactual> of(Map<String, List<Map<String, Object>>> byAnswer) {
        List<Counterfactual> found = new ArrayList<>();
        byAnswer.forEach((answer, rows) -> {
            List<Map<String, Object>> near = rows.stream().sorted(Comparator.comparingDouble(this::apart))
                    .limit(NEAR_ROWS).map(this::movable).toList();
            List<Counterfactual> candidates = singles(answer, near);
            if (candidates.isEmpty()) {
                near.stream().limit(REDUCED_ROWS).map(other -> reduced(answer, other)).filter(Objects::nonNull)
                        .forEach(candidates::add);
            }
            candidates.stream().min(SMALLEST).ifPresent(found::add);
        });
        found.sort(SMALLEST);
        return found;
    }

    /** Another row, with the values of this one where they cannot be changed. */
    private Map<String, Object> movable(Map<String, Object> other) {
        Map<String, Object> moved = new LinkedHashMap<>(other);
        fixed.forEach(column -> with(moved, column, row.get(column)));
        return moved;
    }

    private double apart(Map<String, Object> other) {
        return distance.of(predictor.signature().inputs(), row, other);
    }

    private List<String> columns() {
        return predictor.signature().inputs().stream().map(Column::name).toList();
    }

    /** All changes of one value alone, to one that a near row has. */
    private List<Counterfactual> singles(String answer, List<Map<String, Object>> near) {
        Set<Map<String, Object>> changed = new LinkedHashSet<>();
        for (String column : columns()) {
            near.forEach(other -> changed.add(with(new LinkedHashMap<>(row), column, other.get(column))));
        }
        changed.remove(row);
        changed.remove(Map.of()); // no model answers a row without any value
        return answered(answer, List.copyOf(changed));
    }

    /** Those of some rows that have the answer. */
    private List<Counterfactual> answered(String answer, List<Map<String, Object>> rows) {
        List<Counterfactual> found = new ArrayList<>();
        List<Prediction> predictions = rows.isEmpty() ? List.of() : predictor.predict(rows);
        for (int index = 0; index < rows.size(); index++) {
            if (predictions.get(index).label().equals(answer)) {
                found.add(counterfactual(predictions.get(index), rows.get(index)));
            }
        }
        return found;
    }

    /** Takes back one change after the other, the largest that the answer can do without, until it needs all. */
    private @Nullable Counterfactual reduced(String answer, Map<String, Object> other) {
        List<Counterfactual> left = answered(answer, List.of(other));
        Counterfactual best = null;
        Map<String, Object> values = other;
        while (!left.isEmpty()) {
            best = left.stream().min(Comparator.comparingDouble(Counterfactual::distance)).orElseThrow();
            values = changed(best.changes());
            List<Map<String, Object>> next = new ArrayList<>();
            for (Change change : best.changes()) {
                next.add(with(new LinkedHashMap<>(values), change.column(), change.from()));
            }
            next.remove(row);
            next.remove(Map.of());
            left = answered(answer, next);
        }
        return best;
    }

    private Map<String, Object> changed(List<Change> changes) {
        Map<String, Object> values = new LinkedHashMap<>(row);
        changes.forEach(change -> with(values, change.column(), change.to()));
        return values;
    }

    private Counterfactual counterfactual(Prediction answer, Map<String, Object> other) {
        List<Change> changes = distance.changes(predictor.signature().inputs(), row, other);
        return new Counterfactual(answer, changes, changes.stream().mapToDouble(Change::distance).sum());
    }

    /** The same map with another value; {@code null} takes it away. */
    static Map<String, Object> with(Map<String, Object> values, String column, @Nullable Object value) {
        if (value == null) {
            values.remove(column);
        } else {
            values.put(column, value);
        }
        return values;
    }
}
