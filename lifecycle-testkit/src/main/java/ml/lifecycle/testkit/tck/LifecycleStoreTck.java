package ml.lifecycle.testkit.tck;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import ml.lifecycle.Durability;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.StoreCheck;
import ml.lifecycle.spi.StoreSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/**
 * The duties of a store, as the interfaces of {@link ml.lifecycle.spi} state them. For authors of stores:
 *
 * <pre>{@code
 * class MyStoreTest extends LifecycleStoreTck {
 *     protected LifecycleStore open(Path place, StoreSettings settings) {
 *         return new MyStoreProvider().open("my:" + place, settings);
 *     }
 * }
 * }</pre>
 *
 * <p>After each test the store's own {@link LifecycleStore#verify} must find nothing damaged.
 */
public abstract class LifecycleStoreTck {

    @TempDir
    Path directory;

    private final List<LifecycleStore> opened = new ArrayList<>();

    /** For subclasses. */
    @SuppressWarnings("NullAway.Init") // JUnit injects the directory before each test.
    protected LifecycleStoreTck() {}

    /**
     * Opens a store.
     *
     * @param place names the store: two stores opened at equal places have the same content. It is an empty directory
     *         of the test's own, or a path in it that does not exist yet; a store that is no directory uses it as a name
     * @param settings how
     * @return the opened store
     */
    protected abstract LifecycleStore open(Path place, StoreSettings settings);

    /**
     * Whether the content is still there after all who had the store open have closed it. Overridden by stores that
     * live in memory.
     *
     * @return {@code true} unless overridden
     */
    protected boolean outlivesClose() {
        return true;
    }

    /**
     * Whether {@link LifecycleStore#backup} makes a copy that {@link #open} opens.
     *
     * @return the same as {@link #outlivesClose} unless overridden
     */
    protected boolean hasBackup() {
        return outlivesClose();
    }

    /** Opens the store of this test; closed after it. */
    final LifecycleStore open() {
        return open(Durability.RUN);
    }

    final LifecycleStore open(Durability durability) {
        return openAt("store", new StoreSettings(durability, Clock.systemUTC()));
    }

    final LifecycleStore openAt(String name, StoreSettings settings) {
        LifecycleStore store = open(directory.resolve(name), settings);
        opened.add(store);
        return store;
    }

    final Path directory() {
        return directory;
    }

    @AfterEach
    final void theStoreIsWhole() {
        opened.forEach(LifecycleStore::close);
        try (LifecycleStore store = open(directory.resolve("store"), new StoreSettings(Durability.RUN, Clock.systemUTC()))) {
            StoreCheck check = store.verify();
            assertTrue(check.clean(), check::toString);
        }
    }

    @Nested
    @DisplayName("A log")
    class Logs extends LogContract {
        Logs() {
            super(LifecycleStoreTck.this);
        }
    }

    @Nested
    @DisplayName("Many threads")
    class Threads extends ThreadContract {
        Threads() {
            super(LifecycleStoreTck.this);
        }
    }

    @Nested
    @DisplayName("The metric points of a run")
    class Metrics extends MetricContract {
        Metrics() {
            super(LifecycleStoreTck.this);
        }
    }

    @Nested
    @DisplayName("An artifact")
    class Artifacts extends ArtifactContract {
        Artifacts() {
            super(LifecycleStoreTck.this);
        }
    }

    @Nested
    @DisplayName("A store")
    class Whole extends WholeContract {
        Whole() {
            super(LifecycleStoreTck.this);
        }
    }
}
