package ml.lifecycle.store.fs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/** Tries things where hardly any stack is left, and at every depth from there on the way back up. */
final class SmallStack {

    /** More depths than are ever tried: how many there are until all goes well depends on what the JVM has compiled. */
    static final int DEPTHS = 8_000;

    /** So many attempts in a row that end well say that there is stack enough for everything. */
    private static final int ENOUGH = 100;

    /** Which attempts have ended well; noted in an array, since that takes no stack. */
    private final boolean[] done = new boolean[DEPTHS];
    private final IntConsumer attempt;
    private int next;
    private int wellInARow;

    private SmallStack(IntConsumer attempt) {
        this.attempt = attempt;
    }

    /**
     * Makes an attempt at each depth; an overflow is how an attempt may fail.
     *
     * @param attempt takes the number of the attempt
     * @return which of those that were made have ended well
     */
    static boolean[] atEveryDepth(IntConsumer attempt) throws InterruptedException {
        SmallStack stack = new SmallStack(attempt);
        Throwable[] failure = {null};
        Thread thread = new Thread(null, () -> stack.descend(1, 2, 3, 4, 5, 6, 7, 8), "small", 1 << 18);
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((which, why) -> failure[0] = why);
        thread.start();
        thread.join(TimeUnit.SECONDS.toMillis(20));
        assertFalse(thread.isAlive(), "still waits");
        assertEquals(null, failure[0]);
        assertEquals(ENOUGH, stack.wellInARow, "the last ones do not end well");
        return Arrays.copyOf(stack.done, stack.next);
    }

    /** The numbers make a frame as large as those of a recursion that does something, also when it is compiled. */
    private long descend(long a, long b, long c, long d, long e, long f, long g, long h) {
        try {
            descend(b, c, d, e, f, g, h, a);
        } catch (StackOverflowError deepest) {
            // From here on the way back up.
        }
        int i = next;
        if (i == DEPTHS || wellInARow == ENOUGH) {
            return 0;
        }
        next = i + 1;
        try {
            attempt.accept(i);
            done[i] = true;
            wellInARow++;
        } catch (StackOverflowError tooDeep) {
            wellInARow = 0;
        }
        return a + b + c + d + e + f + g + h;
    }
}
