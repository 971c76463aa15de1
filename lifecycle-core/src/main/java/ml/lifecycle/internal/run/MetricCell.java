package ml.lifecycle.internal.run;

/** The latest point of a metric of a run: the one with the greatest (step, time). Guarded by itself. */
final class MetricCell {

    final String name;
    long step;
    long at;
    double value;
    /** Whether there was a point. */
    boolean used;
    /** Whether the run takes no more points. */
    boolean sealed;

    MetricCell(String name) {
        this.name = name;
    }

    void point(long pointStep, long pointAt, double pointValue) {
        if (!used || pointStep > step || (pointStep == step && pointAt >= at)) {
            used = true;
            step = pointStep;
            at = pointAt;
            value = pointValue;
        }
    }
}
