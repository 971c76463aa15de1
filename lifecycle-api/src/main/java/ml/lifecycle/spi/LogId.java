package ml.lifecycle.spi;

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

    private static final int LONGEST = 80;

    /**
     * Checks the key.
     *
     * @throws IllegalArgumentException if the key is not of the stated form
     */
    public LogId {
        if (!isKey(key)) {
            throw new IllegalArgumentException("'" + key + "' is not a log key: expected 1 to " + LONGEST
                    + " characters from a-z 0-9 -, beginning and ending with a letter or digit");
        }
    }

    private static boolean isKey(String key) {
        int last = key.length() - 1;
        if (last < 0 || last >= LONGEST || key.charAt(0) == '-' || key.charAt(last) == '-') {
            return false;
        }
        for (int i = 0; i <= last; i++) {
            char c = key.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-')) {
                return false;
            }
        }
        return true;
    }

    // Written out, since linking what a record is given takes longer than opening a log.

    @Override
    public boolean equals(Object other) {
        return other instanceof LogId log && kind == log.kind && key.equals(log.key);
    }

    @Override
    public int hashCode() {
        return 31 * kind.ordinal() + key.hashCode();
    }
}
