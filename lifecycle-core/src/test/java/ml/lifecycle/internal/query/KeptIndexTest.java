package ml.lifecycle.internal.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import ml.lifecycle.spi.DerivedCache;
import ml.lifecycle.spi.LifecycleStore;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An index that is kept")
class KeptIndexTest {

    /** A cache that writes only when the one who keeps the index waits for it, or has gone on without waiting. */
    private static final class SlowCache implements DerivedCache {

        private final Thread keeper = Thread.currentThread();
        private final AtomicBoolean wentOn = new AtomicBoolean();
        private final AtomicBoolean saved = new AtomicBoolean();

        @Override
        public Optional<ByteBuffer> load(String key) {
            return Optional.empty();
        }

        @Override
        public void save(String key, ByteBuffer... parts) {
            while (keeper.getState() != Thread.State.WAITING && !wentOn.get()) {
                Thread.onSpinWait();
            }
            saved.set(!wentOn.get());
        }
    }

    private static LifecycleStore with(LifecycleStore store, DerivedCache cache) {
        return (LifecycleStore) Proxy.newProxyInstance(LifecycleStore.class.getClassLoader(),
                new Class<?>[] {LifecycleStore.class}, (proxy, method, arguments) -> {
                    try {
                        return method.getName().equals("cache") ? cache : method.invoke(store, arguments);
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
    }

    @Test
    @DisplayName("is saved when that call returns, however slow the disk is")
    void waits() {
        SlowCache cache = new SlowCache();
        try (LifecycleStore store = RandomLog.store("kept")) {
            RandomLog.append(store, RandomLog.LOG, new RandomLog(new Random(1), "k").events(2_000));
            LiveIndex index = new LiveIndex(with(store, cache), RandomLog.LOG, new NoRuns());
            index.experiment();
            index.keep();
            cache.wentOn.set(true);
            assertTrue(cache.saved.get());
        }
    }

    @Test
    @DisplayName("is copied in pieces, between which it gives way to those who bring it up to date, until it insists")
    void givesWay() {
        try (LifecycleStore store = RandomLog.store("gives-way")) {
            RandomLog.append(store, RandomLog.LOG, new RandomLog(new Random(1), "k").events(2_000));
            RunIndex index = new LiveIndex(store, RandomLog.LOG, new NoRuns()).read(runs -> runs);
            AtomicInteger asked = new AtomicInteger();
            assertThrows(SnapshotOut.StoppedException.class,
                    () -> IndexSnapshot.copy(index, () -> asked.incrementAndGet() > 0));
            assertEquals(1, asked.get());
            assertTrue(IndexSnapshot.copy(index, () -> false).isPresent());
        }
    }
}
