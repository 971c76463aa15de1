package ml.lifecycle.internal.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import ml.lifecycle.RefusedException;
import ml.lifecycle.gate.Average;
import ml.lifecycle.gate.GroupColumn;
import ml.lifecycle.gate.Metric;
import ml.lifecycle.gate.MetricKind;
import ml.lifecycle.gate.Predictions;
import org.junit.jupiter.api.Test;

class NotAnsweredTest {

    private static final Metric ACCURACY = new Metric(MetricKind.ACCURACY, null, null);
    private static final Metric BALANCED = new Metric(MetricKind.BALANCED_ACCURACY, null, null);
    private static final Metric MCC = new Metric(MetricKind.MCC, null, null);
    private static final Metric MACRO_F1 = new Metric(MetricKind.F1, null, Average.MACRO);

    private static final Predictions FOUR =
            Predictions.ofCodes(List.of("a", "b"), new int[] {0, 0, 1, 1}, new int[] {0, 0, 1, 1}).notAnswered(1);

    private static double of(MetricKind kind, String label) {
        return Metrics.value(new Metric(kind, label, null), FOUR);
    }

    @Test
    void a_row_without_an_answer_is_missed_by_its_class_and_of_none() {
        assertEquals(3, FOUR.answered());
        assertEquals(0.75, Metrics.value(ACCURACY, FOUR));
        assertEquals(0.5, of(MetricKind.RECALL, "a"));
        assertEquals(1.0, of(MetricKind.PRECISION, "a"));
        assertEquals(2 / 3.0, of(MetricKind.F1, "a"), 1e-15);
        assertEquals(1.0, of(MetricKind.RECALL, "b"));
        assertEquals(0.75, Metrics.value(BALANCED, FOUR));
        assertEquals((2 / 3.0 + 1) / 2, Metrics.value(MACRO_F1, FOUR), 1e-15);
        // As scikit-learn says of the truth [0, 0, 1, 1] beside [0, 2, 1, 1].
        assertEquals((3 * 4 - (2 * 1 + 2 * 2)) / Math.sqrt(16 - 8) / Math.sqrt(16 - 6), Metrics.value(MCC, FOUR), 1e-15);
    }

    @Test
    void it_stays_so_in_groups_parts_and_with_weights() {
        Predictions grouped = FOUR.group("g", GroupColumn.of(List.of("x", "x", "y", "y"))).weights(new double[] {1, 1, 1, 1});
        assertEquals(0.75, Metrics.value(ACCURACY, grouped));
        List<Part> parts = Part.groups(ACCURACY, FOUR, GroupColumn.of(List.of("x", "x", "y", "y")));
        assertEquals(0.5, Metrics.value(ACCURACY, parts.get(0)));
        assertEquals(1.0, Metrics.value(ACCURACY, parts.get(1)));
        assertEquals(2, FOUR.select(2, 3).answered());
        assertTrue(FOUR.select(2, 3).isAnswered());
        assertEquals(0, FOUR.select(1).answered());
        assertThrows(RefusedException.class, () -> FOUR.notAnswered(4));
    }

    @Test
    void numbers_have_no_value_then() {
        Metric rmse = new Metric(MetricKind.RMSE, null, null);
        Predictions numbers = Predictions.ofNumbers(new double[] {1, 2, 3}, new double[] {1, 2, 3}).notAnswered(0);
        assertTrue(Double.isNaN(Metrics.value(rmse, numbers)));
        assertEquals("1 row of 3 was not answered, and nothing can stand for an answer here", Metrics.problem(rmse, numbers));
        assertEquals(0.0, Metrics.value(rmse, numbers.select(1, 2)));
    }

    @Test
    void no_accuracy_profits_from_a_row_that_is_refused() {
        Random random = new Random(7);
        for (int trial = 0; trial < 300; trial++) {
            int rows = 1 + random.nextInt(40);
            int classes = 2 + random.nextInt(4);
            Predictions answered = Predictions.ofCodes(List.of("a", "b", "c", "d", "e").subList(0, classes),
                    random.ints(rows, 0, classes).toArray(), random.ints(rows, 0, classes).toArray());
            Predictions refused = answered.notAnswered(random.nextInt(rows));
            if (refused.answered() > 0) {
                assertTrue(Metrics.value(ACCURACY, refused) <= Metrics.value(ACCURACY, answered));
                assertFalse(Metrics.value(BALANCED, refused) > Metrics.value(BALANCED, answered) + 1e-15);
            }
        }
    }

    @Test
    void bounds_hold_their_value() {
        int[] truth = new Random(3).ints(200, 0, 3).toArray();
        Predictions some = Predictions.ofCodes(List.of("a", "b", "c"), truth, truth.clone()).notAnswered(0, 7, 9, 50, 51, 120);
        for (Metric metric : List.of(ACCURACY, BALANCED, MCC, MACRO_F1)) {
            Estimate bounds = Estimate.of(metric, some, 0.95);
            assertTrue(bounds.lower() < bounds.value() && bounds.value() < bounds.upper() && bounds.upper() < 1,
                    metric.key() + ": " + bounds);
        }
    }

    @Test
    void two_models_are_compared_on_the_same_rows_whichever_refused_some() {
        int[] truth = new Random(1).ints(60, 0, 2).toArray();
        Predictions all = Predictions.ofCodes(List.of("a", "b"), truth, truth.clone());
        Predictions some = all.notAnswered(0, 1, 2, 3, 4, 5);
        assertEquals(0.1, Estimate.ofDifference(ACCURACY, all, some, 0.95).value(), 1e-12);
        assertEquals(-0.1, Estimate.ofDifference(ACCURACY, some, all, 0.95).value(), 1e-12);
        assertTrue(Estimate.ofDifference(ACCURACY, some, all, 0.95).upper() <= 0.01);
    }
}
