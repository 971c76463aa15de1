package ml.lifecycle;

import org.jspecify.annotations.Nullable;

/**
 * Stored bytes are not what was written: a checksum, a digest or a format does not match.
 *
 * <p>Nothing is ever cut off or guessed in answer to this. {@code Lifecycle.maintenance().verify()} lists all damage.
 */
public final class CorruptException extends LifecycleException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message the subject, its state, what was expected, what was found, what to do
     */
    public CorruptException(String message) {
        this(message, null);
    }

    /**
     * Creates the exception with the failure that led to it.
     *
     * @param message the subject, its state, what was expected, what was found, what to do
     * @param cause what failed below, or {@code null}
     */
    public CorruptException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
