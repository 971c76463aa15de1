package ml.lifecycle.registry;

import ml.lifecycle.RefusedException;

/**
 * The state of a model's log in two values, to be kept elsewhere and compared later.
 *
 * @param sequence the number of events
 * @param digest the SHA-256 of the last event, which contains that of the event before it, and so on; empty if there is
 *         no event
 */
public record ChainHead(long sequence, String digest) {

    /**
     * Reads what {@link #toString} wrote.
     *
     * @param text the number of events, a colon, the digest
     * @return the head
     * @throws RefusedException if it cannot be read
     */
    public static ChainHead parse(String text) {
        if (!text.matches("0:|[1-9][0-9]{0,17}:[0-9a-f]{64}")) {
            throw new RefusedException("The text is no head of a log: expected a number of events, a colon and a SHA-256"
                    + " of 64 digits, as head().toString() writes it.");
        }
        int colon = text.indexOf(':');
        return new ChainHead(Long.parseLong(text.substring(0, colon)), text.substring(colon + 1));
    }

    @Override
    public String toString() {
        return sequence + ":" + digest;
    }
}
