package ml.lifecycle.tribuo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import ml.lifecycle.RefusedException;
import ml.lifecycle.core.Split;
import ml.lifecycle.data.Table;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;

/** Explanations that are kept with a run. */
class ExplainedRowsTest {

    private final RecordingRun run = new RecordingRun();

    private String text() {
        return new String(run.artifacts.get("explanations.txt"), StandardCharsets.UTF_8);
    }

    private List<Integer> rows() {
        return text().lines().filter(line -> line.startsWith("row "))
                .map(line -> Integer.parseInt(line.substring(4, line.indexOf(',')))).toList();
    }

    private List<String> blocks() {
        return Arrays.stream(text().split("\nrow ")).skip(1).toList();
    }

    @Test
    void nothing_is_explained_unless_it_is_asked_for() {
        TribuoRun.of(run).train(Iris.cart(), Iris.SPLIT);
        assertFalse(run.artifacts.containsKey("explanations.txt"));
        for (int wrong : List.of(0, -1, 101)) {
            assertThrows(RefusedException.class, () -> TribuoRun.of(run).explaining(wrong));
        }
    }

    @Test
    void wrong_answers_come_first_and_then_the_least_sure() {
        TribuoRun.of(run).explaining(30).train(Iris.forest(10), Iris.SPLIT);
        assertEquals(30, rows().stream().distinct().count());
        List<Boolean> right = blocks().stream().map(block -> {
            String truth = block.substring(block.indexOf("in truth ") + 9, block.indexOf('\n'));
            return block.contains("\nanswer: " + truth + ",");
        }).toList();
        long wrong = Math.round((1 - run.metrics.get("accuracy")) * 30);
        assertTrue(wrong > 0, "else this shows nothing");
        assertEquals(IntStream.range(0, 30).mapToObj(row -> row >= wrong).toList(), right);
        List<Double> scores = blocks().stream().skip(wrong).map(block -> Double.parseDouble(
                block.substring(block.indexOf("score ") + 6, block.indexOf("\nhow")))).toList();
        assertTrue(scores.get(0) < 1 && scores.get(scores.size() - 1) == 1, scores.toString());
    }

    @Test
    void of_numbers_those_furthest_from_the_truth_come_first() {
        Split split = Split.random(Iris.INPUTS, "sepal_length", 0.8, 1);
        TribuoRun.of(run).explaining(4).regress(Iris.regressionForest(5), split);
        List<Double> errors = blocks().stream().map(block -> Math.abs(
                Double.parseDouble(block.substring(block.indexOf("in truth ") + 9, block.indexOf('\n')))
                - Double.parseDouble(block.substring(block.indexOf("answer: ") + 8, block.indexOf("\nhow"))))).toList();
        assertEquals(4, errors.size());
        assertEquals(errors.stream().sorted((a, b) -> Double.compare(b, a)).toList(), errors);
    }

    @Test
    void clusters_are_explained_where_they_meet() {
        TribuoRun.of(run).explaining(2).cluster(Iris.means(), Iris.SPLIT);
        assertEquals(2, rows().size());
        assertTrue(text().contains("nearer to the centre"), text());
    }

    /** What a signature refuses does not end a training: a level that was not there, and a gap. It has no answer either. */
    @Test
    void rows_that_the_model_refuses_in_use_are_not_explained() {
        Table train = fruits(List.of("red", "green"), row -> (double) row);
        Table test = fruits(List.of("violet", "red"), row -> row % 3 == 0 ? null : row + 0.5);
        TribuoRun.of(run).explaining(60).train(
                new ImputeTrainer<>(Iris.cart(), ImputeTrainer.Fill.MEDIAN), Split.of(train, test, "fruit"));
        assertEquals(20, rows().size());
        assertFalse(text().contains("violet"), text());
    }

    private static Table fruits(List<String> colours, IntFunction<@Nullable Double> size) {
        Map<String, List<?>> columns = new LinkedHashMap<>();
        columns.put("colour", IntStream.range(0, 60).mapToObj(row -> colours.get(row % 2)).toList());
        columns.put("size", Arrays.asList(IntStream.range(0, 60).mapToObj(size).toArray()));
        columns.put("fruit", IntStream.range(0, 60).mapToObj(row -> row < 30 ? "cherry" : "pear").toList());
        return Table.of(columns);
    }

    @Test
    void the_same_training_has_the_same_explanations() {
        List<String> texts = new ArrayList<>();
        for (int again = 0; again < 2; again++) {
            Trainer<Label> trainer = Iris.neighbours(5);
            TribuoRun.of(run).explaining(3).train(trainer, Iris.SPLIT);
            texts.add(text());
        }
        assertEquals(texts.get(0), texts.get(1));
    }
}
