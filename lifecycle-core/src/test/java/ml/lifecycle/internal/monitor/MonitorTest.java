package ml.lifecycle.internal.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.RefusedException;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.data.DriftMethod;
import ml.lifecycle.data.DriftSettings;
import ml.lifecycle.data.Profile;
import ml.lifecycle.data.Table;
import ml.lifecycle.gate.Checks;
import ml.lifecycle.gate.QualityGate;
import ml.lifecycle.gate.Verdict;
import ml.lifecycle.monitor.Alarm;
import ml.lifecycle.monitor.LabelCounts;
import ml.lifecycle.monitor.LabelOutcome;
import ml.lifecycle.monitor.Monitor;
import ml.lifecycle.monitor.MonitorBuilder;
import ml.lifecycle.monitor.MonitorWindow;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.signature.SignatureException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MonitorTest {

    private static final String EXPERIMENT = "monitoring here";

    private final HandClock clock = new HandClock();
    private final Lifecycle lifecycle = Lifecycle.at("memory:" + System.identityHashCode(this)).clock(clock).open();
    private final Random random = new Random(1);
    private final Table reference = Drawn.table(random, 2_000);
    private final List<Alarm> alarms = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void close() {
        lifecycle.close();
    }

    private MonitorBuilder builder() {
        return lifecycle.monitor(FakePredictor.LABELS).experiment(EXPERIMENT).reference(reference).window(500)
                .onAlarm(alarms::add);
    }

    private void predict(Monitor monitor, double mean, int rows) {
        Drawn.rows(random, mean, rows).forEach(monitor::predict);
    }

    private List<RunRecord> runs() {
        return lifecycle.experiment(EXPERIMENT).runs().list();
    }

    @Test
    void windows_are_closed_when_full_and_kept_with_all_that_was_found() throws Exception {
        try (Monitor monitor = builder().open()) {
            predict(monitor, 0, 1_200);
        }
        List<RunRecord> runs = new ArrayList<>(runs());
        runs.sort(Comparator.comparing(RunRecord::name));
        assertEquals(List.of("window 1", "window 2", "window 3"), runs.stream().map(RunRecord::name).toList());
        assertEquals(List.of(500.0, 500.0, 200.0), runs.stream().map(run -> run.metrics().get("rows")).toList());
        RunRecord run = runs.get(0);
        assertEquals("PASS", run.tags().get("verdict"), run.toString());
        assertEquals("ROWS", run.tags().get("window.end"));
        assertEquals("ASKED", runs.get(2).tags().get("window.end"));
        assertEquals(List.of("drift.html", "profile.bin", "report.json"), run.artifacts().keySet().stream().sorted().toList());
        for (String metric : List.of("drift/x", "drift/colour", "drift/prediction", "drift/prediction_score", "missing/x",
                "latency_p99_ms", "rows_not_recorded", "labels_waiting")) {
            assertTrue(run.metrics().containsKey(metric), metric + " is not in " + run);
        }
        Profile all = Profile.ofBytes(content(run, "profile.bin"));
        for (RunRecord more : runs.subList(1, 3)) {
            all = all.merge(Profile.ofBytes(content(more, "profile.bin")));
        }
        assertEquals(1_200, all.rows());
        assertTrue(new String(content(run, "report.json"), StandardCharsets.UTF_8)
                .startsWith("{\"report\":\"window\",\"version\":1,\"model\":\"runs:/fake/model\",\"number\":1,"));
        assertEquals(List.of(), alarms);
    }

    @Test
    void a_window_that_passed_may_be_kept_without_its_reports() throws Exception {
        try (Monitor monitor = builder().reportsUnlessPassed().open()) {
            predict(monitor, 0, 500);
            monitor.closeWindow();
            predict(monitor, 1, 500);
            monitor.closeWindow();
        }
        List<RunRecord> runs = new ArrayList<>(runs());
        runs.sort(Comparator.comparing(RunRecord::name));
        List<String> all = List.of("drift.html", "profile.bin", "report.json");
        assertEquals(List.of("PASS", "FAIL"), runs.stream().map(run -> run.tags().get("verdict")).toList());
        assertEquals(List.of(List.of("profile.bin"), all),
                runs.stream().map(run -> run.artifacts().keySet().stream().sorted().toList()).toList());
        assertEquals(500, Profile.ofBytes(content(runs.get(0), "profile.bin")).rows());
        assertTrue(runs.get(0).metrics().containsKey("drift/x"));
    }

    private byte[] content(RunRecord run, String path) throws Exception {
        try (var content = lifecycle.artifact("runs:/" + run.id() + "/" + path)) {
            return content.readAllBytes();
        }
    }

    @Test
    void a_shift_alarms_and_names_what_drifted_even_in_the_answers() {
        try (Monitor monitor = builder().open()) {
            predict(monitor, 0.5, 500);
            monitor.closeWindow();
            assertEquals(1, alarms.size());
            MonitorWindow window = alarms.get(0).window();
            assertEquals(Verdict.FAIL, window.verdict());
            assertTrue(window.alarm());
            assertTrue(window.drift().orElseThrow().column("prediction").sentence().contains("χ²"));
            assertEquals("x, prediction", lifecycle.run(window.run().orElseThrow()).tags().get("drifted"));
            assertTrue(window.toString().contains("unchanged data fails up to 5 %"), window.toString());
            assertTrue(monitor.toString().contains("1 window closed: 0 passed, 1 failed, 0 inconclusive; 1 alarm"),
                    monitor.toString());
            (monitor + "\n" + window + "\n" + alarms.get(0)).lines()
                    .forEach(line -> assertTrue(line.length() <= 80, line));
        }
    }

    @Test
    void an_alarm_may_need_several_failed_windows() {
        try (Monitor monitor = builder().alarmAfter(2, 3).open()) {
            for (double mean : new double[] {1, 0, 0, 1, 0, 1, 1}) {
                predict(monitor, mean, 500);
            }
            monitor.closeWindow();
            assertEquals(List.of(6L, 7L), alarms.stream().map(alarm -> alarm.window().number()).toList());
            assertEquals("2 of 3, 2 of 3", alarms.get(0).failed() + " of " + alarms.get(0).of() + ", "
                    + alarms.get(1).failed() + " of " + alarms.get(1).of());
        }
    }

    @Test
    void a_window_in_which_nothing_was_checked_is_no_alarm_and_no_pass() {
        QualityGate gate = QualityGate.named("production").require(Checks.accuracy().atLeast(0.9));
        try (Monitor monitor = builder().through(gate).open()) {
            predict(monitor, 3, 500);
            MonitorWindow window = monitor.closeWindow().orElse(monitor.windows().get(0));
            assertEquals(Verdict.INCONCLUSIVE, window.verdict());
            assertEquals(List.of(), alarms);
        }
    }

    @Test
    void late_labels_are_judged_in_the_window_in_which_they_come() {
        QualityGate gate = QualityGate.named("production").require(Checks.accuracy().atLeast(0.9))
                .require(Checks.latency().p99().below(Duration.ofMinutes(1)));
        try (Monitor monitor = builder().through(gate).open()) {
            for (int row = 0; row < 500; row++) {
                monitor.predict("flower " + row, Map.of("x", row % 2 == 0 ? 1.0 : -1.0, "colour", "red"));
            }
            // Full it may be closed already, or be about to; what comes now is in the next one.
            monitor.closeWindow();
            assertEquals(LabelOutcome.UNKNOWN, monitor.label("flower 500", "large"));
            for (int row = 0; row < 100; row++) {
                assertEquals(LabelOutcome.JOINED, monitor.label("flower " + row, row < 80 ? "large" : "small"));
            }
            assertEquals(LabelOutcome.ALREADY_LABELLED, monitor.label("flower 0", "large"));
            assertEquals(new LabelCounts(100, 400, 0), monitor.labels());
            MonitorWindow window = monitor.closeWindow().orElseThrow();
            assertEquals(100, window.joined());
            // Of 80 called large 40 are, of 20 called small 10.
            assertEquals(0.5, window.metrics().get("accuracy"));
            assertEquals(Verdict.FAIL, window.gate().orElseThrow().results().get(0).verdict());
            assertTrue(window.notes().contains("Performance is that of the 100 rows whose labels arrived in this window,"
                    + " predicted now or before. If some labels come earlier or more often than others, these rows are no fair"
                    + " sample of all."), window.notes().toString());
            assertTrue(window.notes().contains("Predictions with an id so far: 100 labelled, 400 waiting, 0 never labelled."),
                    window.notes().toString());
        }
    }

    @Test
    void numbers_are_labelled_by_numbers() {
        QualityGate gate = QualityGate.named("production").require(Checks.mae().atMost(0.5));
        try (Monitor monitor = lifecycle.monitor(FakePredictor.NUMBERS).experiment(EXPERIMENT).through(gate)
                .reference(reference).open()) {
            monitor.predict("a", Map.of("x", 2.0));
            assertEquals("The model runs:/fake/model predicts numbers; tell the true number of 'a', not the text '4'.",
                    assertThrows(RefusedException.class, () -> monitor.label("a", "4")).getMessage());
            assertThrows(RefusedException.class, () -> monitor.label("a", Double.NaN));
            assertEquals(LabelOutcome.JOINED, monitor.label("a", 5.0));
            MonitorWindow window = monitor.closeWindow().orElseThrow();
            assertEquals(1.0, window.metrics().get("mae"));
            assertEquals(Verdict.FAIL, window.verdict());
        }
    }

    @Test
    void a_prediction_waits_so_long_and_for_so_many_others() {
        try (Monitor monitor = builder().labelsWithin(3, Duration.ofDays(1)).open()) {
            for (String id : List.of("a", "b", "c", "d")) {
                monitor.predict(id, Map.of("x", 1));
            }
            assertEquals(LabelOutcome.UNKNOWN, monitor.label("a", "large"));
            clock.pass(Duration.ofDays(1));
            assertEquals(LabelOutcome.JOINED, monitor.label("b", "large"));
            clock.pass(Duration.ofMillis(1));
            assertEquals(LabelOutcome.TOO_LATE, monitor.label("c", "large"));
            assertEquals(new LabelCounts(1, 1, 2), monitor.labels());
            assertEquals(new LabelCounts(1, 0, 3), monitor.closeWindow().orElseThrow().labels());
            monitor.predict("e", Map.of("x", 1));
            monitor.predict("e", Map.of("x", -1));
            assertEquals(new LabelCounts(1, 1, 4), monitor.labels());
        }
    }

    @Test
    void a_listener_that_throws_harms_neither_predictions_nor_other_listeners() {
        try (Monitor monitor = lifecycle.monitor(FakePredictor.LABELS).experiment(EXPERIMENT).reference(reference)
                .window(500).onAlarm(alarm -> {
                    throw new AssertionError("no retraining today");
                }).onAlarm(alarms::add).open()) {
            predict(monitor, 1, 1_000);
            monitor.closeWindow();
            assertEquals(2, alarms.size());
            assertEquals(List.of("A listener threw at the alarm of window 1: java.lang.AssertionError: no retraining today",
                    "A listener threw at the alarm of window 2: java.lang.AssertionError: no retraining today"),
                    monitor.failures());
        }
    }

    @Test
    void a_gate_that_throws_leaves_the_window_without_verdict() {
        QualityGate gate = QualityGate.named("broken").require(Checks.custom("broken", evidence -> {
            throw new AssertionError("not today");
        }));
        try (Monitor monitor = builder().through(gate).open()) {
            predict(monitor, 0, 10);
            MonitorWindow window = monitor.closeWindow().orElseThrow();
            assertEquals(Verdict.INCONCLUSIVE, window.verdict());
            assertTrue(window.run().isPresent());
            assertTrue(monitor.failures().get(0).startsWith("Window 1 could not be judged by the gate broken: "),
                    monitor.failures().toString());
        }
    }

    @Test
    void a_listener_may_close_the_monitor_but_no_window() {
        Monitor[] opened = new Monitor[1];
        List<String> refused = new ArrayList<>();
        Monitor monitor = lifecycle.monitor(FakePredictor.LABELS).experiment(EXPERIMENT).reference(reference)
                .window(500).onAlarm(alarm -> {
                    refused.add(assertThrows(RefusedException.class, () -> opened[0].closeWindow()).getMessage());
                    opened[0].close();
                }).open();
        opened[0] = monitor;
        predict(monitor, 1, 500);
        try {
            monitor.closeWindow();
        } catch (UnavailableException closedByTheOtherThread) {
            assertFalse(monitor.toString().isEmpty());
        }
        monitor.close();
        assertEquals(1, monitor.windows().size());
        assertTrue(refused.get(0).startsWith("A listener of this monitor cannot close a window"), refused.get(0));
        assertTrue(assertThrows(UnavailableException.class, () -> monitor.predict(Map.of("x", 1))).getMessage()
                .startsWith("The monitor of runs:/fake/model is closed"));
    }

    @Test
    void refused_rows_and_infinite_numbers_are_counted() {
        try (Monitor monitor = builder().open()) {
            monitor.predict(Map.of("x", Double.POSITIVE_INFINITY));
            assertThrows(SignatureException.class, () -> monitor.predict(Map.of("colour", "red")));
            MonitorWindow window = monitor.closeWindow().orElseThrow();
            assertEquals(1, window.rows());
            assertEquals(1, window.refused());
            assertTrue(window.notes().contains("1 infinite number counted as missing."), window.notes().toString());
            assertTrue(window.notes().contains("The signature refused 1 call; their rows are not among those recorded."),
                    window.notes().toString());
        }
    }

    @Test
    void a_monitor_that_could_judge_nothing_is_refused() {
        String message = assertThrows(RefusedException.class,
                () -> lifecycle.monitor(FakePredictor.LABELS).experiment(EXPERIMENT).open()).getMessage();
        assertEquals("There is nothing to judge runs:/fake/model by: its run recorded no snapshot as its training data. Give"
                + " reference(snapshot), or through(gate) with checks that need none.", message);
    }

    @Test
    void a_reference_that_does_not_fit_is_refused_with_all_that_is_wrong() {
        Table other = Table.of(Map.of("x", List.of("one")));
        String message = assertThrows(RefusedException.class, () -> builder().reference(other).open()).getMessage();
        assertTrue(message.contains("its column x is TEXT, the model's is NUMBER; it has no column colour."), message);
        assertThrows(RefusedException.class, () -> builder()
                .drift(DriftSettings.usual().method("prediction", DriftMethod.WASSERSTEIN)).open());
    }

    @Test
    void limits_are_refused_by_name() {
        assertEquals("The number of rows of a window is 0; expected 1 to 1000000000.",
                assertThrows(RefusedException.class, () -> builder().window(0)).getMessage());
        assertEquals("The time of a window is PT0S; expected 1 millisecond to 3650 days.",
                assertThrows(RefusedException.class, () -> builder().window(Duration.ZERO)).getMessage());
        assertEquals("The number of failed ones among these 3 is 4; expected 1 to 3.",
                assertThrows(RefusedException.class, () -> builder().alarmAfter(4, 3)).getMessage());
    }

    @Test
    void closing_the_lifecycle_keeps_the_last_window() {
        Monitor monitor = builder().open();
        predict(monitor, 0, 7);
        assertFalse(monitor.toString().contains("closed,"));
        lifecycle.close();
        assertEquals(7, monitor.windows().get(0).rows());
        assertTrue(monitor.windows().get(0).run().isPresent(), monitor.failures().toString());
    }
}
