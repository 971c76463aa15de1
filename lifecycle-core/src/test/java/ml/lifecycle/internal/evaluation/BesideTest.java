package ml.lifecycle.internal.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.AbstractMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ml.lifecycle.data.Table;
import ml.lifecycle.gate.Predictions;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.signature.Output;
import org.junit.jupiter.api.Test;

class BesideTest {

    /** To look up a label may take as long as there are labels. */
    private static final class Walked extends AbstractMap<String, Double> {

        private final Map<String, Double> scores;

        private Walked(Map<String, Double> scores) {
            this.scores = scores;
        }

        @Override
        public Double get(Object label) {
            throw new AssertionError("looked up " + label);
        }

        @Override
        public boolean containsKey(Object label) {
            throw new AssertionError("looked up " + label);
        }

        @Override
        public Set<Map.Entry<String, Double>> entrySet() {
            return scores.entrySet();
        }
    }

    private static Prediction answer(String label, Map<String, Double> scores) {
        return new Prediction(label, Double.NaN, scores, List.of());
    }

    @Test
    void scores_stand_under_their_labels_and_are_not_looked_up_one_by_one() {
        Predictions predictions = Beside.truth(Output.label("y", List.of("b", "a")),
                List.of(answer("a", new Walked(Map.of("a", 0.75, "b", 0.25))), answer("b", new Walked(Map.of("b", 1.0)))),
                Table.of(Map.of("y", List.of("a", "c"))).column("y"));
        double[][] scores = predictions.scores();
        assertEquals(Set.of("a", "b", "c"), Set.copyOf(predictions.labels()));
        assertArrayEquals(row(predictions.labels(), 0.75, 0.25), scores[0]);
        assertArrayEquals(row(predictions.labels(), 0, 1), scores[1]);
    }

    private static double[] row(List<String> labels, double a, double b) {
        return labels.stream().mapToDouble(label -> label.equals("a") ? a : label.equals("b") ? b : 0).toArray();
    }
}
