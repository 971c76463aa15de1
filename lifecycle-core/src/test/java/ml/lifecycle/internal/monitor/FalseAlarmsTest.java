package ml.lifecycle.internal.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Function;
import ml.lifecycle.data.DriftSettings;
import ml.lifecycle.data.Table;
import ml.lifecycle.gate.Verdict;
import ml.lifecycle.monitor.LabelCounts;
import ml.lifecycle.monitor.MonitorWindow;
import org.junit.jupiter.api.Test;

/** The rates that are stated, by simulation. The random numbers are fixed, so the outcome is too. */
class FalseAlarmsTest {

    private static Verdict verdict(Reference reference, List<Map<String, Object>> rows) {
        OpenWindow window = new OpenWindow(reference.layout(), 1, new HandClock().instant());
        rows.forEach(row -> {
            RowBuffer one = new RowBuffer(reference.layout(), 1);
            one.put(reference.layout().inputs(row), FakePredictor.LABELS.predict(row), Double.NaN);
            window.add(one, 0);
        });
        DriftSettings settings = DriftSettings.usual();
        WindowJudge judge = new WindowJudge(FakePredictor.LABELS, reference, Optional.empty(), settings,
                new WindowNotes(reference, settings, Optional.empty()));
        ClosedWindow closed = new ClosedWindow(window, window.from, MonitorWindow.End.ROWS,
                new Joined.Batch(List.of(), List.of(), 0), new LabelCounts(0, 0, 0), 0, 0, 0);
        return judge.judge(closed, window.profile(), sentence -> { }).verdict();
    }

    @Test
    void unchanged_rows_fail_no_more_windows_than_stated() {
        int failed = 0;
        for (int window = 0; window < 400; window++) {
            Random random = new Random(window);
            Reference reference = Reference.of(FakePredictor.LABELS, "reference", Drawn.table(random, 300));
            failed += verdict(reference, Drawn.rows(random, 0, 300)) == Verdict.FAIL ? 1 : 0;
        }
        // 400 windows at 5 % give up to 30 with a probability of 99 %.
        assertTrue(failed > 0 && failed <= 30, failed + " of 400 failed");
    }

    @Test
    void windows_that_share_a_small_reference_fail_together_as_the_report_says() {
        int most = 0;
        for (int reference = 0; reference < 20; reference++) {
            Random random = new Random(reference);
            Reference small = Reference.of(FakePredictor.LABELS, "reference", Drawn.table(random, 60));
            int failed = 0;
            for (int window = 0; window < 20; window++) {
                failed += verdict(small, Drawn.rows(random, 0, 900)) == Verdict.FAIL ? 1 : 0;
            }
            most = Math.max(most, failed);
        }
        // Independent windows would give 6 or more of 20 in 0.03 % of the references.
        assertTrue(most >= 6, most + " of 20 failed");
    }

    @Test
    void a_shift_is_found() {
        int found = 0;
        for (int window = 0; window < 50; window++) {
            Random random = new Random(window);
            Reference reference = Reference.of(FakePredictor.LABELS, "reference", Drawn.table(random, 300));
            found += verdict(reference, Drawn.rows(random, 0.4, 300)) == Verdict.FAIL ? 1 : 0;
        }
        assertTrue(found >= 48, found + " of 50 found");
    }

    @Test
    void longer_petals_are_found() throws Exception {
        Table iris = Table.read(Path.of("src/test/resources/iris.csv"));
        Function<Double, List<Map<String, Object>>> season = factor -> {
            SplittableRandom random = new SplittableRandom(1);
            List<Map<String, Object>> rows = new ArrayList<>();
            for (int row = 0; row < 500; row++) {
                Map<String, Object> drawn = new HashMap<>(iris.row(random.nextInt(iris.rows())));
                rows.add(Map.of("x", factor * ((Number) drawn.get("petal_length")).doubleValue(), "colour", "red"));
            }
            return rows;
        };
        Map<String, List<Object>> columns = new LinkedHashMap<>();
        columns.put("x", new ArrayList<>());
        columns.put("colour", new ArrayList<>());
        for (int row = 0; row < iris.rows(); row++) {
            columns.get("x").add(iris.column("petal_length").number(row));
            columns.get("colour").add("red");
        }
        Reference reference = Reference.of(FakePredictor.LABELS, "iris", Table.of(columns));
        assertEquals(Verdict.PASS, verdict(reference, season.apply(1.0)));
        assertEquals(Verdict.FAIL, verdict(reference, season.apply(1.2)));
    }
}
