package ml.lifecycle.spi;

/** Receives the events of a log, one after the other. */
@FunctionalInterface
public interface EventVisitor {

    /**
     * An event.
     *
     * @param sequence its sequence number
     * @param buffer holds the event; valid only during this call, not to be changed
     * @param offset where the event begins
     * @param length its length in bytes
     */
    void event(long sequence, byte[] buffer, int offset, int length);

    /**
     * A part of the log that cannot be read. Ignored unless this method is overridden.
     *
     * @param damage where, and what is affected
     */
    default void damaged(Damage damage) {}
}
