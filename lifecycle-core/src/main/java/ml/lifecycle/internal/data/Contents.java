package ml.lifecycle.internal.data;

import java.io.IOException;
import ml.lifecycle.CorruptException;
import ml.lifecycle.LifecycleException;
import ml.lifecycle.UnavailableException;

/** What a failure while reading a content means. */
final class Contents {

    private Contents() {}

    /** A store reports damage as an {@link IOException} that is caused by a {@link CorruptException}. */
    static LifecycleException failure(String subject, IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CorruptException corrupt) {
                return new CorruptException(corrupt.getMessage(), failure);
            }
        }
        return new UnavailableException(subject + " cannot be read (" + failure + "); nothing was changed.", failure);
    }
}
