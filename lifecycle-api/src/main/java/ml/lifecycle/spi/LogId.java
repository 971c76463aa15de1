package ml.lifecycle.spi;

import java.util.regex.Pattern;

/**
 * The identity of a log.
 *
 * <p>The key is a plain ASCII form that is safe as the name of a file on every file system; it is made by the engine
 * from the name that a person chose, which stands in the first event of the log. A store uses the key as it is.
 *
 * @param kind what the log is about
 * @param key 1 to 80 characters from {@code a-z 0-9 -}, beginning and ending with a letter or digit
 */
public record LogId(LogKind kind, String key) {

    private static final Pattern KEY = Pattern.compile("[a-z0-9]([a-z0-9-]{0,78}[a-z0-9])?");

    /**
     * Checks the key.
     *
     * @throws IllegalArgumentException if the key is not of the stated form
     */
    public LogId {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("'" + key + "' is not a log key: expected " + KEY.pattern());
        }
    }
}
