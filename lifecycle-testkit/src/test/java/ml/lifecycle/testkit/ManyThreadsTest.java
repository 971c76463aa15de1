package ml.lifecycle.testkit;

import static ml.lifecycle.testkit.LifecycleAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Signature;
import org.junit.jupiter.api.Test;

/** Many threads ask what they are said to ask, and none of their answers is lost. */
class ManyThreadsTest {

    private static final Signature SIGNATURE = Signature.of(Output.number("y"), Column.number("x"));

    private final Map<Thread, Double> first = new HashMap<>();

    private final FakeModel model = FakeModel.ofRows("itself", SIGNATURE, row -> {
        synchronized (first) {
            first.putIfAbsent(Thread.currentThread(), (Double) row.get("x"));
        }
        return FakeModel.number((Double) row.get("x"));
    });

    private static List<Map<String, Object>> rows(int count) {
        return IntStream.range(0, count).mapToObj(i -> Map.<String, Object>of("x", (double) i)).toList();
    }

    private static void requireAnswers(List<List<Prediction>> all, int lists, int rows) {
        assertEquals(lists, all.size());
        List<Double> expected = IntStream.range(0, rows).mapToObj(i -> (double) i).toList();
        all.forEach(answers -> assertEquals(expected, answers.stream().map(Prediction::value).toList()));
    }

    @Test
    void each_thread_answers_all_rows_in_each_round_and_begins_at_another_row() {
        requireAnswers(new ManyThreads(model, rows(12), 4).ask(), 4 * 20, 12);
        assertEquals(4, first.size());
        assertEquals(new HashSet<>(List.of(0.0, 3.0, 6.0, 9.0)), new HashSet<>(first.values()));
    }

    @Test
    void there_are_fewer_rounds_of_many_rows_and_at_least_one() {
        requireAnswers(new ManyThreads(model, rows(200), 4).ask(), 4 * 5, 200);
        requireAnswers(new ManyThreads(model, rows(3000), 2).ask(), 2, 3000);
    }

    @Test
    void a_difference_in_any_thread_is_a_failure_told_once() {
        Thread asking = Thread.currentThread();
        FakeModel unsafe = FakeModel.ofRows("unsafe", Toy.SIGNATURE,
                row -> FakeModel.scored(Thread.currentThread() == asking ? 0.2 : 0.3));
        Failure.says(() -> LifecycleAssertions.assertAllThat(all ->
                        all.assertThat(unsafe).on(Toy.data(20, 1)).predictsTheSame().inThreads(3)),
                "to answer the same by 3 threads at once, but 20 of 20 answers differ.", "look for fields");
    }

    @Test
    void who_is_interrupted_while_waiting_learns_it() {
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> assertThat(model).predictsTheSame().inThreads(2));
        assertTrue(Thread.interrupted());
    }
}
