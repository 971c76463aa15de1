package ml.lifecycle.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.NotFoundException;
import ml.lifecycle.data.Table;
import ml.lifecycle.gate.Checks;
import ml.lifecycle.gate.QualityGate;
import ml.lifecycle.registry.RegisteredModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Who mistypes the name of a model or a data set is told, wherever it is not a legitimate first use. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MistypedNamesTest {

    private final Lifecycle lifecycle = Lifecycle.open("memory:mistyped-" + System.nanoTime());

    @AfterEach
    void close() {
        lifecycle.close();
    }

    private static void says(String message, Executable call) {
        assertEquals(message, assertThrows(NotFoundException.class, call).getMessage());
    }

    @Test
    void a_model_that_never_was_says_so_and_what_may_have_been_meant() {
        lifecycle.model("iris-classifier").protect("production").through(
                QualityGate.named("g").require(Checks.accuracy().atLeast(0.9)))
                .by("anna").because("course").submit();
        RegisteredModel typo = lifecycle.model("iris-clasifier");
        assertEquals(List.of(), typo.versions());
        assertEquals("model iris-clasifier: nothing is registered under that name yet. Did you mean 'iris-classifier'?",
                typo.toString());
        says("The model 'iris-clasifier' has no version 1; nothing is registered under that name yet."
                + " Did you mean 'iris-classifier'?", () -> typo.version(1));
        says("The model 'iris-clasifier' has no alias 'production'; nothing is registered under that name yet."
                + " Did you mean 'iris-classifier'?", () -> typo.at("production"));
        says("The model 'iris-clasifier' has no history: nothing is registered under that name yet."
                + " Did you mean 'iris-classifier'?", () -> typo.history("production"));
        assertEquals("model wine: nothing is registered under that name yet. There is: iris-classifier",
                lifecycle.model("wine").toString().replaceAll("\\.$", ""));
    }

    @Test
    void a_data_set_that_never_was_says_so_and_what_may_have_been_meant() {
        lifecycle.data("measurements").add(Table.of(Map.of("x", List.of(1, 2))));
        assertEquals("measurments: no snapshot yet, add(…) makes the first. Did you mean 'measurements'?",
                lifecycle.data("measurments").toString());
        assertEquals(List.of(), lifecycle.data("measurments").snapshots());
        says("Data set 'measurments' has no snapshot; it has none yet, add(…) makes the first. Did you mean 'measurements'?",
                () -> lifecycle.data("measurments").latest());
    }

    @Test
    void the_first_name_of_all_has_nothing_to_be_compared_with() {
        assertEquals("model iris: nothing is registered under that name yet.", lifecycle.model("iris").toString());
        assertEquals("iris: no snapshot yet, add(…) makes the first.", lifecycle.data("iris").toString());
    }
}
