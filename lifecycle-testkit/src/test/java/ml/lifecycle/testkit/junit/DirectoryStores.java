package ml.lifecycle.testkit.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import ml.lifecycle.core.MemoryStoreProvider;
import ml.lifecycle.spi.Damage;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.StoreCheck;
import ml.lifecycle.spi.StoreProvider;
import ml.lifecycle.spi.StoreSettings;

/**
 * Stands in for the store in a directory, which this module cannot depend on: keeps all in memory, leaves a file in the
 * directory, and says that it is damaged once asked to.
 */
public final class DirectoryStores implements StoreProvider {

    static final Set<String> OPENED = ConcurrentHashMap.newKeySet();
    static final Set<String> DAMAGED = ConcurrentHashMap.newKeySet();

    private final MemoryStoreProvider memory = new MemoryStoreProvider();

    @Override
    public boolean handles(String location) {
        return !memory.handles(location);
    }

    @Override
    public LifecycleStore open(String location, StoreSettings settings) {
        OPENED.add(location);
        try {
            Files.createDirectories(Path.of(location, "logs"));
            Files.writeString(Path.of(location, "logs", "STORE.json"), "{}");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        LifecycleStore store = memory.open("memory:" + location, settings);
        return (LifecycleStore) Proxy.newProxyInstance(DirectoryStores.class.getClassLoader(),
                new Class<?>[] {LifecycleStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("location")) {
                        return location;
                    }
                    if (method.getName().equals("verify") && DAMAGED.contains(location)) {
                        return new StoreCheck(1, 0, 0, 0, List.of(new Damage("log", 0, 1, "one byte is wrong")), List.of());
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
    }
}
