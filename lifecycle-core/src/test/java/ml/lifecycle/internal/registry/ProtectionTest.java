package ml.lifecycle.internal.registry;

import static ml.lifecycle.gate.Checks.accuracy;
import static ml.lifecycle.gate.Checks.allOf;
import static ml.lifecycle.gate.Checks.custom;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Map;
import java.util.Optional;
import ml.lifecycle.RefusedException;
import ml.lifecycle.gate.QualityGate;
import ml.lifecycle.registry.ModelVersion;
import ml.lifecycle.registry.PromotionOutcome;
import ml.lifecycle.registry.RegistryEvent;
import org.junit.jupiter.api.Test;

/** A rule says by which gate, and by whom, an alias is moved. */
class ProtectionTest extends RegistryFixture {

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
                .evaluatedBy(any -> measured(any, 3)).by("bob").because("hurry").submit(), "has other checks");
        assertInstanceOf(PromotionOutcome.Refused.class, model.promote(first).to("production")
                .evaluatedBy(any -> measured(any, 3)).by("bob").because("hurry").submit());
        assertEquals(Map.of(), model.aliases());
        model.promote(first).to("production").evaluatedBy(any -> measured(any, 9)).by("bob").because("good").submit().orThrow();
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
        QualityGate warning = QualityGate.named("soft").warn(accuracy().atLeast(0.1));
        assertMessage(RefusedException.class, () -> model.protect("x").through(warning).by("a").because("b").submit(),
                "only warns");
        assertEquals(Optional.empty(), model.gate("x"));
    }

    @Test
    void a_rule_may_name_who_moves_the_alias() {
        ModelVersion first = version(1);
        model.protect("production").through(GATE).onlyBy("anna").by("anna").because("rule").submit();
        assertMessage(RefusedException.class, () -> model.promote(first).to("production")
                .evaluatedBy(any -> measured(any, 9)).by("bob").because("b").submit(), "allows only anna");
        promote(first, 9).orThrow();
        promote(version(2), 9).orThrow();
        assertMessage(RefusedException.class,
                () -> model.rollback("production").by("bob").because("b").submit(), "allows only anna");
    }
}
