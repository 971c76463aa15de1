package ml.lifecycle.internal.run;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ml.lifecycle.ConflictException;
import ml.lifecycle.NotFoundException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.gate.Checks;
import ml.lifecycle.internal.text.Digests;
import ml.lifecycle.run.DataRole;
import ml.lifecycle.run.DataUse;
import ml.lifecycle.run.Experiment;
import ml.lifecycle.run.Run;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.run.RunStatus;
import ml.lifecycle.spi.LifecycleStore;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RecordingTest extends RecordingFixture {

    @Test
    void a_condition_on_what_no_run_has_is_told_from_one_that_none_meets() {
        iris.run("cart", run -> run.metric("accuracy", 0.9).param("depth", 2));
        assertEquals("no runs", iris.runs().where("metrics.accuracy > 0.95 and name = 'x'").toString());
        assertEquals("no runs\nNo run has metrics.acuracy, params.dept. Did you mean metrics.accuracy?",
                iris.runs().where("not (metrics.acuracy <= 0.5 or name = 'cart') and params.dept in ('2')").toString());
        assertEquals("no runs\nNo run has tags.\\u000a.", iris.runs().where("tags.`\n` like 'a%'").table("name").toString());
    }

    @Test
    void metrics_are_printed_for_people_and_kept_to_the_last_bit() {
        RunRecord run = iris.run("cart", it -> it.metric("accuracy", 2.0 / 3).metric("loss", 1e-7 / 3).metric("rows", 1234567)
                .metric("big", 1e15 / 7).metric("zero", 0).metric("nan", Double.NaN).metric("mse", 123456.789));
        String text = run.toString();
        for (String line : List.of("accuracy  0.666667\n", "loss      3.33333E-8\n", "rows      1234567\n",
                "big       1.42857E14\n", "zero      0\n", "nan       NaN\n", "mse       123457")) {
            assertTrue(text.contains(line), text);
        }
        assertEquals(2.0 / 3, run.metrics().get("accuracy"));
    }

    @Test
    void a_column_or_an_order_that_no_run_has_is_told() {
        assertEquals("no runs", iris.runs().orderBy("metrics.acuracy desc").table("name", "params.dept").toString());
        iris.run("cart", run -> run.metric("accuracy", 0.9).param("depth", 2));
        assertEquals("name  acuracy\ncart\nNo run has metrics.acuracy. Did you mean metrics.accuracy?",
                iris.runs().table("name", "metrics.acuracy").toString());
        assertTrue(iris.runs().orderBy("metrics.f1 desc").toString().endsWith("\nNo run has metrics.f1."));
        assertEquals("name  accuracy\ncart       0.9", iris.runs().orderBy("metrics.accuracy").table("name", "metrics.accuracy")
                .toString());
    }

    @Test
    void all_that_a_run_recorded_is_found_again_by_this_and_by_another_process() {
        RunRecord recorded = iris.run("cart", run -> {
            run.param("maxDepth", 5).param("kind", "c\"a\\r\n\tté𝄞");
            run.metric("loss", 0.5, 1).metric("loss", 0.25, 2).metric("accuracy", 1.0 / 3);
            run.tag("owner", "anna").tag("owner", "bert");
            run.artifact("notes.md", "# notes".getBytes(StandardCharsets.UTF_8));
            run.data(new DataUse(DataRole.TRAIN, "iris v1", "abc", 120));
        });

        assertEquals(Map.of("maxDepth", "5", "kind", "c\"a\\r\n\tté𝄞"), recorded.params());
        assertEquals(List.of("maxDepth", "kind"), List.copyOf(recorded.params().keySet()));
        assertEquals(Map.of("loss", 0.25, "accuracy", 1.0 / 3), recorded.metrics());
        assertEquals(Map.of("owner", "bert"), recorded.tags());
        assertEquals(Digests.of("# notes"), recorded.artifacts().get("notes.md").digest());
        assertEquals(RunStatus.FINISHED, recorded.status());
        assertEquals(recorded, experiments.run(recorded.id()));
        assertEquals(List.of(recorded), iris.runs().list());
        try (LifecycleStore other = Stores.again(store)) {
            assertEquals(recorded, Stores.experiments(other).run(recorded.id()));
        }
    }

    @Test
    void a_run_under_way_is_seen_with_what_it_has_recorded() {
        Run run = iris.start("r").param("a", 1).metric("m", 2);
        RunRecord seen = iris.runs().where("params.a = 1 and metrics.m = 2 and status = 'running'").first()
                .orElseThrow();
        assertEquals(run.record(), seen);
        assertNull(seen.endedAt());
        run.metric("m", 3);
        assertEquals(3, iris.runs().list().get(0).metrics().get("m"));
        run.close();
        assertEquals(RunStatus.FINISHED, iris.runs().list().get(0).status());
    }

    @Nested
    class Failures {

        @Test
        void what_the_body_throws_is_thrown_on_unchanged_and_the_run_is_FAILED() {
            IOException thrown = new IOException("no \u0007 data");
            assertSame(thrown, assertThrows(IOException.class, () -> iris.run("r", run -> {
                throw thrown;
            })));
            RunRecord run = iris.runs().list().get(0);
            assertEquals(RunStatus.FAILED, run.status());
            assertEquals("java.io.IOException: no \u0007 data", run.failure());
            assertEquals(0, thrown.getSuppressed().length);
        }

        @Test
        void errors_are_thrown_on_too() {
            StackOverflowError thrown = new StackOverflowError();
            assertSame(thrown, assertThrows(StackOverflowError.class, () -> iris.run("r", run -> {
                throw thrown;
            })));
            assertEquals("java.lang.StackOverflowError", iris.runs().list().get(0).failure());
        }

        @Test
        void a_failure_of_recording_the_failure_never_hides_it() {
            IllegalStateException thrown = new IllegalStateException("mine");
            assertSame(thrown, assertThrows(IllegalStateException.class, () -> iris.run("r", run -> {
                store.close();
                throw thrown;
            })));
            assertInstanceOf(UnavailableException.class, thrown.getSuppressed()[0]);
        }

        @Test
        void a_failure_keeps_the_beginning_of_a_long_message() {
            RuntimeException thrown = new RuntimeException("x".repeat(10_000));
            assertThrows(RuntimeException.class, () -> iris.run("r", run -> {
                throw thrown;
            }));
            assertEquals(2_000, iris.runs().list().get(0).failure().length());
        }

        @Test
        void a_nested_run_names_its_parent_and_fails_alone() {
            RunRecord parent = iris.run("search", run -> {
                RunRecord child = run.run("trial", trial -> trial.param("a", 1));
                assertEquals(run.id(), child.parent());
                assertThrows(IllegalStateException.class, () -> run.run("bad", trial -> {
                    throw new IllegalStateException();
                }));
            });
            assertEquals(RunStatus.FINISHED, parent.status());
            assertEquals(2, iris.runs().where("parent = '" + parent.id() + "'").count());
        }

        @Test
        void a_part_of_a_run_is_not_taken_for_the_best_run() {
            iris.run("first", run -> run.metric("accuracy", 0.8));
            RunRecord search = iris.run("search", run -> {
                run.run("lucky fold", fold -> fold.metric("accuracy", 1));
                run.metric("accuracy", 0.9);
            });
            assertEquals("search", iris.runs().orderBy("metrics.accuracy desc").first().orElseThrow().name());
            assertEquals(2, iris.runs().count());
            assertEquals(3, iris.runs().withNested().count());
            RunRecord fold = iris.runs().where("parent = '" + search.id() + "'").first().orElseThrow();
            assertEquals("lucky fold", fold.name());
            assertEquals(fold, iris.runs().where("id = '" + fold.id() + "'").first().orElseThrow());
            assertTrue(iris.runs().toString().endsWith("1 run is part of another and not shown; see withNested()"));
            assertTrue(iris.runs().where("name like 'lucky%'").toString().startsWith("no runs\n1 run is part"));
            assertFalse(iris.runs().withNested().toString().contains("not shown"));
            assertTrue(iris.toString().endsWith("runs      2, and 1 within them"), iris.toString());
        }
    }

    @Nested
    class Refusals {

        @Test
        void a_param_is_written_once_with_one_value() {
            Run run = iris.start("r").param("a", 1).param("a", "1");
            String message = assertThrows(ConflictException.class, () -> run.param("a", 2)).getMessage();
            assertTrue(message.contains("'a'") && message.contains("'1'") && message.contains("'2'"), message);
            assertEquals(Map.of("a", "1"), run.record().params());
        }

        @Test
        void nothing_is_recorded_after_the_end() {
            Run run = iris.start("r");
            run.close();
            run.close();
            RunRecord before = run.record();
            assertAll(
                    () -> assertThrows(RefusedException.class, () -> run.param("a", 1)),
                    () -> assertThrows(RefusedException.class, () -> run.metric("a", 1)),
                    () -> assertThrows(RefusedException.class, () -> run.tag("a", "1")),
                    () -> assertThrows(RefusedException.class, () -> run.artifact("a", new byte[1])),
                    () -> assertThrows(RefusedException.class, () -> run.artifact("a", Path.of("pom.xml"))),
                    () -> assertThrows(RefusedException.class, () -> run.start("child")),
                    () -> assertThrows(RefusedException.class, () -> run.fail(new RuntimeException())),
                    () -> assertThrows(RefusedException.class, run::flush));
            String message = assertThrows(RefusedException.class, () -> run.metric("a", 1)).getMessage();
            assertTrue(message.contains("is FINISHED; metrics are recorded only while it is RUNNING"), message);
            assertEquals(before, run.record());
            assertEquals(before, experiments.run(run.id()));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " a", "a\u0000", "../x", "a//b", "CON", "a\\b", "\u202Eabc"})
        void names_that_no_file_could_have_are_refused(String name) {
            try (Run run = iris.start("r")) {
                assertAll(
                        () -> assertThrows(RefusedException.class, () -> run.param(name, 1)),
                        () -> assertThrows(RefusedException.class, () -> run.metric(name, 1)),
                        () -> assertThrows(RefusedException.class, () -> run.tag(name, "1")),
                        () -> assertThrows(RefusedException.class, () -> run.artifact(name, new byte[1])),
                        () -> assertThrows(RefusedException.class, () -> run.start(name)),
                        () -> assertThrows(RefusedException.class, () -> experiments.get(name)));
                assertTrue(run.record().metrics().isEmpty() && run.record().params().isEmpty());
            }
            assertEquals(1, iris.runs().count());
        }

        @Test
        void long_values_and_halves_of_characters_are_refused() {
            try (Run run = iris.start("r")) {
                run.param("most", "x".repeat(6_000)).tag("most", "x".repeat(8_000));
                assertAll(
                        () -> assertThrows(RefusedException.class, () -> run.param("a", "x".repeat(6_001))),
                        () -> assertThrows(RefusedException.class, () -> run.tag("a", "x".repeat(8_001))),
                        () -> assertThrows(RefusedException.class, () -> run.param("a", "\uD800")));
            }
        }

        @Test
        void an_experiment_whose_name_differs_only_in_case_is_refused() {
            String message = assertThrows(ConflictException.class, () -> experiments.get("Iris")).getMessage();
            assertTrue(message.contains("'iris'") && message.contains("'Iris'"), message);
            try (LifecycleStore other = Stores.again(store)) {
                assertThrows(ConflictException.class, () -> Stores.experiments(other).get("IRIS"));
            }
        }

        @Test
        void an_unknown_run_is_not_found() {
            assertThrows(NotFoundException.class, () -> experiments.run("nope"));
        }
    }

    @Test
    void open_runs_become_INTERRUPTED_by_closing_and_keep_what_they_had() {
        Run run = iris.start("r").param("a", 1).metric("m", 5, 2).metric("m", 4, 1);
        try (LifecycleStore other = Stores.again(store)) {
            Experiments view = Stores.experiments(other);
            run.flush();
            assertEquals(RunStatus.RUNNING, view.run(run.id()).status());
            run.tag("late", "x");
            experiments.close();
            store.close();
            RunRecord seen = view.run(run.id());
            assertEquals(RunStatus.INTERRUPTED, seen.status());
            assertEquals(Map.of("a", "1"), seen.params());
            assertEquals(Map.of("late", "x"), seen.tags());
            assertEquals(Map.of("m", 5.0), seen.metrics());
            assertNull(seen.endedAt());
        }
        assertThrows(UnavailableException.class, () -> run.metric("m", 1));
        assertThrows(UnavailableException.class, () -> run.param("b", 1));
        assertThrows(UnavailableException.class, () -> iris.start("late"));
        assertThrows(UnavailableException.class, () -> experiments.get("iris"));
        assertThrows(UnavailableException.class, () -> iris.runs().list());
        assertEquals(RunStatus.INTERRUPTED, run.record().status());
    }

    @Test
    void question_and_KPIs_are_kept_once() {
        iris.question("Which?").question("Which flower?").question("Which flower?")
                .kpi(Checks.accuracy().atLeast(0.95)).kpi(Checks.accuracy().atLeast(0.95))
                .kpi(Checks.latency().p99().atMost(500));
        assertEquals("Which flower?", iris.question().orElseThrow());
        assertEquals(List.of(Checks.accuracy().atLeast(0.95), Checks.latency().p99().atMost(500)), iris.kpis());
        try (LifecycleStore other = Stores.again(store)) {
            Experiment seen = Stores.experiments(other).all().get(0);
            assertEquals("iris", seen.name());
            assertEquals(iris.kpis(), seen.kpis());
            assertEquals(iris.toString(), seen.toString());
        }
        assertEquals(5, iris.toString().lines().count());
    }

    @Test
    void experiments_are_sorted_by_name() {
        experiments.get("zebra");
        experiments.get("apple");
        assertEquals(List.of("apple", "iris", "zebra"), experiments.all().stream().map(Experiment::name).toList());
        assertFalse(experiments.get("apple").runs().first().isPresent());
    }

    @Test
    void a_kpi_in_code_is_refused_since_nobody_else_could_check_it() {
        assertThrows(RefusedException.class, () -> iris.kpi(Checks.custom("mine", any -> true)));
        assertEquals(List.of(), iris.kpis());
    }

    @Test
    void of_several_params_none_is_recorded_if_one_is_not_allowed() {
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("depth", 5);
        params.put("../x", 1);
        RunRecord recorded = iris.run("cart", run -> assertThrows(RefusedException.class, () -> run.params(params)));
        assertEquals(Map.of(), recorded.params());
    }

    @Test
    void of_several_params_none_is_recorded_if_one_has_another_value_already() {
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("seed", 1);
        params.put("depth", 6);
        RunRecord recorded = iris.run("cart", run -> {
            run.param("depth", 5);
            assertThrows(ConflictException.class, () -> run.params(params));
        });
        assertEquals(Map.of("depth", "5"), recorded.params());
    }

    @Test
    void a_value_without_a_text_is_refused_by_the_name_of_its_class() {
        iris.run("cart", run -> {
            String message = assertThrows(RefusedException.class, () -> run.param("x", new Object() {
                @Override
                public String toString() {
                    return null;
                }
            })).getMessage();
            assertTrue(message.startsWith("The value of param x is a " + RecordingTest.class.getName()), message);
        });
    }
}
