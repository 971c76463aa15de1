package ml.lifecycle.testkit.junit;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.displayName;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedSuccessfully;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.testkit.ToyFormat;
import ml.lifecycle.testkit.ToyLifecycle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.OutputDirectoryCreator;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** What tests get from the extension, and what becomes of it. */
class LifecycleExtensionTest {

    @BeforeEach
    void forget() {
        Samples.SEEN.clear();
        DirectoryStores.OPENED.clear();
        DirectoryStores.DAMAGED.clear();
    }

    private static EngineTestKit.Builder kit(Class<?> type) {
        return EngineTestKit.engine("junit-jupiter").selectors(selectClass(type));
    }

    private static List<String> failures(EngineExecutionResults results) {
        return results.allEvents().finished().stream()
                .map(finished -> finished.getRequiredPayload(TestExecutionResult.class))
                .flatMap(result -> result.getThrowable().stream())
                .map(Throwable::getMessage)
                .toList();
    }

    private static void passes(EngineExecutionResults results, long tests) {
        assertEquals(List.of(), failures(results));
        assertEquals(tests, results.testEvents().succeeded().count());
    }

    private static void assertAllClosed() {
        assertFalse(Samples.SEEN.isEmpty());
        Samples.SEEN.keySet().forEach(lifecycle -> assertThrows(UnavailableException.class, lifecycle::experiments));
    }

    private static void assertAllDeleted() {
        assertFalse(DirectoryStores.OPENED.isEmpty());
        DirectoryStores.OPENED.forEach(directory -> assertFalse(Files.exists(Path.of(directory)), directory));
    }

    @Test
    void five_lines_make_a_test() {
        passes(kit(Samples.FiveLines.class).execute(), 2);
    }

    @Test
    void each_test_has_an_empty_store_that_is_closed_and_deleted_after_it() {
        passes(kit(Samples.EachItsOwn.class).execute(), 20);
        assertEquals(20, Samples.SEEN.size());
        assertEquals(20, DirectoryStores.OPENED.size());
        assertAllClosed();
        assertAllDeleted();
    }

    @Test
    void each_test_has_its_own_in_parallel_too() {
        passes(kit(Samples.EachItsOwn.class)
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "8")
                .execute(), 20);
        assertEquals(20, DirectoryStores.OPENED.size());
        assertAllClosed();
        assertAllDeleted();
    }

    @Test
    void a_store_that_the_class_fills_is_shared_by_its_tests_and_nested_classes() {
        passes(kit(Samples.Shared.class).execute(), 3);
        assertEquals(3, Samples.SEEN.size());
        assertEquals(1, DirectoryStores.OPENED.size());
        assertAllClosed();
        assertAllDeleted();
    }

    @Test
    void the_tests_of_a_class_share_models_and_data_and_an_alias_that_moved_gives_the_new_version() {
        passes(kit(Samples.SharedModels.class).execute(), 4);
        assertSame(Samples.SharedModels.MODELS.get(0), Samples.SharedModels.MODELS.get(1));
        assertSame(Samples.SharedModels.MODELS.get(0), Samples.SharedModels.MODELS.get(2));
        assertEquals("models:/toy/2", Samples.SharedModels.MODELS.get(3).source());
        assertSame(Samples.SharedModels.DATA.get(0), Samples.SharedModels.DATA.get(1));
    }

    @Test
    void many_tests_on_one_model_and_data_predict_as_often_as_one() {
        long before = ToyFormat.BATCHES.get();
        passes(kit(Samples.OneAssertion.class).execute(), 1);
        long once = ToyFormat.BATCHES.get() - before;
        assertTrue(once > 0);
        passes(kit(Samples.TwentyAssertions.class).execute(), 20);
        assertEquals(2 * once, ToyFormat.BATCHES.get() - before);
    }

    @Test
    void a_shared_store_serves_parallel_tests() {
        passes(kit(Samples.Shared.class)
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .execute(), 3);
        assertAllClosed();
    }

    @Test
    void a_named_store_is_left_as_it_is() {
        try (Lifecycle lifecycle = Lifecycle.open("memory:named")) {
            ToyLifecycle.fill(lifecycle);
            passes(kit(Samples.Named.class).execute(), 2);
            assertEquals(1, lifecycle.models().size());
            assertEquals(1, Samples.NAMED.size());
        }
    }

    @Test
    void a_configuration_parameter_names_the_store() {
        try (Lifecycle lifecycle = Lifecycle.open("memory:configured")) {
            ToyLifecycle.fill(lifecycle);
            passes(kit(Samples.Configured.class)
                    .configurationParameter("ml.lifecycle.testkit.store", "memory:configured").execute(), 1);
        }
    }

    @Test
    void what_is_absent_is_named_with_what_there_is_and_what_to_do() {
        List<String> failures = failures(kit(Samples.Absent.class).execute());
        assertEquals(4, failures.size());
        String all = String.join("\n---\n", failures);
        assertAll(
                () -> assertTrue(all.contains("The model 'models:/toy@production' cannot be given to the test from the store"
                        + " of class Absent. "), all),
                () -> assertTrue(all.contains("staging"), all),
                () -> assertTrue(all.contains("The model 'models:/boy@production' cannot be given"), all),
                () -> assertTrue(all.contains("The data 'boy' cannot be given"), all),
                () -> assertTrue(all.contains("Fill it in a method with @BeforeAll or @BeforeEach"), all),
                () -> assertTrue(all.contains("write @DataUnderTest(value = \"toy\", label = "), all));
    }

    @Test
    void a_store_that_a_test_damaged_fails_the_test_and_is_still_closed_and_deleted() {
        EngineExecutionResults results = kit(Samples.Damaged.class).execute();
        assertEquals(1, results.testEvents().failed().count());
        String message = failures(results).get(0);
        assertTrue(message.startsWith("Expected the store of Damaged.damages_its_store to be undamaged after the test, but"
                + " it is not.\n1 damaged place"), message);
        assertAllClosed();
        assertAllDeleted();
    }

    @Test
    void each_check_of_a_gate_is_a_test() {
        EngineExecutionResults results = kit(Samples.Gate.class).execute();
        results.testEvents().assertThatEvents().haveExactly(1,
                event(displayName("accuracy at least 0.9"), finishedSuccessfully()));
        assertEquals(1, results.testEvents().succeeded().count());
        assertEquals(3, results.testEvents().failed().count());
        String failures = String.join("\n---\n", failures(results));
        assertAll(
                () -> assertTrue(failures.contains("Gate 'production': recall of red at least 1 could not be shown."), failures),
                () -> assertTrue(failures.contains("Gate 'production': log loss at most 0 does not hold."), failures),
                () -> assertTrue(failures.contains("Expected gate 'empty' to say PASS, but it says INCONCLUSIVE."), failures));
    }

    @Test
    void the_gate_that_protects_an_alias_is_tested_check_by_check() {
        EngineExecutionResults results = kit(Samples.ProtectedGate.class).execute();
        results.testEvents().assertThatEvents().haveExactly(1,
                event(displayName("accuracy at least 0.9"), finishedSuccessfully()));
        assertEquals(2, results.testEvents().failed().count());
        String failures = String.join("\n---\n", failures(results));
        assertAll(
                () -> assertTrue(failures.contains("Gate 'production': recall of red at least 1 could not be shown."), failures),
                () -> assertTrue(failures.contains("The gate of 'models:/toy@staging' cannot be given to the test from the store"
                        + " of class ProtectedGate. Alias 'staging' of model 'toy' is not protected; call"
                        + " model.protect(\"staging\").through(gate)."), failures),
                () -> assertTrue(failures.contains("The gate of 'models:/toy/1' cannot be given to the test from the store of"
                        + " class ProtectedGate. The address names no alias; expected models:/name@alias."), failures));
    }

    @Test
    void the_report_of_a_gate_is_attached_as_html(@TempDir Path directory) throws IOException {
        kit(Samples.Gate.class).enableImplicitConfigurationParameters(false)
                .outputDirectoryCreator(new OutputDirectoryCreator() {
                    @Override
                    public Path getRootDirectory() {
                        return directory;
                    }

                    @Override
                    public Path createOutputDirectory(TestDescriptor test) throws IOException {
                        return Files.createDirectories(directory.resolve(String.valueOf(test.getUniqueId().hashCode())));
                    }
                }).execute();
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> html = files.filter(file -> file.endsWith("gate-production.html")).toList();
            assertEquals(1, html.size());
            assertTrue(Files.readString(html.get(0)).contains("accuracy at least 0.9"));
        }
    }

    @Test
    void model_and_gate_are_published_and_tests_are_tagged() {
        EngineExecutionResults results = kit(Samples.Gate.class).execute();
        String entries = results.allEvents().reportingEntryPublished().list().toString();
        assertTrue(entries.contains("model = 'models:/toy/1 "), entries);
        assertTrue(entries.contains("gate.production = 'Gate production: FAIL on toy 7"), entries);
        Set<String> tags = results.containerEvents().started().stream().map(Event::getTestDescriptor)
                .flatMap(test -> test.getTags().stream()).map(Object::toString)
                .collect(Collectors.toSet());
        assertEquals(Set.of("ml"), tags);
    }
}
