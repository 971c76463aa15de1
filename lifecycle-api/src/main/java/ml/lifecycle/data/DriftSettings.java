package ml.lifecycle.data;

import java.util.LinkedHashMap;
import java.util.Map;
import ml.lifecycle.RefusedException;

/**
 * How drift is judged. Immutable; each method answers with other settings.
 *
 * @param methods the method for some columns; the others have one that suits their type and number of rows
 * @param threshold the distance from which a change matters, where the method is one for many rows; a bound on PSI and
 *         Wasserstein distances of 0.1 is usual
 * @param missing the change of the share of missing values from which it matters, where the reference has some and the method
 *         is one for many rows; where it has none, each one that is more than chance matters
 * @param falseAlarms how often unchanged data may be reported as drifted, over all columns together
 */
public record DriftSettings(Map<String, DriftMethod> methods, double threshold, double missing, double falseAlarms) {

    /**
     * Copies the methods.
     *
     * @throws RefusedException if a threshold is negative or no number, or the rate of false alarms is not between 0 and 1
     */
    public DriftSettings {
        methods = Map.copyOf(methods);
        if (!(threshold >= 0) || !(missing >= 0) || !(falseAlarms > 0 && falseAlarms < 1)) {
            throw new RefusedException("Drift cannot be judged with a threshold of " + threshold
                    + ", one for missing values of " + missing + " and " + falseAlarms
                    + " false alarms: expected thresholds of 0 or more, and a rate between 0 and 1, such as 0.05.");
        }
    }

    /**
     * The usual settings: methods by type and size, a threshold of 0.1, of 0.02 for the share of missing
     * values, false alarms in 5 % of the comparisons.
     *
     * @return the settings
     */
    public static DriftSettings usual() {
        return new DriftSettings(Map.of(), 0.1, 0.02, 0.05);
    }

    /**
     * Chooses the method for a column.
     *
     * @param column the column
     * @param method the method
     * @return other settings
     */
    public DriftSettings method(String column, DriftMethod method) {
        Map<String, DriftMethod> more = new LinkedHashMap<>(methods);
        more.put(column, method);
        return new DriftSettings(more, threshold, missing, falseAlarms);
    }

    /**
     * Chooses the distance from which a change matters.
     *
     * @param threshold 0 or more
     * @return other settings
     */
    public DriftSettings threshold(double threshold) {
        return new DriftSettings(methods, threshold, missing, falseAlarms);
    }

    /**
     * Chooses the change of the share of missing values from which it matters.
     *
     * @param change 0 or more, as a share: 0.02 for two of a hundred rows
     * @return other settings
     */
    public DriftSettings missing(double change) {
        return new DriftSettings(methods, threshold, change, falseAlarms);
    }

    /**
     * Chooses how often unchanged data may be reported as drifted.
     *
     * @param rate between 0 and 1
     * @return other settings
     */
    public DriftSettings falseAlarms(double rate) {
        return new DriftSettings(methods, threshold, missing, rate);
    }
}
