package ml.lifecycle.internal.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import ml.lifecycle.gate.QualityGate;
import ml.lifecycle.internal.registry.ModelState.Rule;
import ml.lifecycle.registry.ModelVersion;
import ml.lifecycle.registry.RegistryEvent;
import ml.lifecycle.registry.RegistryEvent.Kind;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Signature;
import org.junit.jupiter.api.Test;

class ModelStateTest {

    private static final Signature SIGNATURE =
            Signature.of(Output.label("size", List.of("high", "low")), Column.number("x"));

    private static RegistryEvent event(Kind kind, String alias, int version) {
        return new RegistryEvent(1, Instant.EPOCH, kind, alias, version, 0, "anna", "trial", null);
    }

    private static void register(ModelState state) {
        int number = state.nextNumber();
        state.registered(new ModelVersion("m", number, "run", "model", "f", "d" + number, 1, SIGNATURE, List.of(),
                Map.of(), Instant.EPOCH, 0));
        state.apply(event(Kind.REGISTERED, null, number), null);
    }

    @Test
    void a_state_that_is_shared_does_not_change_when_its_copy_goes_on() {
        ModelState old = new ModelState();
        for (int version = 1; version <= 20; version++) {
            register(old);
        }
        Rule rule = new Rule(QualityGate.named("g"), List.of());
        old.apply(event(Kind.PROMOTED, "p", 1), null);
        old.apply(event(Kind.PROMOTED, "p", 2), null);
        old.apply(event(Kind.PROTECTED, "p", 0), rule);

        ModelState next = old.copy();
        register(next);
        next.apply(event(Kind.ROLLED_BACK, "p", 1), null);
        next.apply(event(Kind.PROMOTED, "q", 3), null);
        next.apply(event(Kind.DELETED, null, 20), null);
        next.apply(event(Kind.DELETED, null, 99), null);
        next.apply(event(Kind.PROTECTED, "q", 0), rule);

        assertEquals(Map.of("p", 2), old.aliases());
        assertEquals(List.of(2, 1), old.moves("p").stream().map(RegistryEvent::version).toList());
        assertEquals(23, old.events.size());
        assertEquals(20, old.versions().size());
        assertEquals(20, old.versionCount());
        assertEquals(21, old.nextNumber());
        assertNull(old.rule("q"));
        assertEquals(Map.of("p", 1, "q", 3), next.aliases());
        assertEquals(List.of(1), next.moves("p").stream().map(RegistryEvent::version).toList());
        assertEquals(29, next.events.size());
        assertEquals(20, next.versionCount());
        assertNull(next.version(20));
        assertEquals(22, next.nextNumber());
        assertEquals(rule, next.rule("p"));
    }

    @Test
    void a_copy_that_was_given_up_leaves_no_trace() {
        ModelState state = new ModelState();
        register(state);
        register(state.copy());
        assertEquals(0, state.firstOf("d2"));
        ModelState next = state.copy();
        register(next);
        assertEquals(List.of(1, 2), next.versions().stream().map(ModelVersion::number).toList());
        assertEquals(2, next.firstOf("d2"));
        assertEquals(2, next.events.size());
    }

    @Test
    void one_more_event_costs_the_same_after_many_as_after_few() {
        assertTrue(bytesOfOneMore(100_000) < bytesOfOneMore(1_000) + 4_096,
                bytesOfOneMore(100_000) + " and " + bytesOfOneMore(1_000));
    }

    /** The memory that is allocated for a copy and one more event of each kind. */
    private static long bytesOfOneMore(int events) {
        ModelState state = new ModelState();
        for (int i = 0; i < events / 2; i++) {
            register(state);
            state.apply(event(Kind.PROMOTED, "p", i + 1), null);
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        ModelState next = state.copy();
        register(next);
        next.apply(event(Kind.ROLLED_BACK, "p", 1), null);
        next.apply(event(Kind.PROMOTED, "p", 1), null);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
