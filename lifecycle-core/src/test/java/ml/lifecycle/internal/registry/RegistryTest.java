package ml.lifecycle.internal.registry;

import static ml.lifecycle.gate.Checks.accuracy;
import static ml.lifecycle.gate.Checks.allOf;
import static ml.lifecycle.gate.Checks.custom;
import static ml.lifecycle.gate.Checks.notWorseThanChampion;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import ml.lifecycle.ConflictException;
import ml.lifecycle.CorruptException;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.LifecycleException;
import ml.lifecycle.NotFoundException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.gate.Evidence;
import ml.lifecycle.gate.Predictions;
import ml.lifecycle.gate.QualityGate;
import ml.lifecycle.internal.model.StumpFormat.Stump;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.registry.ChainHead;
import ml.lifecycle.registry.ModelVersion;
import ml.lifecycle.registry.PromotionOutcome;
import ml.lifecycle.registry.RegisteredModel;
import ml.lifecycle.registry.RegistryEvent;
import ml.lifecycle.registry.RegistryEvent.Kind;
import ml.lifecycle.run.DataRole;
import ml.lifecycle.run.DataUse;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Signature;
import ml.lifecycle.signature.SignatureException;
import ml.lifecycle.signature.SignaturePolicy;
import ml.lifecycle.signature.SignaturePolicy.Reaction;
import ml.lifecycle.signature.SignatureViolation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RegistryTest {

    private static final Signature SIGNATURE =
            Signature.of(Output.label("size", List.of("high", "low")), Column.number("x").between(0, 10));
    private static final QualityGate GATE = QualityGate.named("release").require(accuracy().atLeast(0.7));
    private static final String TEST_DATA = "d".repeat(64);
    private static final String TRAINING_DATA = "e".repeat(64);

    private final Lifecycle lifecycle = Lifecycle.open("memory:registry-" + System.nanoTime());
    private final RegisteredModel model = lifecycle.model("size");

    @AfterEach
    void the_store_is_whole() {
        assertTrue(lifecycle.maintenance().verify().clean());
        lifecycle.close();
    }

    private RunRecord run(double threshold) {
        return lifecycle.experiment("stumps").run("stump", run -> {
            run.metric("accuracy", threshold).data(new DataUse(DataRole.TRAIN, "train", TRAINING_DATA, 80));
            run.model("model", new Stump(threshold), SIGNATURE).artifact("notes.md", "notes".getBytes());
        });
    }

    private ModelVersion version(double threshold) {
        return model.register(run(threshold), "model");
    }

    /** Evidence of so many right answers of ten. */
    private static Evidence right(int right) {
        List<String> truth = Collections.nCopies(10, "high");
        List<String> predicted = new ArrayList<>(Collections.nCopies(right, "high"));
        predicted.addAll(Collections.nCopies(10 - right, "low"));
        return Evidence.of(Predictions.ofLabels(truth, predicted)).data("test", TEST_DATA);
    }

    private PromotionOutcome promote(ModelVersion version, int right) {
        return model.promote(version).to("production").through(GATE).evaluatedBy(any -> right(right))
                .by("anna").because("trial").submit();
    }

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
        assertMessage(NotFoundException.class, () -> model.register(run, "modle"), "it has model, notes.md");
        assertEquals(List.of(), model.versions());
        assertEquals(List.of(), lifecycle.models());
    }

    @Test
    void a_passed_gate_moves_the_alias_and_says_who_and_why() {
        ModelVersion first = version(1);
        PromotionOutcome outcome = promote(first, 8);
        RegistryEvent event = outcome.orThrow().event();
        assertEquals(first, model.at("production"));
        assertEquals(Map.of("production", 1), model.aliases());
        assertEquals("anna", event.by());
        assertEquals(first.digest(), event.report().modelDigest());
        assertEquals(TEST_DATA, event.report().dataDigest());
        assertEquals(List.of(event), model.history("production").events());
    }

    @Test
    void a_failed_gate_leaves_the_alias_and_is_in_the_history() {
        promote(version(1), 8).orThrow();
        PromotionOutcome refused = promote(version(2), 5);
        assertInstanceOf(PromotionOutcome.Refused.class, refused);
        assertMessage(RefusedException.class, refused::orThrow, "Version 2 was not promoted to 'production'.");
        assertEquals(1, model.at("production").number());
        assertEquals(List.of(Kind.PROMOTED, Kind.REFUSED),
                model.history("production").events().stream().map(RegistryEvent::kind).toList());
    }

    @Test
    void a_promotion_without_who_or_why_changes_nothing() {
        ModelVersion first = version(1);
        assertMessage(RefusedException.class, () -> model.promote(first).to("production").submit(), "who and why");
        assertMessage(RefusedException.class, () -> model.promote(first).to("a").by("anna").submit(), "say why");
        assertMessage(RefusedException.class, () -> model.promote(first).by("a").because("b").submit(), "names no alias");
        assertMessage(RefusedException.class, () -> model.promote(first).to("production").through(GATE).by("a")
                .because("b").submit(), "evaluatedBy");
        assertMessage(RefusedException.class, () -> model.promote(first).to("production").evaluatedBy(any -> right(9))
                .by("a").because("b").submit(), "no gate judges it");
        assertEquals(Map.of(), model.aliases());
        assertEquals(1, model.history().events().size());
    }

    @Test
    void an_unknown_version_is_not_promoted() {
        ModelVersion first = version(1);
        RegisteredModel other = lifecycle.model("other");
        assertMessage(RefusedException.class,
                () -> other.promote(first).to("production").by("a").because("b").submit(), "is not one of the model");
        assertMessage(NotFoundException.class, () -> model.version(7), "it has 1.");
        assertEquals(List.of(), other.history().events());
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
        Prediction warned = live.with(SignaturePolicy.strict().on(SignatureViolation.Kind.OUT_OF_RANGE, Reaction.WARN))
                .predict(Map.of("x", 11));
        assertEquals("high", warned.label());
        assertEquals(1, warned.warnings().size());
        assertEquals(List.of(), live.with(SignaturePolicy.strict().on(SignatureViolation.Kind.EXTRA, Reaction.ACCEPT))
                .predict(Map.of("x", 1, "y", 1)).warnings());
    }

    @Test
    void a_protected_alias_moves_through_its_gate_only() {
        ModelVersion first = version(1);
        assertEquals(Optional.empty(), model.gate("production"));
        model.protect("production").through(GATE).by("anna").because("rule").submit();
        assertEquals(Optional.of(GATE), model.gate("production"));
        assertMessage(RefusedException.class,
                () -> model.promote(first).to("production").by("bob").because("hurry").submit(), "evaluatedBy");
        QualityGate weaker = QualityGate.named("release").require(accuracy().atLeast(0.1));
        assertMessage(RefusedException.class, () -> model.promote(first).to("production").through(weaker)
                .evaluatedBy(any -> right(3)).by("bob").because("hurry").submit(), "has other checks");
        assertInstanceOf(PromotionOutcome.Refused.class, model.promote(first).to("production")
                .evaluatedBy(any -> right(3)).by("bob").because("hurry").submit());
        assertEquals(Map.of(), model.aliases());
        model.promote(first).to("production").evaluatedBy(any -> right(9)).by("bob").because("good").submit().orThrow();
        assertEquals(Map.of("production", 1), model.aliases());
    }

    @Test
    void protecting_with_the_same_gate_again_changes_nothing() {
        version(1);
        RegistryEvent rule = model.protect("production").through(GATE).by("anna").because("rule").submit();
        assertEquals(rule, model.protect("production").through(GATE).by("bob").because("again").submit());
        QualityGate custom = QualityGate.named("mine").require(allOf(accuracy().atLeast(0.1), custom("x", any -> true)));
        assertMessage(RefusedException.class, () -> model.protect("x").through(custom).by("a").because("b").submit(),
                "cannot be written into a rule");
        assertMessage(RefusedException.class, () -> model.protect("x").through(QualityGate.named("empty")).by("a")
                .because("b").submit(), "without checks");
    }

    @Test
    void evidence_must_be_about_this_model_and_about_data_it_was_not_trained_on() {
        ModelVersion first = version(1);
        assertMessage(RefusedException.class, () -> model.promote(first).to("p").through(GATE)
                .evaluatedBy(any -> right(9).model("f".repeat(64))).by("a").because("b").submit(), "another model");
        assertMessage(RefusedException.class, () -> model.promote(first).to("p").through(GATE)
                .evaluatedBy(any -> right(9).data("train", TRAINING_DATA)).by("a").because("b").submit(),
                "which the model was trained on");
        assertMessage(RefusedException.class, () -> model.promote(first).to("p").through(GATE)
                .evaluatedBy(any -> Evidence.of(Map.of("accuracy", 0.9))).by("a").because("b").submit(),
                "does not say on which data");
        assertEquals(Map.of(), model.aliases());
    }

    @Test
    void champion_and_challenger_are_judged_on_the_same_data() {
        promote(version(1), 8).orThrow();
        ModelVersion second = version(2);
        QualityGate paired = QualityGate.named("paired").require(notWorseThanChampion(accuracy()).margin(0.5));
        assertMessage(RefusedException.class, () -> model.promote(second).to("production").through(paired)
                .evaluatedBy(version -> right(9).data("of " + version.number(), ("" + version.number()).repeat(64)))
                .by("a").because("b").submit(), "different data");
    }

    @Test
    void what_the_evaluator_throws_reaches_the_caller() {
        ModelVersion first = version(1);
        IllegalStateException failure = new IllegalStateException("no data");
        assertSame(failure, assertThrows(IllegalStateException.class, () -> model.promote(first).to("p").through(GATE)
                .evaluatedBy(any -> { throw failure; }).by("a").because("b").submit()));
        Exception checked = new Exception("checked");
        assertSame(checked, assertThrows(RefusedException.class, () -> model.promote(first).to("p").through(GATE)
                .evaluatedBy(any -> { throw checked; }).by("a").because("b").submit()).getCause());
        assertEquals(Map.of(), model.aliases());
    }

    @Test
    void a_lost_race_is_judged_again_beside_the_new_champion() {
        ModelVersion first = version(1);
        ModelVersion second = version(2);
        List<Integer> judged = new ArrayList<>();
        AtomicBoolean overtaken = new AtomicBoolean();
        model.promote(second).to("production").through(GATE).evaluatedBy(version -> {
            judged.add(version.number());
            if (overtaken.compareAndSet(false, true)) {
                promote(first, 9).orThrow();
            }
            return right(9);
        }).by("anna").because("trial").submit().orThrow();
        assertEquals(List.of(2, 1), judged);
        RegistryEvent last = model.history("production").events().get(1);
        assertEquals(List.of(1, 2), List.of(last.previous(), last.version()));
    }

    @Test
    void a_rollback_goes_to_the_version_before_and_not_around_in_circles() {
        promote(version(1), 8).orThrow();
        promote(version(2), 8).orThrow();
        promote(version(3), 8).orThrow();
        rollback();
        assertEquals(2, model.at("production").number());
        rollback();
        assertEquals(1, model.at("production").number());
        assertMessage(RefusedException.class, this::rollback, "there is no version before it");
        assertEquals(Kind.ROLLED_BACK, model.history("production").events().get(3).kind());
    }

    private void rollback() {
        model.rollback("production").by("anna").because("complaints").submit().orThrow();
    }

    @Test
    void a_rollback_to_a_version_that_never_was_there_is_refused() {
        promote(version(1), 8).orThrow();
        promote(version(2), 8).orThrow();
        version(3);
        assertMessage(RefusedException.class,
                () -> model.rollback("production").to(3).by("a").because("b").submit(), "no way back to version 3");
        assertMessage(RefusedException.class,
                () -> model.rollback("production").to(2).by("a").because("b").submit(), "nothing to roll back");
        assertMessage(NotFoundException.class, () -> model.rollback("staging"), "it has production (version 2)");
        model.rollback("production").to(1).by("a").because("b").submit().orThrow();
        assertEquals(1, model.at("production").number());
    }

    @Test
    void a_rollback_is_no_way_around_the_gate() {
        ModelVersion unjudged = version(1);
        model.promote(unjudged).to("production").by("bob").because("before the rule").submit().orThrow();
        model.protect("production").through(GATE).by("anna").because("rule").submit();
        promote(version(2), 9).orThrow();
        assertMessage(RefusedException.class, this::rollback, "without passing a gate");
    }

    @Test
    void a_rollback_is_never_applied_to_something_newer() {
        promote(version(1), 8).orThrow();
        promote(version(2), 8).orThrow();
        var rollback = model.rollback("production").by("anna").because("2 is bad");
        promote(version(3), 8).orThrow();
        assertMessage(ConflictException.class, rollback::submit, "from version 2 to version 3 meanwhile");
    }

    @Test
    void a_name_that_differs_only_in_case_is_refused() {
        version(1);
        assertMessage(ConflictException.class, () -> lifecycle.model("SIZE").versions(), "registered model 'size'");
        assertMessage(ConflictException.class, () -> lifecycle.model("Size").register(run(1), "model"), "'size'");
    }

    @Test
    void a_rule_may_name_who_moves_the_alias() {
        ModelVersion first = version(1);
        model.protect("production").through(GATE).onlyBy("anna").by("anna").because("rule").submit();
        assertMessage(RefusedException.class, () -> model.promote(first).to("production")
                .evaluatedBy(any -> right(9)).by("bob").because("b").submit(), "allows only anna");
        promote(first, 9).orThrow();
        promote(version(2), 9).orThrow();
        assertMessage(RefusedException.class,
                () -> model.rollback("production").by("bob").because("b").submit(), "allows only anna");
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
                }).open()) {
            listening.model("size").register(run(1), "model");
        }
        assertEquals(List.of("size REGISTERED"), heard);
        assertEquals(1, model.versions().size());
    }

    @Test
    void an_alias_has_a_simple_name() {
        ModelVersion first = version(1);
        for (String alias : List.of("", "3", "a b", "a/b", "a@b", "x".repeat(101), "ä")) {
            assertThrows(RefusedException.class, () -> model.promote(first).to(alias), alias);
        }
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

    @Test
    void concurrent_promotions_are_decided_one_after_the_other() throws Exception {
        List<ModelVersion> versions = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            versions.add(version(i));
        }
        AtomicInteger evaluations = new AtomicInteger();
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (ModelVersion version : versions) {
            tasks.add(() -> model.promote(version).to("production").through(GATE).evaluatedBy(any -> {
                evaluations.incrementAndGet();
                return right(9);
            }).by("a").because("b").submit().orThrow().event().version());
        }
        all(tasks);
        int before = 0;
        for (RegistryEvent event : model.history("production").events()) {
            assertEquals(before, event.previous());
            before = event.version();
        }
        assertEquals(before, model.at("production").number());
        assertTrue(evaluations.get() >= 15, "each but the first has a champion: " + evaluations);
    }

    private static <T> List<T> all(List<Callable<T>> tasks) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    private static void assertMessage(
            Class<? extends LifecycleException> kind, org.junit.jupiter.api.function.Executable call, String part) {
        LifecycleException thrown = assertThrows(kind, call);
        assertTrue(thrown.getMessage().contains(part), thrown.getMessage());
    }
}
