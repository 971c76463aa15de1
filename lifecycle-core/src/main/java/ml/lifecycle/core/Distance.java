package ml.lifecycle.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import ml.lifecycle.core.Explanation.Change;
import ml.lifecycle.data.ColumnProfile;
import ml.lifecycle.data.Profile;
import ml.lifecycle.signature.Column;
import org.jspecify.annotations.Nullable;

/** How far values are apart: numbers in standard deviations of their column, other values 0 or 1. */
final class Distance {

    private final Map<String, Double> spreads = new HashMap<>();

    Distance(Profile profile) {
        for (ColumnProfile column : profile.columns()) {
            if (column.standardDeviation() > 0) {
                spreads.put(column.name(), column.standardDeviation());
            }
        }
    }

    /** Between two values of a column; a value and none are 1 apart, as are two numbers where all others are equal. */
    double of(String column, @Nullable Object left, @Nullable Object right) {
        if (left instanceof Number from && right instanceof Number to) {
            double difference = Math.abs(from.doubleValue() - to.doubleValue());
            return difference == 0 ? 0 : spreads.containsKey(column) ? difference / spreads.get(column) : 1;
        }
        return Objects.equals(left, right) ? 0 : 1;
    }

    /** Between two rows: the sum over the columns. */
    double of(List<Column> columns, Map<String, Object> left, Map<String, Object> right) {
        double sum = 0;
        for (Column column : columns) {
            sum += of(column.name(), left.get(column.name()), right.get(column.name()));
        }
        return sum;
    }

    /** What is otherwise in another row, the largest difference first. */
    List<Change> changes(List<Column> columns, Map<String, Object> row, Map<String, Object> other) {
        List<Change> changes = new ArrayList<>();
        for (Column column : columns) {
            String name = column.name();
            double apart = of(name, row.get(name), other.get(name));
            if (apart > 0) {
                changes.add(new Change(name, row.get(name), other.get(name), apart));
            }
        }
        changes.sort(Comparator.comparingDouble((Change change) -> -change.distance()));
        return changes;
    }
}
