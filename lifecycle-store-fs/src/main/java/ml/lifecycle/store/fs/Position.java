package ml.lifecycle.store.fs;

import ml.lifecycle.store.fs.LineScanner.Tail;

/**
 * How far a log has been read.
 *
 * @param segment the number of the segment
 * @param offset behind the last valid line in it
 * @param lineStart where that line begins, or -1 if there is none in this segment
 * @param sequence the last sequence number
 * @param checksum the checksum of the last valid line
 * @param seen the size that the segment had, or -1 if it was not looked at
 * @param tail what lies between {@code offset} and {@code seen}
 * @param rolled whether the last line says that the log goes on in the next segment
 */
record Position(
        int segment, long offset, long lineStart, long sequence, int checksum, long seen, Tail tail, boolean rolled) {

    /** Before the first event of a log. */
    static final Position START = segment(1, 0, 0);

    static Position segment(int number, long sequence, int checksum) {
        return new Position(number, 0, -1, sequence, checksum, -1, Tail.CLEAN, false);
    }

    /** Where the next segment begins. */
    Position next() {
        return segment(segment + 1, sequence, checksum);
    }

    /**
     * Whether nothing can have changed while the size of the segment is the one seen. What is torn may be replaced by
     * something of the same length.
     */
    boolean settled() {
        return tail == Tail.CLEAN && !rolled && seen >= 0;
    }

    boolean aheadOf(Position other) {
        return segment != other.segment
                ? segment > other.segment
                : offset > other.offset || offset == other.offset && seen != other.seen;
    }
}
