package ml.lifecycle;

import org.jspecify.annotations.Nullable;

/**
 * The store cannot do it now: disk full, no permission, a lock that was not granted in time, a store that was closed.
 *
 * <p>When the message does not say that the outcome is unknown, nothing was changed. The store works again when the
 * cause is gone.
 */
public final class UnavailableException extends LifecycleException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message the subject, its state, what was expected, what was found, what to do
     */
    public UnavailableException(String message) {
        this(message, null);
    }

    /**
     * Creates the exception with the failure that led to it.
     *
     * @param message the subject, its state, what was expected, what was found, what to do
     * @param cause what failed below, or {@code null}
     */
    public UnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
