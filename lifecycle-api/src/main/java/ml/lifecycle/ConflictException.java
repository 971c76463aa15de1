package ml.lifecycle;

import org.jspecify.annotations.Nullable;

/**
 * Somebody else changed the same thing first, or it already exists with another content.
 *
 * <p>Nothing was changed. Read the present state and decide again.
 */
public final class ConflictException extends LifecycleException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message the subject, its state, what was expected, what was found, what to do
     */
    public ConflictException(String message) {
        this(message, null);
    }

    /**
     * Creates the exception with the failure that led to it.
     *
     * @param message the subject, its state, what was expected, what was found, what to do
     * @param cause what failed below, or {@code null}
     */
    public ConflictException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
