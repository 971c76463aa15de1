package ml.lifecycle.tribuo;

import java.util.LinkedHashMap;
import java.util.Map;
import ml.lifecycle.RefusedException;
import ml.lifecycle.gate.Predictions;
import ml.lifecycle.internal.stats.Metrics;
import ml.lifecycle.internal.text.Names;

/** The metrics of a run. */
final class Scores {

    private Scores() {}

    /** All metrics that are defined, by the name under which a gate looks for them. */
    static Map<String, Double> of(Predictions predictions) {
        Map<String, Double> scores = new LinkedHashMap<>();
        Metrics.all(predictions).forEach((name, value) -> {
            if (isName(name)) {
                scores.put(name, value);
            }
        });
        return scores;
    }

    /** A class may be called what a metric may not; it then has no metric of its own, and still counts in the others. */
    private static boolean isName(String metric) {
        try {
            Names.requireKey("metric", metric);
            return true;
        } catch (RefusedException notAllowed) {
            return false;
        }
    }
}
