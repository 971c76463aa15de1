package ml.lifecycle.internal.run;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.Supplier;

/**
 * Ids that sort by time: 18 characters of base 32 (digits and lower-case letters without i, l, o, u), of which nine are
 * the milliseconds since 1970 and nine (45 bits) are random. Within a millisecond two ids are equal with a probability
 * of 3e-14.
 */
public final class RunIds implements Supplier<String> {

    private static final char[] DIGITS = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final int HALF = 9;

    private final Clock clock;

    /**
     * Creates the source.
     *
     * @param clock the time
     */
    public RunIds(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String get() {
        char[] id = new char[2 * HALF];
        write(id, 0, clock.millis());
        write(id, HALF, Source.RANDOM.nextLong());
        return new String(id);
    }

    /** Made for the first id, since whoever only reads needs none, and it takes a while. */
    private static final class Source {
        static final SecureRandom RANDOM = new SecureRandom();
    }

    private static void write(char[] id, int from, long value) {
        long rest = value;
        for (int i = from + HALF - 1; i >= from; i--) {
            id[i] = DIGITS[(int) rest & 31];
            rest >>>= 5;
        }
    }
}
