package ml.lifecycle;

import org.jspecify.annotations.Nullable;

/**
 * A rule of this library says no: a bad name, an ended run, a model without signature, a gate that did not pass.
 *
 * <p>Nothing was changed. The message says which rule, and how to meet it.
 */
public non-sealed class RefusedException extends LifecycleException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message the subject, its state, what was expected, what was found, what to do
     */
    public RefusedException(String message) {
        this(message, null);
    }

    /**
     * Creates the exception with the failure that led to it.
     *
     * @param message the subject, its state, what was expected, what was found, what to do
     * @param cause what failed below, or {@code null}
     */
    public RefusedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
