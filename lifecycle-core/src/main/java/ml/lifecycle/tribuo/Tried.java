package ml.lifecycle.tribuo;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import ml.lifecycle.run.RunRecord;

/**
 * A candidate with what was measured of it.
 *
 * @param candidate the settings
 * @param key by what it is recognised
 * @param run what was recorded of it, of the last step that it took part in
 * @param scores the metrics of each fold until then, of the first folds
 * @param trained whether a fold was trained by this search
 */
record Tried<T extends org.tribuo.Output<T>>(
        Candidate<T> candidate, String key, RunRecord run, List<Map<String, Double>> scores, boolean trained) {

    /** A metric in each fold; NaN where a fold does not have it. */
    double[] values(String metric) {
        return scores.stream().mapToDouble(fold -> fold.getOrDefault(metric, Double.NaN)).toArray();
    }

    double mean(String metric) {
        return Arrays.stream(values(metric)).average().orElse(Double.NaN);
    }
}
