package ml.lifecycle.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.RefusedException;
import ml.lifecycle.gate.Checks;
import ml.lifecycle.run.Experiment;
import ml.lifecycle.run.Run;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class MissingArgumentsTest {

    private final Lifecycle lifecycle = Lifecycle.open("memory:missing-" + System.nanoTime());
    private final Experiment experiment = lifecycle.experiment("e");
    private final Run run = experiment.start("r");

    @AfterEach
    void close() {
        lifecycle.close();
    }

    private static String refused(Executable call) {
        return assertThrows(RefusedException.class, call).getMessage();
    }

    private static void named(String argument, Executable call) {
        assertEquals(argument, assertThrows(NullPointerException.class, call).getMessage());
    }

    @Test
    void a_param_without_value_is_refused_by_name() {
        assertEquals("The value of param depth is null, which is no value; leave it out, or say what is meant.",
                refused(() -> run.param("depth", null)));
        Map<String, Object> params = new HashMap<>(Map.of("a", 1));
        params.put("b", null);
        refused(() -> run.params(params));
        assertEquals(Map.of(), run.record().params());
        assertEquals("The value of tag owner is null, which is no value; leave it out, or say what is meant.",
                refused(() -> run.tag("owner", null)));
    }

    @Test
    void an_empty_question_is_refused() {
        assertEquals("The question of experiment 'e' is empty; state it in one sentence.",
                refused(() -> experiment.question("")));
        refused(() -> experiment.question(" "));
        refused(() -> experiment.question(null));
        assertEquals(Optional.empty(), experiment.question());
    }

    @Test
    void names_that_are_missing_are_refused() {
        for (Executable call : List.<Executable>of(() -> run.metric("", 1), () -> run.metric(null, 1),
                () -> lifecycle.experiment(null), () -> lifecycle.model(""), () -> lifecycle.data(null),
                () -> experiment.start(null), () -> Checks.recorded(" "), () -> run.artifact(null, new byte[0]))) {
            refused(call);
        }
    }

    @Test
    void other_missing_arguments_are_named() {
        named("content", () -> run.artifact("a", (byte[]) null));
        named("file", () -> run.artifact("a", (Path) null));
        named("signature", () -> run.model("m", new Object(), null));
        named("kpi", () -> experiment.kpi(null));
        named("body", () -> experiment.run("r", null));
        named("id", () -> lifecycle.run(null));
        named("metric", () -> lifecycle.points("r", null));
        named("uri", () -> lifecycle.predictor(null));
        named("run", () -> lifecycle.model("m").register(null, "model"));
        named("version", () -> lifecycle.model("m").promote(null));
        assertEquals(1, experiment.runs().count(), "no run was started");
    }
}
