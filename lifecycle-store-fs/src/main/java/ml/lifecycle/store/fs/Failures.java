package ml.lifecycle.store.fs;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import ml.lifecycle.ConflictException;
import ml.lifecycle.CorruptException;
import ml.lifecycle.LifecycleException;
import ml.lifecycle.NotFoundException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.UnavailableException;

/** Turns what the file system says into what a caller can act on. */
final class Failures {

    private Failures() {}

    /**
     * A failure after which nothing was changed.
     *
     * @param what the subject and what it was not possible to do with it, a clause without a full stop
     */
    static UnavailableException unavailable(String what, IOException cause) {
        return new UnavailableException(what + ": " + reason(cause) + ". " + advice(cause), cause);
    }

    /** A failure after which nobody knows what is on the disk. */
    static UnavailableException unknown(String what, IOException cause) {
        return new UnavailableException(
                what + ": " + reason(cause) + ". The outcome is unknown. Check the disk, then close the store, open it"
                        + " again and look whether the change is there",
                cause);
    }

    static String reason(IOException cause) {
        if (cause instanceof NoSuchFileException missing) {
            return "'" + missing.getFile() + "' does not exist";
        }
        if (cause instanceof AccessDeniedException denied) {
            return "no permission for '" + denied.getFile() + "'";
        }
        if (cause instanceof FileSystemException failed && failed.getReason() != null) {
            return failed.getReason() + " ('" + failed.getFile() + "')";
        }
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    /** Whether the file system takes nothing from this user, or has no room; what is there may well be readable. */
    static boolean isRefusedWrite(IOException cause) {
        return isFull(cause) || isForbidden(cause);
    }

    private static boolean isFull(IOException cause) {
        return says(cause, "no space") || says(cause, "quota");
    }

    private static boolean isForbidden(IOException cause) {
        return cause instanceof AccessDeniedException || says(cause, "denied") || says(cause, "read-only")
                || says(cause, "not permitted");
    }

    private static boolean says(IOException cause, String words) {
        return String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT).contains(words);
    }

    static String advice(IOException cause) {
        if (isFull(cause)) {
            return "Free some space and try again";
        }
        if (isForbidden(cause)) {
            return "Give this user write access to the directory, or use another one";
        }
        return "Try again when the cause is gone";
    }

    /** The same failure with the stack of the caller, who waited for another thread. */
    static RuntimeException withCallersStack(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof LifecycleException known) {
            return copy(known, message);
        }
        return new IllegalStateException("The store failed in an unforeseen way: " + failure, failure);
    }

    private static LifecycleException copy(LifecycleException known, String message) {
        if (known instanceof ConflictException) {
            return new ConflictException(message, known);
        }
        if (known instanceof CorruptException) {
            return new CorruptException(message, known);
        }
        if (known instanceof NotFoundException) {
            return new NotFoundException(message, known);
        }
        return known instanceof RefusedException
                ? new RefusedException(message, known)
                : new UnavailableException(message, known);
    }
}
