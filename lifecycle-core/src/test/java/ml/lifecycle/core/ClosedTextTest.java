package ml.lifecycle.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import ml.lifecycle.Lifecycle;
import org.junit.jupiter.api.Test;

/** Shells and debuggers print objects at any time. */
class ClosedTextTest {

    @Test
    void what_is_printed_after_the_end_says_its_name_and_that_it_is_closed() {
        Map<String, Object> objects = new LinkedHashMap<>();
        Lifecycle lifecycle = Lifecycle.open("memory:closed-text");
        objects.put("Experiment churn", lifecycle.experiment("churn"));
        objects.put("model flowers", lifecycle.model("flowers"));
        objects.put("data set iris", lifecycle.data("iris"));
        objects.put("Query for runs", lifecycle.runs());
        objects.put("lifecycle over memory:closed-text", lifecycle);
        assertEquals("iris v1", lifecycle.data("iris").add(Path.of("src/test/resources/iris.csv")).toString());
        Object snapshot = lifecycle.data("iris").latest();
        objects.values().forEach(object -> assertTrue(!object.toString().contains("closed;"), object::toString));
        lifecycle.close();
        objects.forEach((name, object) -> {
            String text = object.toString();
            assertTrue(text.startsWith(name) && text.contains("closed"), text);
        });
        assertEquals("iris v1", snapshot.toString());
    }
}
