package ml.lifecycle.store.fs;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.spi.ArtifactStore;
import ml.lifecycle.spi.DerivedCache;
import ml.lifecycle.spi.EventLogs;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.MetricStore;
import ml.lifecycle.spi.StoreCheck;
import ml.lifecycle.spi.StoreSettings;

/** One opened store: an identity of its own on a directory that others in the same JVM may have open too. */
final class DirectoryStore implements LifecycleStore {

    /** Where files are until they are complete; their names begin with the session that writes them. */
    static final String TEMPORARY = "tmp";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final AtomicReference<SharedDirectory> shared;
    private final String location;
    private final String session = newSession();
    private final AtomicLong temporaries = new AtomicLong();
    private final DirectoryLogs logs = new DirectoryLogs(this);
    private final DirectoryMetrics metrics;
    private final Blobs artifacts;
    private final CacheFiles cache = new CacheFiles(this);

    DirectoryStore(SharedDirectory shared, StoreSettings settings) {
        this.shared = new AtomicReference<>(shared);
        this.location = shared.io().root();
        this.metrics = new DirectoryMetrics(this, settings.durability());
        this.artifacts = new Blobs(this, settings.clock());
        try {
            shared.enter(session);
        } catch (RuntimeException | Error failure) {
            shared.leave();
            throw failure;
        }
    }

    private static String newSession() {
        return new BigInteger(96, RANDOM).setBit(96).toString(36);
    }

    /** The directory, as long as this store is open. */
    SharedDirectory shared() {
        SharedDirectory open = shared.get();
        if (open == null) {
            throw new UnavailableException("The store in '" + location + "' is closed; open it again");
        }
        return open;
    }

    String temporaryFile() {
        return TEMPORARY + '/' + session + '-' + temporaries.incrementAndGet() + ".tmp";
    }

    @Override
    public String location() {
        return location;
    }

    @Override
    public EventLogs logs() {
        shared();
        return logs;
    }

    @Override
    public MetricStore metrics() {
        shared();
        return metrics;
    }

    @Override
    public ArtifactStore artifacts() {
        shared();
        return artifacts;
    }

    @Override
    public DerivedCache cache() {
        shared();
        return cache;
    }

    @Override
    public String session() {
        shared();
        return session;
    }

    @Override
    public boolean alive(String other) {
        return Spelling.isPlain(other, 64, "-") && shared().alive(other);
    }

    @Override
    public StoreCheck verify() {
        return new Verification(shared()).run();
    }

    @Override
    public StoreCheck repair() {
        return new Repair(shared()).run();
    }

    @Override
    public void backup(Path target) {
        Backup.copy(shared(), target);
    }

    @Override
    public void close() {
        SharedDirectory open = shared.get();
        if (open == null) {
            return;
        }
        metrics.close();
        if (shared.compareAndSet(open, null)) {
            open.exit(session);
            open.leave();
        }
    }

    @Override
    public String toString() {
        return location;
    }
}
