package ml.lifecycle.peers;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import ml.lifecycle.data.ColumnChange;
import ml.lifecycle.data.DriftMethod;
import ml.lifecycle.data.Table;
import ml.lifecycle.internal.stats.ColumnDrift;
import ml.lifecycle.internal.stats.DriftPair;
import ml.lifecycle.internal.stats.DriftSide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Distances of two samples, and the tests beside them, are those of SciPy and statsmodels. */
class DriftAgreementTest {

    @Test
    @DisplayName("numbers")
    void numbers() {
        Answers.of("drift").compare(seed -> drift(Inputs.of("drift", seed), Judged::present));
    }

    @Test
    @DisplayName("levels")
    void levels() {
        Answers.of("levels").compare(seed -> drift(Inputs.of("levels", seed), Judged::texts));
    }

    private static Map<String, Double> drift(
            Map<String, double[]> input, Function<double[], List<? extends @Nullable Object>> cells) {
        Table before = Table.of(Map.of("x", cells.apply(input.get("before"))));
        Table now = Table.of(Map.of("x", cells.apply(input.get("now"))));
        ColumnChange change = before.driftTo(now).column("x");
        DriftPair pair = DriftPair.of(DriftSide.of(before.columns().get(0)), DriftSide.of(now.columns().get(0)));
        Map<String, Double> values = new HashMap<>();
        for (DriftMethod method : DriftMethod.values()) {
            String name = method.name().toLowerCase(Locale.ROOT);
            values.put(name, change.distances().getOrDefault(method, Double.NaN));
            values.put(name + "_p", pair.allows(method) ? pair.drift(method).probability() : Double.NaN);
        }
        ColumnDrift missing = pair.missing();
        values.put("missing", missing.distance());
        values.put("missing_p", missing.probability());
        return values;
    }
}
