package ml.lifecycle.store.fs;

import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Whose turn it is at the lock of a log: a second lock, which is taken by a process that has waited for the first one for
 * some milliseconds. Who has just had the first one looks at it, and lets the other process go first, once. Otherwise a
 * process that commits all the time, and gives the lock away for no longer than it needs to come back, keeps out who looks
 * only now and then.
 *
 * <p>Guarded by the mutex of the log's commits. Where the lock file fails nobody is let go first: whoever wants the lock
 * itself then tells why.
 */
final class Turn {

    /** How long the one keeps away for the other, which looks more often: two or three times meanwhile. */
    static final long GIVE_WAY = 700_000;

    private static final long FIRST_PAUSE = 50_000;
    private static final long LONGEST_PAUSE = 5_000_000;
    private static final long LONGEST_PAUSE_OF_NEXT = 200_000;

    /** Whoever has the lock for a few writes is not asked for it: to keep away takes longer. */
    private static final long PATIENCE = 20_000_000;

    /** After so many writes on their callers' threads there is a look, since it takes half as long as a write. */
    private static final int LOOK_AFTER = 256;

    private final LockTable locks;
    private final long region;
    private boolean taken;
    private boolean had;
    private long waitingSince;
    private long pause;
    private int writes;

    /** @param log the lock of the log */
    Turn(LockTable locks, long log) {
        this.locks = locks;
        this.region = LockTable.turn(log);
    }

    /** The lock of the log is being given back. */
    void end() {
        had = true;
    }

    /** Whether somebody waits and this process had the lock last; asked for once each time it had it. */
    boolean isOthers() {
        boolean last = had;
        had = false;
        return last && othersWait();
    }

    /** The same for writers who are too fast to look each time. */
    boolean isOthersAtLast() {
        return ++writes % LOOK_AFTER == 0 && othersWait();
    }

    private boolean othersWait() {
        try {
            return !taken && locks.held(region);
        } catch (IOException failure) {
            return false;
        }
    }

    /** How long this process waits. */
    long waited(long now) {
        return waitingSince == 0 ? 0 : now - waitingSince;
    }

    /** How long to wait before the next look: a little longer each time, until this process is the next one. */
    long pause(long now) {
        if (waitingSince == 0) {
            waitingSince = now;
            pause = FIRST_PAUSE;
        } else {
            pause = Math.min(2 * pause, waited(now) > PATIENCE && take() ? LONGEST_PAUSE_OF_NEXT : LONGEST_PAUSE);
        }
        return pause / 2 + ThreadLocalRandom.current().nextLong(pause);
    }

    private boolean take() {
        try {
            taken = taken || locks.tryLock(region);
        } catch (IOException failure) {
            taken = false;
        }
        return taken;
    }

    /** This process no longer waits. */
    void leave() throws IOException {
        waitingSince = 0;
        if (taken) {
            taken = false;
            locks.unlock(region);
        }
    }
}
