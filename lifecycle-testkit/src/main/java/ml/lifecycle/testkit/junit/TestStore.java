package ml.lifecycle.testkit.junit;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.data.Snapshot;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.spi.StoreCheck;
import ml.lifecycle.spi.StoreProvider;
import ml.lifecycle.testkit.LabelledData;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/** An opening of a store for one test or one class, and what must be done when that ends. */
final class TestStore implements AutoCloseable {

    private static final AtomicLong NUMBERS = new AtomicLong();

    private final String location;
    private final String name;
    private final Lifecycle lifecycle;
    private final boolean ours;
    private final @Nullable Path directory;
    private final Map<String, Predictor> models = new ConcurrentHashMap<>();
    private final Map<List<String>, LabelledData> data = new ConcurrentHashMap<>();

    private TestStore(String location, String name, boolean ours, @Nullable Path directory) {
        this.location = location;
        this.name = name;
        this.ours = ours;
        this.directory = directory;
        this.lifecycle = Lifecycle.open(location);
    }

    /** A store that was there before the tests and will be there after. */
    static TestStore named(String location) {
        return new TestStore(location, "the store '" + location + "'", false, null);
    }

    /** An empty store: a directory if a provider takes one, else in memory. */
    static TestStore fresh(String owner) {
        try {
            Path directory = Files.createTempDirectory("lifecycle-test");
            boolean taken = ServiceLoader.load(StoreProvider.class).stream()
                    .anyMatch(provider -> provider.get().handles(directory.toString()));
            if (taken) {
                return new TestStore(directory.toString(), "the store of " + owner, true, directory);
            }
            Files.delete(directory);
        } catch (IOException failure) {
            throw new UnavailableException("No temporary directory could be made for the store of " + owner + ".", failure);
        }
        return new TestStore("memory:lifecycle-test-" + NUMBERS.incrementAndGet(), "the store of " + owner, true, null);
    }

    /** The same store for one test; the files stay until the class ends. */
    TestStore openedAgain() {
        return new TestStore(location, name, ours, null);
    }

    Lifecycle lifecycle() {
        return lifecycle;
    }

    /** The model that the address names now; the same object for the same version. */
    Predictor model(String uri) {
        Predictor found = lifecycle.predictor(uri);
        return models.computeIfAbsent(found.source() + " " + found.digest(), key -> found);
    }

    /** The same object for the same snapshot and label. */
    LabelledData data(Snapshot snapshot, String label) {
        return data.computeIfAbsent(List.of(snapshot.toString(), snapshot.digest(), label),
                key -> LabelledData.of(snapshot, label));
    }

    String advice() {
        return ours
                ? "Fill it in a method with @BeforeAll or @BeforeEach that has a Lifecycle as parameter, or name a filled"
                        + " store: @LifecycleTest(store = \"lifecycle\"), or the configuration parameter"
                        + " ml.lifecycle.testkit.store."
                : "It was opened from " + Path.of("").toAbsolutePath() + "; a relative directory is looked for there.";
    }

    @Override
    public void close() {
        try {
            verify();
        } finally {
            lifecycle.close();
            delete();
        }
    }

    private void verify() {
        if (ours) {
            StoreCheck check = lifecycle.maintenance().verify();
            if (!check.clean()) {
                throw new AssertionFailedError("Expected " + name + " to be undamaged after the test, but it is not.\n"
                        + check, "no damage", check.toString());
            }
        }
    }

    private void delete() {
        if (directory == null) {
            return;
        }
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path emptied, @Nullable IOException failure) throws IOException {
                    Files.delete(emptied);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException failure) {
            throw new UnavailableException("The temporary store " + directory + " could not be deleted; is it still open?",
                    failure);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
