package ml.lifecycle.spi;

import java.util.Set;

/**
 * Append-only logs of opaque events, one log for each named thing.
 *
 * <p>The duties of an implementation:
 * <ul>
 *   <li>The events of a log have the sequence numbers 1, 2, 3, … without gaps, in the order in which they were
 *       appended, over all threads and processes that use the store. A gap stands for events that were damaged.</li>
 *   <li>An append is atomic: readers see the whole event or nothing, and after a crash it is there whole or not at
 *       all.</li>
 *   <li>An append with an expected sequence succeeds only if the log's last sequence number is exactly that one at the
 *       moment of the append, over all threads and processes (compare-and-set).</li>
 *   <li>A reader never waits for a writer, and an append that is under way in another process is not corruption.</li>
 *   <li>Everything may be called from any thread. An interrupt of the calling thread breaks nothing for others; the
 *       interrupted call completes and leaves the interrupt status set.</li>
 * </ul>
 */
public interface EventLogs {

    /** For {@link #append}: whatever the last sequence number is. */
    long ANY = -1;

    /** The largest event that every store accepts, in bytes. */
    int MAX_EVENT_BYTES = 16 << 20;

    /**
     * Appends one event; the log is created by its first event.
     *
     * @param log the log
     * @param event the content: UTF-8 text without line breaks, 1 to {@value #MAX_EVENT_BYTES} bytes; not kept or
     *         changed
     * @param expectedLast the last sequence number that the caller has seen (0: the log is to be new), or {@link #ANY}
     * @param commit how safe the event must be when this returns
     * @return the sequence number of the event
     * @throws ml.lifecycle.ConflictException if the last sequence number is another; nothing was appended
     * @throws ml.lifecycle.RefusedException if the event is empty, too large or holds a line break; nothing was
     *         appended
     * @throws ml.lifecycle.CorruptException if the end of the log is damaged, so that no sequence number can be given; the
     *         message says whether {@link LifecycleStore#repair} helps
     * @throws ml.lifecycle.UnavailableException if the store cannot be written; the message says so if it is unknown
     *         whether the event was appended
     */
    long append(LogId log, byte[] event, long expectedLast, Commit commit);

    /**
     * The sequence number of the last event, strictly fresh: an event whose append returned, in whatever process, is
     * counted. Cheap when nothing has changed since the last look.
     *
     * @param log the log
     * @return the last sequence number, 0 if there is no such log
     * @throws ml.lifecycle.UnavailableException if the store cannot be read
     */
    long last(LogId log);

    /**
     * Reads the events after a sequence number, in their order.
     *
     * <p>Damaged parts are given to {@link EventVisitor#damaged} at their place, and reading goes on behind them. A
     * tail that is not yet complete is not given at all. What the visitor throws ends the reading and reaches the caller.
     *
     * @param log the log; one that does not exist has no events
     * @param after events with larger sequence numbers are read; 0 for all
     * @param visitor receives them
     * @return the sequence number of the last event that was given, or {@code after} if there was none
     * @throws ml.lifecycle.UnavailableException if the store cannot be read
     */
    long read(LogId log, long after, EventVisitor visitor);

    /**
     * Waits until all events of the log that were appended before this call are on the disk.
     *
     * @param log the log
     * @throws ml.lifecycle.UnavailableException if that failed; it is then unknown what is on the disk
     */
    void force(LogId log);

    /**
     * The keys of all logs of a kind, strictly fresh.
     *
     * @param kind the kind
     * @return the keys, sorted
     * @throws ml.lifecycle.UnavailableException if the store cannot be read
     */
    Set<String> keys(LogKind kind);
}
