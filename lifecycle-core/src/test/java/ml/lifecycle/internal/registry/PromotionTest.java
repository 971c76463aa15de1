package ml.lifecycle.internal.registry;

import static ml.lifecycle.gate.Checks.accuracy;
import static ml.lifecycle.gate.Checks.notWorseThanChampion;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import ml.lifecycle.NotFoundException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.gate.Evidence;
import ml.lifecycle.gate.QualityGate;
import ml.lifecycle.registry.ModelVersion;
import ml.lifecycle.registry.PromotionOutcome;
import ml.lifecycle.registry.RegisteredModel;
import ml.lifecycle.registry.RegistryEvent.Kind;
import ml.lifecycle.registry.RegistryEvent;
import org.junit.jupiter.api.Test;

/** An alias moves through a gate, on evidence of its own, one promotion after the other. */
class PromotionTest extends RegistryFixture {

    @Test
    void a_passed_gate_moves_the_alias_and_says_who_and_why() {
        ModelVersion first = version(1);
        PromotionOutcome outcome = promote(first, 8);
        RegistryEvent event = outcome.orThrow().event();
        assertEquals(first, model.at("production"));
        assertEquals(Map.of("production", 1), model.aliases());
        assertEquals("anna", event.by());
        assertEquals(first.digest(), event.report().modelDigest());
        assertEquals(rows(8).digest(), event.report().dataDigest());
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
    void evidence_must_be_about_this_model_and_about_data_it_was_not_trained_on() {
        ModelVersion first = version(1);
        assertMessage(RefusedException.class, () -> model.promote(first).to("p").through(GATE)
                .evaluatedBy(any -> right(9).model("f".repeat(64))).by("a").because("b").submit(), "another model");
        assertMessage(RefusedException.class, () -> model.promote(first).to("p").through(GATE)
                .evaluatedBy(any -> right(9).data("train", TRAINING)).by("a").because("b").submit(),
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
    void an_alias_has_a_simple_name() {
        ModelVersion first = version(1);
        for (String alias : List.of("", "3", "a b", "a/b", "a@b", "x".repeat(101), "ä")) {
            assertThrows(RefusedException.class, () -> model.promote(first).to(alias), alias);
        }
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
}
