package ml.lifecycle.internal.run;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import ml.lifecycle.Durability;
import ml.lifecycle.core.MemoryStoreProvider;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.StoreSettings;

/** Stores, clocks and ids for tests. */
final class Stores {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private Stores() {}

    /** A store of its own. */
    static LifecycleStore fresh() {
        return open("memory:test-" + COUNT.incrementAndGet());
    }

    /** What a further process would see of a store. */
    static LifecycleStore again(LifecycleStore store) {
        return open(store.location());
    }

    private static LifecycleStore open(String location) {
        return new MemoryStoreProvider().open(location, new StoreSettings(Durability.RUN, Clock.systemUTC()));
    }

    static Experiments experiments(LifecycleStore store) {
        return new Experiments(store, ticking(), ids(), Durability.RUN);
    }

    /** A clock that goes on by a millisecond at each look. */
    static Clock ticking() {
        AtomicLong now = new AtomicLong(Instant.parse("2026-05-01T00:00:00Z").toEpochMilli());
        return new Clock() {
            @Override
            public Instant instant() {
                return Instant.ofEpochMilli(millis());
            }

            @Override
            public long millis() {
                return now.incrementAndGet();
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }

    /** Ids in their order, different for each source. */
    static Supplier<String> ids() {
        int source = COUNT.incrementAndGet();
        AtomicInteger next = new AtomicInteger();
        return () -> String.format("r%d-%06d", source, next.incrementAndGet());
    }
}
