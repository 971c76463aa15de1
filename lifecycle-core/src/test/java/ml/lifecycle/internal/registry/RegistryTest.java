package ml.lifecycle.internal.registry;

import static ml.lifecycle.gate.Checks.accuracy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import ml.lifecycle.ConflictException;
import ml.lifecycle.CorruptException;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.NotFoundException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.registry.ChainHead;
import ml.lifecycle.registry.ModelVersion;
import ml.lifecycle.registry.RegistryEvent.Kind;
import ml.lifecycle.registry.RegistryEvent;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.signature.SignatureException;
import ml.lifecycle.signature.SignaturePolicy.Reaction;
import ml.lifecycle.signature.SignaturePolicy;
import ml.lifecycle.signature.SignatureViolation;
import org.junit.jupiter.api.Test;

/** Versions: how they are numbered, found, loaded and deleted, and what is told of them. */
class RegistryTest extends RegistryFixture {

    @Test
    void versions_are_numbered_and_immutable() {
        ModelVersion first = version(1);
        ModelVersion second = version(2);
        assertEquals(List.of(1, 2), List.of(first.number(), second.number()));
        assertEquals(List.of(first, second), model.versions());
        assertEquals(Map.of("accuracy", 1.0), first.metrics());
        assertEquals(SIGNATURE, first.signature());
        assertEquals("size", lifecycle.models().get(0).name());
    }

    @Test
    void a_file_is_not_registered_as_a_model() {
        RunRecord run = run(1);
        assertMessage(RefusedException.class, () -> model.register(run, "notes.md"), "is a file and no model");
        assertMessage(NotFoundException.class, () -> model.register(run, "modle"), ", model, notes.md.");
        assertEquals(List.of(), model.versions());
        assertEquals(List.of(), lifecycle.models());
    }

    @Test
    void an_unknown_alias_lists_those_there_are() {
        promote(version(1), 8).orThrow();
        assertMessage(NotFoundException.class, () -> model.at("prodction"), "it has production (version 1)");
        assertMessage(NotFoundException.class, () -> lifecycle.predictor("models:/size@staging"),
                "it has production (version 1)");
    }

    @Test
    void an_unknown_model_lists_those_there_are() {
        assertMessage(NotFoundException.class, () -> lifecycle.predictor("models:/sice@production"), "is none yet");
        version(1);
        assertMessage(NotFoundException.class, () -> lifecycle.predictor("models:/sice/1"), "there are: size.");
        assertMessage(NotFoundException.class, () -> lifecycle.predictor("models:/size/2"), "it has 1.");
        assertMessage(RefusedException.class, () -> lifecycle.predictor("size@production"), "models:/name@alias");
    }

    @Test
    void the_version_under_an_alias_predicts_and_refuses() {
        promote(version(5), 8).orThrow();
        Predictor live = lifecycle.predictor("models:/size@production");
        assertEquals("high", live.predict(Map.of("x", 6)).label());
        assertEquals(List.of("low", "high"), live.predict(List.of(Map.of("x", 1), Map.of("x", 9))).stream()
                .map(Prediction::label).toList());
        assertMessage(SignatureException.class, () -> live.predict(Map.of("y", 1)), "models:/size/1");
        assertMessage(SignatureException.class, () -> live.predict(List.of(Map.of("x", 1), Map.of("x", 11))),
                "refuses row 1 (counted from 0): 1 violation of its signature.");
        assertMessage(RefusedException.class, () -> live.predict(Arrays.asList(Map.of("x", 1), null)),
                "Row 1 (counted from 0) of those for models:/size/1 is null; expected a map");
        Prediction warned = live.with(SignaturePolicy.strict().on(SignatureViolation.Kind.OUT_OF_RANGE, Reaction.WARN))
                .predict(Map.of("x", 11));
        assertEquals("high", warned.label());
        assertEquals(1, warned.warnings().size());
        assertEquals(List.of(), live.with(SignaturePolicy.strict().on(SignatureViolation.Kind.EXTRA, Reaction.ACCEPT))
                .predict(Map.of("x", 1, "y", 1)).warnings());
    }

    @Test
    void a_name_that_differs_only_in_case_is_refused() {
        version(1);
        assertMessage(ConflictException.class, () -> lifecycle.model("SIZE").versions(), "registered model 'size'");
        assertMessage(ConflictException.class, () -> lifecycle.model("Size").register(run(1), "model"), "'size'");
    }

    @Test
    void a_version_that_the_history_needs_stays_and_numbers_are_not_given_again() {
        promote(version(1), 8).orThrow();
        promote(version(2), 8).orThrow();
        version(3);
        assertMessage(RefusedException.class, () -> model.delete(1, "a", "b"), "points to version 2 now");
        assertMessage(RefusedException.class, () -> model.delete(3, "", "b"), "person's name");
        assertEquals(Kind.DELETED, model.delete(3, "anna", "a trial").kind());
        assertMessage(NotFoundException.class, () -> model.version(3), "it has 1, 2.");
        assertEquals(4, version(4).number());
    }

    @Test
    void a_head_kept_elsewhere_is_found_again() {
        version(1);
        ChainHead kept = ChainHead.parse(model.head().toString());
        version(2);
        model.verify(kept);
        model.verify(new ChainHead(0, ""));
        assertMessage(CorruptException.class, () -> model.verify(new ChainHead(1, "0".repeat(64))), "does not contain");
        assertMessage(CorruptException.class, () -> model.verify(new ChainHead(9, kept.digest())), "has 2 events");
        assertThrows(RefusedException.class, () -> ChainHead.parse("1:xyz"));
    }

    @Test
    void the_history_tells_what_was_in_force_at_a_moment() {
        RegistryEvent first = promote(version(1), 8).orThrow().event();
        assertEquals(Optional.empty(), model.history("production").inForceAt(first.at().minusMillis(1)));
        assertEquals(Optional.of(first), model.history("production").inForceAt(first.at()));
        promote(version(2), 1);
        assertEquals(Optional.of(first), model.history("production").inForceAt(first.at().plusSeconds(9)));
    }

    @Test
    void listeners_hear_of_what_is_written_and_cannot_undo_it() {
        List<String> heard = new ArrayList<>();
        try (Lifecycle listening = Lifecycle.at(lifecycle.toString().lines().findFirst().orElseThrow()
                .replace("lifecycle over ", "")).listener((name, event) -> {
                    heard.add(name + " " + event.kind());
                    throw new IllegalStateException("a bad listener");
                }).listener((name, event) -> {
                    throw new AssertionError("a worse one");
                }).listener((name, event) -> heard.add("the last one too")).open()) {
            listening.model("size").register(run(1), "model");
        }
        assertEquals(List.of("size REGISTERED", "the last one too"), heard);
        assertEquals(1, model.versions().size());
    }

    @Test
    void concurrent_registrations_get_each_number_once() throws Exception {
        RunRecord run = run(1);
        Set<Integer> numbers = new TreeSet<>();
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            tasks.add(() -> model.register(run, "model").number());
        }
        for (int number : all(tasks)) {
            numbers.add(number);
        }
        assertEquals(40, numbers.size());
        assertEquals(40, model.versions().size());
    }
}
