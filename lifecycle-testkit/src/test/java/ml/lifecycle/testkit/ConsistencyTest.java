package ml.lifecycle.testkit;

import static ml.lifecycle.testkit.LifecycleAssertions.assertAllThat;
import static ml.lifecycle.testkit.LifecycleAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ml.lifecycle.model.Prediction;
import org.junit.jupiter.api.Test;

/** How often and in what order a model is asked whether it stays the same, and how a difference is shown. */
class ConsistencyTest {

    private static final LabelledData DATA = Toy.data(20, 1);

    private final List<List<Object>> asked = new ArrayList<>();

    /** Another answer from the given question on. */
    private FakeModel changing(int from) {
        return FakeModel.ofBatches("changing", Toy.SIGNATURE, rows -> {
            asked.add(rows.stream().map(row -> row.get("x")).toList());
            double red = asked.size() >= from ? 0.7 : 0.2;
            return rows.stream().map(row -> FakeModel.scored(red)).toList();
        });
    }

    @Test
    void a_model_is_asked_four_times_and_a_late_difference_counts() {
        assertThat(changing(5)).on(DATA).predictsTheSame().everyTime();
        assertEquals(4, asked.size());
        asked.clear();
        Failure.says(() -> assertThat(changing(4)).on(DATA).predictsTheSame().everyTime(), "20 of 20 answers differ");
    }

    @Test
    void the_rows_come_backwards_and_in_three_other_orders() {
        assertThat(changing(9)).on(DATA).predictsTheSame().inAnyOrder();
        assertEquals(5, asked.size());
        List<Object> backwards = new ArrayList<>(asked.get(0));
        Collections.reverse(backwards);
        assertEquals(backwards, asked.get(1));
        assertEquals(5, asked.stream().distinct().count());
        asked.clear();
        Failure.says(() -> assertThat(changing(5)).on(DATA).predictsTheSame().inAnyOrder(), "20 of 20 answers differ");
    }

    @Test
    void a_difference_is_told_once_for_each_assertion() {
        for (int from = 2; from <= 4; from++) {
            int first = from;
            asked.clear();
            Failure.says(() -> assertAllThat(all ->
                    all.assertThat(changing(first)).on(DATA).predictsTheSame().everyTime()), "when asked again");
            asked.clear();
            Failure.says(() -> assertAllThat(all ->
                    all.assertThat(changing(first)).on(DATA).predictsTheSame().inAnyOrder()), "in another order");
        }
        Failure.says(() -> assertAllThat(all -> all.assertThat(changing(99)).on(LabelledData.of(DATA.table().select(), "colour"))
                .predictsTheSame().everyTime()), "there are no rows");
    }

    @Test
    void each_assertion_gives_the_subject_for_the_next() {
        Centroids centroids = Centroids.train(Toy.table(40, 2));
        SamePredictionsAssert subject = assertThat(centroids.model()).on(DATA).predictsTheSame();
        assertSame(subject, subject.everyTime());
        assertSame(subject, subject.singleAndInBatch());
        assertSame(subject, subject.inAnyOrder());
        assertSame(subject, subject.inThreads(2));
        assertSame(subject, subject.afterReload(centroids::model));
    }

    private static Prediction answer(String label, double value, Map<String, Double> scores) {
        return new Prediction(label, value, new LinkedHashMap<>(scores), List.of());
    }

    @Test
    void the_part_that_differs_is_shown() {
        Prediction red = answer("red", Double.NaN, Map.of("red", 0.7));
        assertEquals("\"red\" and no answer", Answers.contrast(red, null));
        assertEquals("\"red\" and \"blue\"", Answers.contrast(red, answer("blue", 0, Map.of())));
        assertEquals("\"red\" with score 0.7 and 0.8",
                Answers.contrast(red, answer("red", Double.NaN, Map.of("red", 0.8))));
        assertEquals("\"red\" with score 0.3 and 0.2 of \"blue\"",
                Answers.contrast(answer("red", 0, Map.of("blue", 0.3)), answer("red", 0, Map.of("blue", 0.2))));
        assertEquals("\"red\" with scores of [] and of [red]",
                Answers.contrast(answer("red", 0, Map.of()), answer("red", 0, Map.of("red", 1.0))));
        assertEquals("1.5 and 2.5", Answers.contrast(answer("same", 1.5, Map.of()), answer("same", 2.5, Map.of())));
    }
}
