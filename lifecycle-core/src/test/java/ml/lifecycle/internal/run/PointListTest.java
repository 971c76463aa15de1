package ml.lifecycle.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import ml.lifecycle.run.MetricPoint;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PointListTest {

    private static MetricPoint point(long step, long at, double value) {
        return new MetricPoint("loss", step, Instant.ofEpochMilli(at), value);
    }

    @Test
    void points_in_any_order_come_by_step_and_time_and_then_as_they_were_recorded() {
        Random random = new Random(1);
        for (int size = 0; size < 200; size++) {
            PointList.Builder builder = new PointList.Builder("loss");
            List<MetricPoint> expected = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                MetricPoint point = point(random.nextInt(20) - 5, random.nextInt(5) - 2, i);
                expected.add(point);
                builder.add(point.step(), point.at().toEpochMilli(), point.value());
            }
            expected.sort(Comparator.comparingLong(MetricPoint::step).thenComparing(MetricPoint::at));
            assertEquals(expected, builder.build());
        }
    }

    @Test
    void points_in_order_are_kept_with_all_their_bits() {
        PointList.Builder builder = new PointList.Builder("loss");
        List<MetricPoint> expected = List.of(point(Long.MIN_VALUE, 1, -0.0), point(0, -1, Double.NaN),
                point(0, 0, Double.NEGATIVE_INFINITY), point(0, 0, 1), point(Long.MAX_VALUE, 0, Double.MIN_VALUE));
        expected.forEach(point -> builder.add(point.step(), point.at().toEpochMilli(), point.value()));
        assertEquals(expected, builder.build());
        assertEquals(expected.toString(), builder.build().toString());
    }

    @Test
    void the_list_cannot_be_changed_or_read_beyond_its_end() {
        PointList.Builder builder = new PointList.Builder("loss");
        builder.add(1, 2, 3);
        List<MetricPoint> points = builder.build();
        assertThrows(UnsupportedOperationException.class, () -> points.set(0, point(1, 1, 1)));
        assertThrows(UnsupportedOperationException.class, () -> points.add(point(1, 1, 1)));
        assertThrows(UnsupportedOperationException.class, points::clear);
        assertThrows(IndexOutOfBoundsException.class, () -> points.get(1));
        assertThrows(IndexOutOfBoundsException.class, () -> points.get(-1));
    }
}
