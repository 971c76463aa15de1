package ml.lifecycle.internal.monitor;

import java.util.ArrayDeque;
import java.util.Deque;
import ml.lifecycle.gate.Verdict;

/** When a failed window alarms: if with it so many of the latest failed. For use by one thread at a time. */
final class AlarmRule {

    private final int needed;
    private final int of;
    private final Deque<Verdict> latest = new ArrayDeque<>();

    AlarmRule(int needed, int of) {
        this.needed = needed;
        this.of = of;
    }

    /** Takes the verdict of the next window; one that is INCONCLUSIVE says nothing and is not counted. */
    boolean alarms(Verdict verdict) {
        if (verdict == Verdict.INCONCLUSIVE) {
            return false;
        }
        latest.addLast(verdict);
        if (latest.size() > of) {
            latest.removeFirst();
        }
        return verdict == Verdict.FAIL && failed() >= needed;
    }

    int failed() {
        return (int) latest.stream().filter(verdict -> verdict == Verdict.FAIL).count();
    }

    int counted() {
        return latest.size();
    }

    /** The rule in words. */
    String words() {
        return of == 1 ? "each failed window alarms"
                : "a failed window alarms if with it at least " + needed + " of the latest " + of + " failed";
    }
}
