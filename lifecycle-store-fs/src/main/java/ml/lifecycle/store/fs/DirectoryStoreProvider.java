package ml.lifecycle.store.fs;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import ml.lifecycle.RefusedException;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.StoreProvider;
import ml.lifecycle.spi.StoreSettings;

/**
 * Opens a directory as a store: any path, or a {@code file:} URI. Its format is described in
 * {@link ml.lifecycle.store.fs}.
 */
public final class DirectoryStoreProvider implements StoreProvider {

    /** Creates the provider; called by {@link java.util.ServiceLoader}. */
    public DirectoryStoreProvider() {}

    @Override
    public boolean handles(String location) {
        return isFileUri(location) || !hasScheme(location);
    }

    /** A scheme has two letters at least, so that {@code C:\lifecycle} and {@code C:/lifecycle} are paths. */
    private static boolean hasScheme(String location) {
        int colon = location.indexOf(':');
        return colon >= 2 && isLetter(location.charAt(0))
                && Spelling.isPlain(location.substring(0, colon).toLowerCase(Locale.ROOT), colon, "+.-");
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isFileUri(String location) {
        return location.regionMatches(true, 0, "file:", 0, 5);
    }

    @Override
    public LifecycleStore open(String location, StoreSettings settings) {
        return new DirectoryStore(SharedDirectory.open(path(location)), settings);
    }

    private static Path path(String location) {
        if (location.isBlank()) {
            throw new RefusedException("A blank text is no directory; name one, such as 'lifecycle'");
        }
        try {
            return isFileUri(location) ? Path.of(URI.create(location)) : Path.of(location);
        } catch (IllegalArgumentException invalid) {
            throw new RefusedException("'" + location + "' is no directory: " + invalid.getMessage(), invalid);
        }
    }
}
