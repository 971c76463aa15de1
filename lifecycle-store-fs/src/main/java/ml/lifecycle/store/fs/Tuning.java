package ml.lifecycle.store.fs;

import java.time.Duration;

/**
 * The numbers of the store, in one place so that tests can use others.
 *
 * @param segmentBytes a log goes on in a new segment when it is as long as this
 * @param flushNanos metric points stay in memory for no longer
 * @param forceNanos what was written is forced at the latest after this
 * @param lockNanos how long a call waits for another process before it gives up
 * @param openLogs how many logs keep their files open
 */
record Tuning(long segmentBytes, long flushNanos, long forceNanos, long lockNanos, int openLogs) {

    static final Tuning DEFAULT = new Tuning(
            64L << 20,
            Duration.ofMillis(150).toNanos(),
            Duration.ofMillis(700).toNanos(),
            Duration.ofSeconds(30).toNanos(),
            128);
}
