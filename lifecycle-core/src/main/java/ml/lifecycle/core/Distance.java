package ml.lifecycle.core;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import ml.lifecycle.data.ColumnProfile;
import ml.lifecycle.data.Profile;
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
}
