package ml.lifecycle.internal.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.data.Table;
import ml.lifecycle.gate.Verdict;
import ml.lifecycle.monitor.Monitor;
import ml.lifecycle.monitor.MonitorWindow;
import ml.lifecycle.monitor.MonitorWindow.End;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchTest {

    private final HandClock clock = new HandClock();
    private final Lifecycle lifecycle = Lifecycle.at("memory:" + System.identityHashCode(this)).clock(clock).open();
    private final Table reference = Drawn.table(new Random(1), 1_000);
    private final Settings settings = new Settings(FakePredictor.LABELS, (model, chosen) -> {
        throw new IllegalStateException("the watch is made by hand");
    });

    @AfterEach
    void close() {
        lifecycle.close();
    }

    /** A watch whose thread does not run: each step is taken by the test. */
    private Watch watch(long room) {
        settings.reference(reference).experiment("by hand");
        return new Monitors(lifecycle, clock).watch(FakePredictor.LABELS, settings, layout -> room);
    }

    private static Monitor over(Watch watch) {
        return new WatchedPredictor(FakePredictor.LABELS, watch, () -> { });
    }

    private static void predict(Monitor monitor, int rows) {
        Drawn.rows(new Random(2), 0, rows).forEach(monitor::predict);
    }

    @Test
    void time_closes_windows_and_the_first_empty_one_is_stated() {
        settings.window(Duration.ofMinutes(1));
        Watch watch = watch(1_000);
        Monitor monitor = over(watch);
        predict(monitor, 300);
        watch.step();
        clock.pass(Duration.ofSeconds(59));
        watch.step();
        assertEquals(0, monitor.windows().size());
        clock.pass(Duration.ofSeconds(1));
        watch.step();
        for (int minute = 0; minute < 4; minute++) {
            clock.pass(Duration.ofMinutes(1));
            watch.step();
        }
        predict(monitor, 1);
        clock.pass(Duration.ofMinutes(1));
        watch.step();
        List<MonitorWindow> windows = monitor.windows();
        assertEquals(List.of(300L, 0L, 1L), windows.stream().map(MonitorWindow::rows).toList());
        assertTrue(windows.stream().allMatch(window -> window.end() == End.TIME));
        assertEquals(Verdict.INCONCLUSIVE, windows.get(1).verdict());
        assertEquals(List.of("There was no row, so nothing was compared."), windows.get(1).notes());
        assertTrue(windows.get(2).notes().contains("Before it 4 windows without a row went by."),
                windows.get(2).notes().toString());
        assertEquals(windows.get(0).to(), windows.get(1).from());
    }

    @Test
    void a_clock_that_goes_back_closes_nothing() {
        settings.window(Duration.ofMinutes(1));
        Watch watch = watch(1_000);
        predict(over(watch), 3);
        clock.pass(Duration.ofHours(-1));
        watch.step();
        assertEquals(0, watch.windows().size());
        MonitorWindow window = watch.closeWindow().orElseThrow();
        assertEquals(window.from(), window.to());
    }

    @Test
    void rows_beyond_the_buffer_are_answered_counted_and_stated() {
        settings.window(10_000);
        Watch watch = watch(100);
        Monitor monitor = over(watch);
        predict(monitor, 150);
        MonitorWindow window = monitor.closeWindow().orElseThrow();
        assertEquals(100, window.rows());
        assertEquals(50, window.notRecorded());
        assertTrue(window.notes().contains("50 rows were answered, but not recorded, since they came faster than windows are"
                + " judged: all numbers here leave them out."), window.notes().toString());
        assertEquals(50, window.metrics().get("rows_not_recorded"));
        predict(monitor, 20);
        assertEquals(20, monitor.closeWindow().orElseThrow().rows());
    }

    @Test
    void however_many_windows_there_were_the_memory_holds_the_same() {
        settings.labelsWithin(10, Duration.ofDays(1));
        settings.onAlarm(alarm -> {
            throw new IllegalStateException("alarm " + alarm.window().number());
        });
        Watch watch = watch(1_000);
        Monitor monitor = over(watch);
        for (int window = 1; window <= 400; window++) {
            for (Map<String, Object> row : Drawn.rows(new Random(window), 3, 20)) {
                monitor.predict("id " + window + " " + row.get("x"), row);
            }
            watch.closeWindow();
        }
        assertEquals(400, watch.alarms());
        assertEquals(100, monitor.windows().size());
        assertEquals(301, monitor.windows().get(0).number());
        assertEquals(100, monitor.failures().size());
        assertTrue(monitor.failures().get(99).endsWith("alarm 400"), monitor.failures().get(99));
        assertEquals(10, watch.waiting.remembered());
        assertEquals(0, watch.intake.waiting());
        assertEquals(400, lifecycle.experiment("by hand").runs().count());
    }

    @Test
    void a_map_that_breaks_while_it_is_read_costs_its_row_alone() {
        settings.window(10);
        Watch watch = watch(100);
        Map<String, Object> breaking = new HashMap<>(Map.of("x", 1.0)) {
            private static final long serialVersionUID = 1;

            @Override
            public Object get(Object key) {
                if (key.equals("colour")) {
                    throw new ConcurrentModificationException();
                }
                return super.get(key);
            }
        };
        Monitor monitor = over(watch);
        assertEquals("large", monitor.predict(breaking).label());
        predict(monitor, 2);
        MonitorWindow window = monitor.closeWindow().orElseThrow();
        assertEquals("2 recorded, 1 lost", window.rows() + " recorded, " + window.notRecorded() + " lost");
        assertEquals(0, window.drift().orElseThrow().column("colour").missingNow());
    }

    @Test
    void each_row_of_many_threads_is_in_one_window() throws Exception {
        settings.window(1_000);
        Watch watch = watch(1_000_000);
        watch.start();
        Monitor monitor = over(watch);
        AtomicLong joined = new AtomicLong();
        List<Thread> threads = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            int number = thread;
            threads.add(new Thread(() -> {
                Random random = new Random(number);
                for (int row = 0; row < 5_000; row++) {
                    String id = number + "/" + row;
                    monitor.predict(id, Drawn.row(random, 0));
                    if (row % 10 == 0 && monitor.label(id, "large").ordinal() == 0) {
                        joined.incrementAndGet();
                    }
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        monitor.close();
        List<MonitorWindow> windows = monitor.windows();
        assertEquals(List.of(), monitor.failures());
        assertEquals(40_000, windows.stream().mapToLong(MonitorWindow::rows).sum());
        assertEquals(0, windows.stream().mapToLong(MonitorWindow::notRecorded).sum());
        assertTrue(windows.stream().allMatch(window -> window.rows() == 1_000), windows::toString);
        assertEquals(joined.get(), windows.stream().mapToLong(MonitorWindow::joined).sum());
        assertEquals(4_000, joined.get());
    }

    @Test
    void of_a_large_window_the_profile_is_of_all_rows_and_the_gate_sees_an_even_sample() {
        settings.window(100_000);
        Watch watch = watch(1_000_000);
        OpenWindow window = new OpenWindow(watch.parts().layout(), 1, clock.instant());
        for (int row = 0; row < 50_000; row++) {
            Map<String, Object> values = Map.of("x", (double) row);
            RowBuffer one = new RowBuffer(watch.parts().layout(), 1);
            one.put(watch.parts().layout().inputs(values), FakePredictor.LABELS.predict(values), 1);
            window.add(one, 0);
        }
        assertEquals(50_000, window.profile().rows());
        assertEquals(24_999.5, window.profile().column("x").mean(), 1e-6);
        Table sample = window.table();
        assertEquals(OpenWindow.PART, sample.rows());
        assertEquals(OpenWindow.PART, window.times().length);
        // The standard error of the mean is 93.
        assertEquals(24_999.5, sample.profile().column("x").mean(), 600);
    }
}
