package ml.lifecycle.internal.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ml.lifecycle.ConflictException;
import ml.lifecycle.NotFoundException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.registry.ModelVersion;
import ml.lifecycle.registry.RegistryEvent.Kind;
import org.junit.jupiter.api.Test;

/** An alias goes back to where it was. */
class RollbackTest extends RegistryFixture {

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
}
