package ml.lifecycle.store.fs;

import ml.lifecycle.spi.Commit;

/** A caller's event on its way into a log. */
final class Append {

    final byte[] event;
    final long expected;
    final Commit commit;
    final Ticket<Long> ticket = new Ticket<>();

    /** The number that the event gets. */
    long sequence;

    /** The last number of the log, where another one was expected. */
    long found;

    /** Where its line ends, from the beginning of what is written with one call. */
    int end;

    /** The checksum of its line. */
    int checksum;

    Append(byte[] event, long expected, Commit commit) {
        this.event = event;
        this.expected = expected;
        this.commit = commit;
    }

    /** The length of its line, with the line break. */
    int lineLength() {
        return 2 * Line.HEX + 4 + Digits.length(sequence) + event.length;
    }
}
