package ml.lifecycle.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import ml.lifecycle.NotFoundException;
import ml.lifecycle.run.MetricPoint;
import ml.lifecycle.run.Run;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.LogId;
import ml.lifecycle.spi.LogKind;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** The points of metrics, of runs that ended, go on or were interrupted. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RecordedPointsTest extends RecordingFixture {

    @Test
    void the_latest_metric_is_the_one_of_the_greatest_step() {
        RunRecord recorded = iris.run("r", run ->
                run.metric("loss", 3, 3).metric("loss", 1, 1).metric("nan", Double.NaN).metric("min", -0.0));
        assertEquals(Map.of("loss", 3.0, "nan", Double.NaN, "min", -0.0), recorded.metrics());
        assertEquals(recorded, experiments.run(recorded.id()));
        assertEquals(List.of(1.0, 3.0),
                experiments.points(recorded.id(), "loss").stream().map(MetricPoint::value).toList());
    }

    @Test
    void a_run_with_one_point_of_each_metric_streams_nothing_and_all_points_are_found() {
        RunRecord recorded = iris.run("r", run -> run.metric("loss", 0.5, 7).metric("diverged", Double.NaN));
        iris.run("another", run -> run.metric("loss", 1, 8));

        assertEquals(0, streamed(recorded.id()));
        MetricPoint loss = experiments.points(recorded.id(), "loss").get(0);
        assertEquals(7, loss.step());
        assertEquals(0.5, loss.value());
        assertFalse(loss.at().isBefore(recorded.startedAt()) || loss.at().isAfter(recorded.endedAt()));
        assertEquals(Double.NaN, experiments.points(recorded.id(), "diverged").get(0).value());
    }

    @Test
    void a_second_point_of_any_metric_makes_all_stream_in_their_order() {
        RunRecord recorded = iris.run("r", run ->
                run.metric("once", 1).metric("loss", 3, 1).metric("loss", 2, 1).metric("late", 4));

        assertEquals(4, streamed(recorded.id()));
        assertEquals(List.of(3.0, 2.0),
                experiments.points(recorded.id(), "loss").stream().map(MetricPoint::value).toList());
        assertEquals(1, experiments.points(recorded.id(), "once").size());
        assertEquals(1, experiments.points(recorded.id(), "late").size());
    }

    @Test
    void the_points_of_a_run_under_way_are_found_and_those_of_an_interrupted_one_remain() {
        Run run = iris.start("r").metric("loss", 0.5, 7);
        assertEquals(1, experiments.points(run.id(), "loss").size());
        Run interrupted = iris.start("s").metric("loss", 0.25, 8);
        experiments.close();
        assertEquals(1, streamed(interrupted.id()));
    }

    private int streamed(String run) {
        int[] points = {0};
        store.metrics().read(new LogId(LogKind.EXPERIMENT, store.logs().keys(LogKind.EXPERIMENT).iterator().next()), run,
                (metric, step, at, value) -> points[0]++);
        return points[0];
    }

    @Test
    void the_only_point_of_a_metric_is_found_in_a_run_under_way_and_in_one_that_has_ended() {
        try (LifecycleStore other = Stores.again(store)) {
            Experiments view = Stores.experiments(other);
            Run run = iris.start("r").metric("once", Double.NEGATIVE_INFINITY, 7).metric("twice", 1, 1);
            List<MetricPoint> once = experiments.points(run.id(), "once");
            assertEquals(1, once.size());
            assertEquals(7, once.get(0).step());
            run.flush();
            assertEquals(once, view.points(run.id(), "once"));
            assertEquals(Map.of("once", Double.NEGATIVE_INFINITY, "twice", 1.0), view.run(run.id()).metrics());
            run.metric("twice", 2, 2);
            run.flush();
            assertEquals(Map.of("once", Double.NEGATIVE_INFINITY, "twice", 2.0), view.run(run.id()).metrics());
            run.close();
            assertEquals(once, view.points(run.id(), "once"));
            assertEquals(List.of(1L, 2L),
                    view.points(run.id(), "twice").stream().map(MetricPoint::step).toList());
        }
    }

    @Test
    void points_of_an_unknown_metric_are_refused_with_the_list_of_known_ones() {
        RunRecord recorded = iris.run("r", run -> run.metric("loss", 3, 3));
        String message = assertThrows(NotFoundException.class, () -> experiments.points(recorded.id(), "los"))
                .getMessage();
        assertTrue(message.contains("'los'") && message.contains("[loss]"), message);
    }
}
