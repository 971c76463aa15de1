package ml.lifecycle.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /**
     * A label whose score is greater than that of the answer: of labels a contradiction, since the answer is the label with
     * the greatest score.
     *
     * @return the label with the greatest score, if it is not the answer; empty for numbers and clusters, without scores, and
     *         if the answer has a score as great
     */
    public Optional<String> contradiction() {
        if (!Double.isNaN(value) || scores.isEmpty()) {
            return Optional.empty();
        }
        double greatest = scores.getOrDefault(label, Double.NEGATIVE_INFINITY);
        String first = null;
        for (Map.Entry<String, Double> score : scores.entrySet()) {
            if (score.getValue() > greatest) {
                greatest = score.getValue();
                first = score.getKey();
            }
        }
        return Optional.ofNullable(first);
    }

    @Override
    public String toString() {
        return warnings.isEmpty() ? label : label + " (warning: " + warnings + ")";
    }
}
