package ml.lifecycle.internal.run;

import java.time.Instant;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import ml.lifecycle.run.MetricPoint;

/**
 * The points of one metric as an unmodifiable list. It keeps bare numbers and makes a point when it is asked for it: a
 * million points are 24 MB in three arrays instead of twice that in two million objects.
 */
final class PointList extends AbstractList<MetricPoint> implements RandomAccess {

    private static final Comparator<MetricPoint> ORDER =
            Comparator.comparingLong(MetricPoint::step).thenComparing(MetricPoint::at);

    private final String metric;
    private final int size;
    private final long[] steps;
    private final long[] times;
    private final double[] values;

    private PointList(Builder points) {
        metric = points.metric;
        size = points.size;
        steps = points.steps;
        times = points.times;
        values = points.values;
    }

    @Override
    public MetricPoint get(int index) {
        Objects.checkIndex(index, size);
        return point(metric, steps[index], times[index], values[index]);
    }

    @Override
    public int size() {
        return size;
    }

    private static MetricPoint point(String metric, long step, long at, double value) {
        return new MetricPoint(metric, step, Instant.ofEpochMilli(at), value);
    }

    /** Takes the points in any order. */
    static final class Builder {

        private final String metric;
        private int size;
        private long[] steps = new long[16];
        private long[] times = new long[16];
        private double[] values = new double[16];
        private boolean inOrder = true;

        Builder(String metric) {
            this.metric = metric;
        }

        boolean isEmpty() {
            return size == 0;
        }

        void add(long step, long at, double value) {
            if (size == steps.length) {
                grow();
            }
            int last = size - 1;
            if (last >= 0 && (step < steps[last] || step == steps[last] && at < times[last])) {
                inOrder = false;
            }
            steps[size] = step;
            times[size] = at;
            values[size] = value;
            size++;
        }

        private void grow() {
            int length = 2 * steps.length;
            steps = Arrays.copyOf(steps, length);
            times = Arrays.copyOf(times, length);
            values = Arrays.copyOf(values, length);
        }

        /** The points by step and time; those equal in both stay in the order of their recording. */
        List<MetricPoint> build() {
            if (!inOrder) {
                sort();
            }
            return new PointList(this);
        }

        private void sort() {
            MetricPoint[] points = new MetricPoint[size];
            Arrays.setAll(points, i -> point(metric, steps[i], times[i], values[i]));
            Arrays.sort(points, ORDER);
            for (int i = 0; i < size; i++) {
                steps[i] = points[i].step();
                times[i] = points[i].at().toEpochMilli();
                values[i] = points[i].value();
            }
        }
    }
}
