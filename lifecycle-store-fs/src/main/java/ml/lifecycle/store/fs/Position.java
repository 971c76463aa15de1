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
 * @param used the last number that is used up: greater than {@code sequence} behind a damaged end that was sealed, where
 *         nobody knows how many events are lost
 */
record Position(
        int segment, long offset, long lineStart, long sequence, int checksum, long seen, Tail tail, boolean rolled,
        long used) {

    /** Before the first event of a log. */
    static final Position START = new Position(1, 0, -1, 0, 0, -1, Tail.CLEAN, false, 0);

    /** Behind the line of an event, of which it is not known what follows. */
    static Position behind(int segment, long offset, long lineStart, long sequence, int checksum) {
        return new Position(segment, offset, lineStart, sequence, checksum, -1, Tail.CLEAN, false, sequence);
    }

    /** Where the next segment begins. */
    Position next() {
        return next(checksum);
    }

    /** Where the next segment begins, if this one has just been ended with a line that has a checksum. */
    Position next(int ending) {
        return new Position(segment + 1, 0, -1, sequence, ending, -1, Tail.CLEAN, false, used);
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
