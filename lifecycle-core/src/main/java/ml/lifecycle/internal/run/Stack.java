package ml.lifecycle.internal.run;

/**
 * Whether there is stack enough for what must not break off in its middle.
 *
 * <p>Callers record deep within recursions. An overflow is thrown wherever the stack happens to end: between the two
 * halves of a change, where a lock is to be given back, or in the initialiser of a class, which is then dead for ever.
 * So it is thrown before anything is changed, by going down and coming back: about 8 KB when compiled, in 0.2 µs, and
 * twice as much when not, as the work behind it then takes more too.
 */
final class Stack {

    /** For a change in memory. */
    private static final int CHANGE = 64;

    /** For a change that is also written, whose writer asks for itself once more. */
    private static final int WRITE = 256;

    private Stack() {}

    /**
     * Overflows the stack now, if at all.
     *
     * @throws StackOverflowError if there is hardly any left; nothing has been done
     */
    static void require() {
        require(CHANGE);
    }

    /** The same, before something that has to be written at once. */
    static void requireToWrite() {
        require(WRITE);
    }

    private static void require(int frames) {
        if (descend(frames, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12) == 0) {
            throw new StackOverflowError("the descent has no end");
        }
    }

    /** The numbers are there to be kept in the frame until the call returns, since they may be wanted then. */
    private static long descend(int frames, double a, double b, double c, double d, double e, double f, double g, double h,
            long i, long j, long k, long l) {
        long way = frames == 0 ? 1 : descend(frames - 1, a, b, c, d, e, f, g, h, i, j, k, l);
        return way == 0 ? (long) (a + b + c + d + e + f + g + h) + i + j + k + l : way;
    }
}
