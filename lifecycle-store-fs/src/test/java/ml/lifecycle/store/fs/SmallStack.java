package ml.lifecycle.store.fs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/** Tries things where hardly any stack is left, and at every depth from there on the way back up. */
final class SmallStack {

    /** How many depths are tried; at the last ones there is stack enough for everything. */
    static final int DEPTHS = 400;

    /** Which attempts have ended well; noted in an array, since that takes no stack. */
    private final boolean[] done = new boolean[DEPTHS];
    private final IntConsumer attempt;
    private int next;

    private SmallStack(IntConsumer attempt) {
        this.attempt = attempt;
    }

    /**
     * Makes an attempt at each depth; an overflow is how an attempt may fail.
     *
     * @param attempt takes the number of the attempt
     * @return which of them have ended well
     */
    static boolean[] atEveryDepth(IntConsumer attempt) throws InterruptedException {
        SmallStack stack = new SmallStack(attempt);
        Throwable[] failure = {null};
        Thread thread = new Thread(null, stack::descend, "small", 1 << 18);
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((which, why) -> failure[0] = why);
        thread.start();
        thread.join(TimeUnit.SECONDS.toMillis(20));
        assertFalse(thread.isAlive(), "still waits");
        assertEquals(null, failure[0]);
        return stack.done;
    }

    private void descend() {
        try {
            descend();
        } catch (StackOverflowError deepest) {
            // From here on the way back up.
        }
        int i = next;
        if (i == DEPTHS) {
            return;
        }
        next = i + 1;
        try {
            attempt.accept(i);
            done[i] = true;
        } catch (StackOverflowError tooDeep) {
            // Not done.
        }
    }
}
