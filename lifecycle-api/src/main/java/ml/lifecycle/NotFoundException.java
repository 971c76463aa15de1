package ml.lifecycle;

import org.jspecify.annotations.Nullable;

/**
 * Something was asked for by a name, number, alias or address that does not exist.
 *
 * <p>The message lists what does exist.
 */
public final class NotFoundException extends LifecycleException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message the subject, its state, what was expected, what was found, what to do
     */
    public NotFoundException(String message) {
        this(message, null);
    }

    /**
     * Creates the exception with the failure that led to it.
     *
     * @param message the subject, its state, what was expected, what was found, what to do
     * @param cause what failed below, or {@code null}
     */
    public NotFoundException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
