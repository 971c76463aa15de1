package ml.lifecycle.internal.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import ml.lifecycle.RefusedException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class QueryLanguageTest {

    private static Condition parse(String text) {
        return QueryParser.condition(text, () -> List.of("metrics.accuracy", "params.maxDepth"));
    }

    private static String refusal(String text) {
        return assertThrows(RefusedException.class, () -> parse(text)).getMessage();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "metrics.accuracy > 0.9 and params.depth = '5'",
        "(tags.`my owner` = 'anna' or name like 'cart%') and not status = 'FAILED'",
        "params.kind in ('cart', 'knn') and start_time >= '2026-05-01T00:00:00Z'",
        "tags.\"my \"\"owner\"\"\"='it''s'AND metrics.train/loss<=-1.5e-3",
        "metrics.f1_macro>.5 OR NOT(duration<1000)",
        "start_time < '2026-05-01' and end_time != 5 and experiment ilike '%IRIS%'",
        "status in ('running', 'Interrupted') and status like 'F%' and id='x' and parent != ''"})
    void the_documented_language_is_read(String condition) {
        parse(condition);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("metrics.accuracy >", 18, "a value was expected"),
                Arguments.of("metrics.accuracy > 'high'", 19, "is a number and was compared with a text"),
                Arguments.of("params.depth = \"5\"", 15, "Write '5'."),
                Arguments.of("accuracy > 1", 0, "Did you mean metrics.accuracy?"),
                Arguments.of("metric.acuracy > 1", 0, "Did you mean metrics.accuracy?"),
                Arguments.of("params.`a = 1", 7, "the quote that begins here does not end"),
                Arguments.of("name = 'x' extra", 11, "nothing more was expected here"),
                Arguments.of("(name = 'x'", 11, "')' was expected"),
                Arguments.of("name == 'x'", 6, "a value was expected"),
                Arguments.of("status = 'DONE'", 9, "[RUNNING, FINISHED, FAILED, INTERRUPTED]"),
                Arguments.of("start_time > 'yesterday'", 13, "is not a time"),
                Arguments.of("metrics.a like '%'", 10, "has no pattern"),
                Arguments.of("name in 'a'", 8, "'(' was expected"),
                Arguments.of("name ! 'a'", 5, "'!' stands alone"),
                Arguments.of("metrics.a > 1x", 12, "'1x' is not a number"),
                Arguments.of("metrics. > 1", 8, "a name was expected after 'metrics.'"),
                Arguments.of("", 0, "a field was expected"),
                Arguments.of("name = 'a' and", 14, "a field was expected"),
                Arguments.of("name ; drop", 5, "this character has no meaning"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void a_mistake_is_shown_at_its_place(String condition, int place, String part) {
        String message = refusal(condition);
        assertTrue(message.contains(part), message);
        String[] lines = message.split("\n");
        assertEquals("  " + condition, lines[1]);
        assertEquals("  " + " ".repeat(place) + "^", lines[2]);
    }

    @Test
    void a_mistake_far_in_is_shown_with_what_is_around_it_and_nothing_unseen() {
        String message = refusal("name = 'a' and ".repeat(500) + "name = 'a\u001B[31m\u202E' extra");
        assertTrue(message.lines().allMatch(line -> line.length() < 200), message);
        assertFalse(message.contains("\u001B") || message.contains("\u202E"), message);
        String[] lines = message.split("\n");
        assertTrue(lines[1].startsWith("extra", lines[2].indexOf('^')), message);
    }

    @Test
    void nesting_is_bounded_and_length_is_not() {
        assertTrue(refusal("(".repeat(100_000)).contains("nested more than 100 deep"));
        assertTrue(refusal("not ".repeat(100_000)).contains("nested more than 100 deep"));
        parse("(".repeat(100) + "name = 'a'" + ")".repeat(100));
        parse("name = 'a' or ".repeat(20_000) + "name = 'b'");
    }

    @Test
    void a_pattern_never_hangs() {
        LikePattern pattern = new LikePattern("%a".repeat(2_000) + "%b", false);
        assertFalse(assertTimeoutPreemptively(Duration.ofMinutes(2), () -> pattern.matches("a".repeat(8_000))));
    }

    @Test
    void an_order_may_have_several_fields() {
        assertEquals(List.of(
                        new SortField(new Field(Field.Kind.METRIC, "accuracy"), true),
                        new SortField(new Field(Field.Kind.PARAM, "my, depth"), false),
                        new SortField(Field.attribute("start_time"), false)),
                QueryParser.order("metrics.accuracy DESC, params.`my, depth`, start_time asc", List::of));
        String message = assertThrows(RefusedException.class,
                () -> QueryParser.order("metrics.accuracy down", List::of)).getMessage();
        assertTrue(message.startsWith("The order cannot be read: nothing more was expected here."), message);
    }
}
