package ml.lifecycle.tribuo;

import java.util.Arrays;
import ml.lifecycle.run.RunRecord;

/**
 * A candidate with its values.
 *
 * @param candidate the settings
 * @param run what was recorded of it
 * @param values the metric in each fold
 * @param trained whether it was trained by this search
 */
record Tried<T extends org.tribuo.Output<T>>(Candidate<T> candidate, RunRecord run, double[] values, boolean trained) {

    double mean() {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }
}
