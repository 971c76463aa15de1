package ml.lifecycle.spi;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A place for what can be computed again. Losing any of it, at any time, costs only time.
 *
 * <p>A store without such a place answers every {@link #load} with nothing.
 */
public interface DerivedCache {

    /**
     * The content last saved under a key.
     *
     * @param key 1 to 120 characters from {@code a-z 0-9 - .}
     * @return a read-only view of it, or nothing; damage is possible, the caller checks
     */
    Optional<ByteBuffer> load(String key);

    /**
     * Replaces the content of a key, whole or not at all. Failures are ignored: a cache is never worth an error.
     *
     * @param key 1 to 120 characters from {@code a-z 0-9 - .}
     * @param parts the content, in pieces
     */
    void save(String key, ByteBuffer... parts);
}
