package ml.lifecycle.tribuo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import ml.lifecycle.RefusedException;
import ml.lifecycle.core.Split;
import ml.lifecycle.data.Table;
import org.junit.jupiter.api.Test;

class IdentifiersTest {

    private static Table table(int rows, IntFunction<Object> id) {
        return Table.of(Map.of("id", IntStream.range(0, rows).mapToObj(id).toList(),
                "x", IntStream.range(0, rows).mapToObj(row -> row * 0.5).toList(),
                "y", IntStream.range(0, rows).mapToObj(row -> row % 2 == 0 ? "a" : "b").toList()));
    }

    @Test
    void another_text_in_each_row_is_refused_with_the_remedy() {
        RecordingRun run = new RecordingRun();
        Split split = Split.stratified(table(50, row -> "customer " + row), "y", 0.8, 1);
        RefusedException refusal = assertThrows(RefusedException.class, () -> TribuoRun.of(run).train(Iris.cart(), split));
        assertTrue(refusal.getMessage().contains("split.groups(\"id\")"), refusal.getMessage());
        assertTrue(run.params.isEmpty(), "nothing is recorded");
        TribuoRun.of(run).train(Iris.cart(), split.groups("id"));
        assertTrue(run.tags.keySet().stream().noneMatch(tag -> tag.startsWith("warning")));
    }

    @Test
    void another_whole_number_in_each_row_is_warned_of() {
        RecordingRun run = new RecordingRun();
        TribuoRun.of(run).train(Iris.cart(), Split.stratified(table(50, row -> 100 + row), "y", 0.8, 1));
        assertTrue(run.tags.get("warning.0").startsWith("Column 'id' has another value in each of the 40 rows"),
                run.tags.toString());
    }

    @Test
    void few_rows_or_repeated_values_are_no_identifiers() {
        assertEquals(List.of(), Identifiers.check(table(19, row -> "customer " + row)));
        assertEquals(List.of(), Identifiers.check(table(50, row -> "customer " + row % 49)));
    }
}
