package ml.lifecycle.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import ml.lifecycle.Durability;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.run.DataRole;
import ml.lifecycle.run.DataUse;
import ml.lifecycle.run.Run;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.spi.EventLogs;
import ml.lifecycle.spi.LifecycleStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Calls that wait for a disk that takes nothing. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FailedCallTest {

    private final LifecycleStore store = Stores.fresh();
    private @Nullable Experiments opened;
    private boolean full;

    @AfterEach
    void close() {
        if (opened != null) {
            opened.close();
        }
        store.close();
    }

    private Experiments open(Durability durability) {
        Experiments experiments = new Experiments(failing(), Stores.ticking(), Stores.ids(), durability);
        opened = experiments;
        return experiments;
    }

    private LifecycleStore failing() {
        EventLogs logs = proxy(EventLogs.class, store.logs());
        return (LifecycleStore) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {LifecycleStore.class},
                (self, method, arguments) -> method.getName().equals("logs") ? logs : method.invoke(store, arguments));
    }

    private <T> T proxy(Class<T> type, T inner) {
        return type.cast(Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {type},
                (self, method, arguments) -> {
                    if (full && method.getName().equals("append")) {
                        throw new UnavailableException("No space left");
                    }
                    try {
                        return method.invoke(inner, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                }));
    }

    private static void recordAll(Run run) {
        run.param("depth", 5);
        run.tag("owner", "bert");
        run.tag("new", "x");
        run.artifact("notes.md", new byte[] {1});
        run.data(new DataUse(DataRole.TRAIN, "iris", "abc", 120));
    }

    @Test
    void a_call_that_failed_has_recorded_nothing_and_can_be_made_again_with_another_value() {
        Experiments experiments = open(Durability.EACH);
        Run run = experiments.get("iris").start("cart");
        run.param("kept", 1).tag("owner", "anna");
        RunRecord before = run.record();
        full = true;
        assertThrows(UnavailableException.class, () -> run.param("depth", 3));
        assertThrows(UnavailableException.class, () -> run.tag("owner", "eve"));
        assertThrows(UnavailableException.class, () -> run.tag("new", "y"));
        assertThrows(UnavailableException.class, () -> run.artifact("notes.md", new byte[] {2}));
        assertThrows(UnavailableException.class, () -> run.data(new DataUse(DataRole.TEST, "iris", "abc", 30)));
        assertEquals(before, run.record());
        full = false;
        run.param("later", 2);
        RunRecord read = experiments.run(run.id());
        assertEquals(Map.of("kept", "1", "later", "2"), read.params());
        assertEquals(Map.of("owner", "anna"), read.tags());
        assertEquals(Map.of(), read.artifacts());
        recordAll(run);
        run.close();
        read = experiments.run(run.id());
        assertEquals(Map.of("kept", "1", "later", "2", "depth", "5"), read.params());
        assertEquals(Map.of("owner", "bert", "new", "x"), read.tags());
        assertEquals(1, read.artifacts().size());
        assertEquals(List.of(DataRole.TRAIN), read.data().stream().map(DataUse::role).toList());
        assertEquals(run.record(), read);
    }

    @Test
    void what_nobody_waited_for_is_kept_until_it_can_be_written() {
        Experiments experiments = open(Durability.RUN);
        Run run = experiments.get("iris").start("cart");
        full = true;
        recordAll(run);
        run.metric("loss", 0.5);
        assertThrows(UnavailableException.class, run::flush);
        assertThrows(UnavailableException.class, run::close);
        full = false;
        run.close();
        assertEquals(run.record(), experiments.run(run.id()));
        assertTrue(run.record().params().containsKey("depth"));
    }
}
