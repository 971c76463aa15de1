package ml.lifecycle.internal.run;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import ml.lifecycle.RefusedException;
import ml.lifecycle.internal.text.Names;
import org.jspecify.annotations.Nullable;

/**
 * Ids that sort by time: 18 characters of base 32 (digits and lower-case letters without i, l, o, u), of which nine are
 * the milliseconds since 1970 and nine (45 bits) are random. Within a millisecond two ids are equal with a probability
 * of 3e-14.
 */
public final class RunIds implements Supplier<String> {

    private static final char[] DIGITS = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final int HALF = 9;
    private static final Pattern ALLOWED = Pattern.compile("[a-z0-9-]{1,64}");

    private final Clock clock;

    /**
     * Creates the source.
     *
     * @param clock the time
     */
    public RunIds(Clock clock) {
        this.clock = clock;
    }

    /** What the source of ids gave, if every store can keep a run by it. */
    static String require(@Nullable String id) {
        if (id == null || !ALLOWED.matcher(id).matches()) {
            throw new RefusedException("The source of ids that was given to Lifecycle.at(…).ids(…) answered "
                    + (id == null ? "null" : "'" + Names.printable(id) + "'") + ", which cannot be the id of a run: expected"
                    + " 1 to 64 characters from a-z 0-9 -, another one for each run. Nothing was recorded.");
        }
        return id;
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
