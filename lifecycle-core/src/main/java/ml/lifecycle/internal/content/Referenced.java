package ml.lifecycle.internal.content;

import java.io.InputStream;
import ml.lifecycle.CorruptException;
import ml.lifecycle.NotFoundException;
import ml.lifecycle.spi.ArtifactStore;

/** Opens contents that must be there, since something that was recorded refers to them. */
public final class Referenced {

    private Referenced() {}

    /**
     * Opens a content.
     *
     * @param artifacts the store
     * @param digest its SHA-256
     * @param what what it is the content of, for messages: {@code the model models:/iris/3}
     * @return the content
     * @throws CorruptException if the store does not have it: it was lost, not just misspelt
     */
    public static InputStream open(ArtifactStore artifacts, String digest, String what) {
        try {
            return artifacts.open(digest);
        } catch (NotFoundException absent) {
            throw new CorruptException("The content of " + what + " is lost: it was recorded as " + digest
                    + ", and the store has no such content any more. Restore that file from a backup, or record the same"
                    + " content again; maintenance().verify() lists all that is lost.", absent);
        }
    }
}
