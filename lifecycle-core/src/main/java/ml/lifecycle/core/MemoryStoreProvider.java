package ml.lifecycle.core;

import java.util.HashMap;
import java.util.Map;
import ml.lifecycle.RefusedException;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.StoreProvider;
import ml.lifecycle.spi.StoreSettings;

/**
 * Opens stores that live in memory, at locations such as {@code memory:test}.
 *
 * <p>Whoever opens the same name while it is open gets the same content; when the last one closes it, the content is
 * gone. Nothing is shared with other processes, and nothing is ever on a disk.
 */
public final class MemoryStoreProvider implements StoreProvider {

    private static final String SCHEME = "memory:";

    /** One content for each name, as long as somebody has it open. */
    private static final Map<String, MemoryContent> OPEN = new HashMap<>();

    /** Creates the provider; called by {@link java.util.ServiceLoader}. */
    public MemoryStoreProvider() {}

    @Override
    public boolean handles(String location) {
        return location.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    @Override
    public LifecycleStore open(String location, StoreSettings settings) {
        if (!handles(location)) {
            throw new RefusedException("'" + location + "' is no store in memory: expected memory:<name>");
        }
        String name = location.substring(SCHEME.length());
        synchronized (OPEN) {
            MemoryContent content = OPEN.computeIfAbsent(name, key -> new MemoryContent());
            content.users++;
            return new MemoryStore(SCHEME + name, content, settings.clock(), () -> leave(name, content));
        }
    }

    private static void leave(String name, MemoryContent content) {
        synchronized (OPEN) {
            if (--content.users == 0) {
                OPEN.remove(name);
            }
        }
    }
}
