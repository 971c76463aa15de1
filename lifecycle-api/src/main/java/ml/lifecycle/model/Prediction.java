package ml.lifecycle.model;

import java.util.List;
import java.util.Map;
import ml.lifecycle.Printable;
import ml.lifecycle.signature.SignatureViolation;

/**
 * What a model answered for one row.
 *
 * @param label the label, or the number of the cluster; the number as text for a number
 * @param value the number; NaN for a label
 * @param scores a score for each label, where the model has them, in the order of the signature; not always
 *         probabilities. Of k-means, the distance to the centroid of each cluster, by its number: the smallest is that of
 *         the answer
 * @param warnings in what the row broke the signature, where the policy says to warn
 */
public record Prediction(String label, double value, Map<String, Double> scores, List<SignatureViolation> warnings)
        implements Printable {

    /**
     * The same answer with warnings.
     *
     * @param warnings in what the row broke the signature
     * @return the answer with the warnings
     */
    public Prediction warned(List<SignatureViolation> warnings) {
        return new Prediction(label, value, scores, List.copyOf(warnings));
    }

    @Override
    public String toString() {
        return warnings.isEmpty() ? label : label + " (warning: " + warnings + ")";
    }
}
