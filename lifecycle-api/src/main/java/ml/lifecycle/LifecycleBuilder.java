package ml.lifecycle;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import ml.lifecycle.registry.RegistryListener;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.StoreProvider;
import ml.lifecycle.spi.StoreSettings;

/** How a lifecycle is opened, where the defaults do not fit. For use by one thread. */
public final class LifecycleBuilder {

    private final String location;
    private Durability durability = Durability.RUN;
    private Clock clock = Clock.systemUTC();
    private Optional<Supplier<String>> ids = Optional.empty();
    private Optional<byte[]> registryKey = Optional.empty();
    private final List<RegistryListener> listeners = new ArrayList<>();

    LifecycleBuilder(String location) {
        this.location = location;
    }

    /**
     * Chooses when recorded data is forced to the disk; {@link Durability#RUN} if not chosen.
     *
     * @param durability the choice
     * @return this builder
     */
    public LifecycleBuilder durability(Durability durability) {
        this.durability = durability;
        return this;
    }

    /**
     * Gives the time, for tests; the system's clock if not given. Time is shown to people and never decides an order.
     *
     * @param clock the clock
     * @return this builder
     */
    public LifecycleBuilder clock(Clock clock) {
        this.clock = clock;
        return this;
    }

    /**
     * Gives the ids of runs, for tests; unguessable ones if not given.
     *
     * @param ids each call gives another id: 1 to 64 characters from {@code a-z 0-9 -}
     * @return this builder
     */
    public LifecycleBuilder ids(Supplier<String> ids) {
        this.ids = Optional.of(ids);
        return this;
    }

    /**
     * Signs what is written to the registry with HMAC-SHA-256, and refuses to read what was not signed with this key.
     *
     * @param key at least 32 secret bytes, the same for all who use the store; copied
     * @return this builder
     * @throws RefusedException if the key is shorter
     */
    public LifecycleBuilder registryKey(byte[] key) {
        if (key.length < 32) {
            throw new RefusedException("The registry key has " + key.length + " bytes; expected at least 32.");
        }
        registryKey = Optional.of(key.clone());
        return this;
    }

    /**
     * Tells a listener what this opening writes to the registry.
     *
     * @param listener called after each event is on the disk
     * @return this builder
     */
    public LifecycleBuilder listener(RegistryListener listener) {
        listeners.add(listener);
        return this;
    }

    /**
     * The key of the registry.
     *
     * @return a copy of the key, if one was given
     */
    public Optional<byte[]> registryKey() {
        return registryKey.isEmpty() ? registryKey : Optional.of(registryKey.get().clone());
    }

    /**
     * The listeners.
     *
     * @return the listeners, in the order in which they were given
     */
    public List<RegistryListener> listeners() {
        return List.copyOf(listeners);
    }

    /**
     * The clock.
     *
     * @return the clock
     */
    public Clock clock() {
        return clock;
    }

    /**
     * The source of ids.
     *
     * @return the source, if one was given
     */
    public Optional<Supplier<String>> ids() {
        return ids;
    }

    /**
     * When recorded data is forced to the disk.
     *
     * @return the choice
     */
    public Durability durability() {
        return durability;
    }

    /**
     * Opens it, and creates the store if there is nothing yet.
     *
     * @return the opened lifecycle
     * @throws RefusedException if there is something else at the location, a store of a newer format, or no kind of
     *         store on the class path takes the location
     * @throws CorruptException if the description of the store is damaged
     * @throws UnavailableException if the location cannot be read or written
     */
    public Lifecycle open() {
        // Sought while the store is opened: going through a long class path takes about as long.
        FutureTask<LifecycleEngine> engine = new FutureTask<>(LifecycleBuilder::engine);
        Thread search = new Thread(engine, "lifecycle-engine-search");
        search.setDaemon(true);
        search.start();
        LifecycleStore store = provider().open(location, new StoreSettings(durability, clock));
        try {
            return found(engine).open(store, this);
        } catch (RuntimeException failure) {
            store.close();
            throw failure;
        }
    }

    private static LifecycleEngine engine() {
        return Services.only(ServiceLoader.load(LifecycleEngine.class, LifecycleEngine.class.getClassLoader()));
    }

    /** Waits for the engine; an interrupt does not end the wait, since it is short. */
    private static LifecycleEngine found(FutureTask<LifecycleEngine> engine) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return engine.get();
                } catch (InterruptedException signal) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException exception) {
                throw exception;
            }
            if (failure.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("looking for the engine throws nothing checked", failure);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private StoreProvider provider() {
        // A loop, which ends at the first that fits: the others need not be found.
        List<String> others = new ArrayList<>();
        for (StoreProvider provider : ServiceLoader.load(StoreProvider.class, StoreProvider.class.getClassLoader())) {
            if (provider.handles(location)) {
                return provider;
            }
            others.add(provider.getClass().getSimpleName());
        }
        throw new RefusedException("No store on the class path takes the location '" + location + "'; there is "
                + (others.isEmpty() ? "none" : String.join(", ", others))
                + ". For a directory depend on ml.lifecycle:lifecycle-store-fs.");
    }
}
