package ml.lifecycle.spi;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Immutable contents, addressed by their SHA-256.
 *
 * <p>A digest is 64 lower-case hexadecimal digits; anything else is refused before a path is made of it.
 */
public interface ArtifactStore {

    /**
     * Keeps a content. It is on the disk when this returns. Keeping the same content again costs no space.
     *
     * @param content read to its end, not closed
     * @return digest and size
     * @throws IOException if {@code content} cannot be read; nothing was kept
     * @throws ml.lifecycle.UnavailableException if the store cannot be written; nothing was kept
     */
    Blob put(InputStream content) throws IOException;

    /**
     * Opens a content. Size and digest are checked while it is read: the read that reaches the end throws an
     * {@link IOException} whose cause is a {@link ml.lifecycle.CorruptException} if they do not match.
     *
     * @param digest its SHA-256
     * @return the content
     * @throws ml.lifecycle.NotFoundException if there is none
     * @throws ml.lifecycle.RefusedException if {@code digest} is not a digest
     * @throws ml.lifecycle.UnavailableException if the store cannot be read
     */
    InputStream open(String digest);

    /**
     * Whether there is such a content.
     *
     * @param digest its SHA-256
     * @return whether it is kept
     * @throws ml.lifecycle.RefusedException if {@code digest} is not a digest
     */
    boolean contains(String digest);

    /**
     * The digests of all contents.
     *
     * @return the digests, sorted
     */
    Set<String> digests();

    /**
     * Deletes contents that nothing refers to and that are older than a grace period, so that a content that was just
     * kept, and whose event is not yet written, is not lost.
     *
     * @param referenced tells whether a digest is still referred to
     * @param grace contents younger than this stay
     * @return what was deleted
     * @throws ml.lifecycle.UnavailableException if the store cannot be written
     */
    Set<Blob> sweep(Predicate<String> referenced, Duration grace);
}
