package ml.lifecycle.internal.run;

/** The latest point of a metric of a run: the one with the greatest (step, time). Guarded by itself. */
final class MetricCell {

    final String name;
    long step;
    long at;
    double value;
    /** Whether there was a point. Also read without the lock. */
    volatile boolean used;
    /** Whether there was one point, which the store does not have. Also read without the lock. */
    volatile boolean pending;
    /** Whether the run takes no more points. */
    boolean sealed;

    MetricCell(String name) {
        this.name = name;
    }

    /** Whether a point would be the latest one. */
    boolean isLatest(long pointStep, long pointAt) {
        return !used || pointStep > step || pointStep == step && pointAt >= at;
    }

    void point(long pointStep, long pointAt, double pointValue) {
        if (isLatest(pointStep, pointAt)) {
            step = pointStep;
            at = pointAt;
            value = pointValue;
        }
        if (!used) {
            used = true;
        }
    }
}
