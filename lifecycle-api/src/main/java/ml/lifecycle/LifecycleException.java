package ml.lifecycle;

import org.jspecify.annotations.Nullable;

/**
 * Anything this library refuses or cannot do.
 *
 * <p>The kinds are few, so that a caller can tell what to do next: {@link NotFoundException} (look at the list in
 * the message), {@link ConflictException} (somebody else was first: read again and decide), {@link RefusedException}
 * (a rule says no; the message says which), {@link CorruptException} (stored bytes are damaged) and
 * {@link UnavailableException} (the store cannot be reached or written now).
 *
 * <p>Each message names the subject, its state, what was expected, what was found, and what to do.
 */
public abstract sealed class LifecycleException extends RuntimeException
        permits NotFoundException, ConflictException, RefusedException, CorruptException, UnavailableException {

    private static final long serialVersionUID = 1L;

    LifecycleException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
