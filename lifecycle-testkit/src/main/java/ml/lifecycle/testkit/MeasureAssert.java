package ml.lifecycle.testkit;

import java.time.Duration;
import ml.lifecycle.gate.Measure;
import ml.lifecycle.gate.ThresholdCheck;

/** A measure of a model on data, waiting for its bound. Immutable. */
public final class MeasureAssert {

    /** What is common to all bounds of one assertion. */
    private record Conditions(double confidence, long minRows, long minGroupSize) {

        ThresholdCheck on(ThresholdCheck check) {
            ThresholdCheck sized = check.minRows(minRows).minGroupSize(minGroupSize);
            return confidence == 0 ? sized : sized.confidence(confidence);
        }
    }

    private final ModelOnDataAssert subject;
    private final Measure measure;
    private final Conditions conditions;

    MeasureAssert(ModelOnDataAssert subject, Measure measure) {
        this(subject, measure, new Conditions(0, 1, 1));
    }

    private MeasureAssert(ModelOnDataAssert subject, Measure measure, Conditions conditions) {
        this.subject = subject;
        this.measure = measure;
        this.conditions = conditions;
    }

    /**
     * Judges the end of the measure's interval instead of the measured value; see {@link ThresholdCheck#confidence}.
     *
     * @param confidence from 0.5 to less than 1, for example 0.95
     * @return the stricter assertion
     * @throws ml.lifecycle.RefusedException from the bound that follows, if the confidence is not allowed
     */
    public MeasureAssert withConfidence(double confidence) {
        double asked = confidence == 0 ? Double.NaN : confidence;
        return new MeasureAssert(
                subject, measure, new Conditions(asked, conditions.minRows(), conditions.minGroupSize()));
    }

    /**
     * Fails on fewer rows, however good the value.
     *
     * @param rows at least 1
     * @return the stricter assertion
     */
    public MeasureAssert onAtLeastRows(long rows) {
        return new MeasureAssert(
                subject, measure, new Conditions(conditions.confidence(), rows, conditions.minGroupSize()));
    }

    /**
     * Fails on a group with fewer rows, however good the value; for measures over groups.
     *
     * @param rows at least 1
     * @return the stricter assertion
     */
    public MeasureAssert withGroupsOfAtLeast(long rows) {
        return new MeasureAssert(subject, measure, new Conditions(conditions.confidence(), conditions.minRows(), rows));
    }

    /**
     * Requires at least a value.
     *
     * @param bound the smallest value that passes
     * @return the model on its data, for the next assertion
     */
    public ModelOnDataAssert isAtLeast(double bound) {
        return subject.satisfies(conditions.on(measure.atLeast(bound)));
    }

    /**
     * Requires at most a value.
     *
     * @param bound the greatest value that passes
     * @return the model on its data, for the next assertion
     */
    public ModelOnDataAssert isAtMost(double bound) {
        return subject.satisfies(conditions.on(measure.atMost(bound)));
    }

    /**
     * Requires at most a time; for latencies, which are measured in milliseconds.
     *
     * @param bound the longest time that passes
     * @return the model on its data, for the next assertion
     */
    public ModelOnDataAssert isAtMost(Duration bound) {
        return isAtMost(bound.toNanos() / 1e6);
    }

    /**
     * Requires a value between two, both included.
     *
     * @param low the smallest value that passes
     * @param high the greatest value that passes
     * @return the model on its data, for the next assertion
     */
    public ModelOnDataAssert isBetween(double low, double high) {
        return subject.satisfies(conditions.on(measure.between(low, high)));
    }
}
