package ml.lifecycle.internal.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.data.ColumnProfile;
import ml.lifecycle.data.Profile;
import ml.lifecycle.data.Table;
import ml.lifecycle.monitor.Monitor;
import ml.lifecycle.run.RunRecord;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class WindowProperties {

    private static final AtomicInteger STORES = new AtomicInteger();

    @Property(tries = 25)
    void windows_merge_to_the_profile_of_all_rows(
            @ForAll @IntRange(min = 1, max = 400) int size, @ForAll @IntRange(min = 1, max = 900) int rows,
            @ForAll long seed) throws Exception {
        List<Map<String, Object>> drawn = Drawn.rows(new Random(seed), 0, rows);
        try (Lifecycle lifecycle = Lifecycle.open("memory:windows-" + STORES.incrementAndGet())) {
            Table reference = Drawn.table(new Random(1), 50);
            try (Monitor monitor = lifecycle.monitor(FakePredictor.LABELS).experiment("all").reference(reference)
                    .window(size).open()) {
                drawn.forEach(monitor::predict);
            }
            List<RunRecord> runs = lifecycle.experiment("all").runs().list();
            assertEquals((rows + size - 1) / size, runs.size());
            Profile merged = null;
            for (RunRecord run : runs) {
                try (var content = lifecycle.artifact("runs:/" + run.id() + "/profile.bin")) {
                    Profile next = Profile.ofBytes(content.readAllBytes());
                    merged = merged == null ? next : merged.merge(next);
                }
            }
            Profile whole = Table.ofRows(drawn).profile();
            assertEquals(rows, merged.rows());
            for (String name : List.of("x", "colour")) {
                same(whole.column(name), merged.column(name));
            }
        }
    }

    private static void same(ColumnProfile whole, ColumnProfile merged) {
        assertEquals(List.of(whole.rows(), whole.missing(), whole.distinct(), whole.min(), whole.max(), whole.top()),
                List.of(merged.rows(), merged.missing(), merged.distinct(), merged.min(), merged.max(), merged.top()));
        assertEquals(whole.mean(), merged.mean(), 1e-9);
    }

    @Property(tries = 200)
    void every_prediction_with_an_id_is_joined_waiting_or_given_up(
            @ForAll @IntRange(min = 1, max = 20) int room, @ForAll List<@IntRange(min = -15, max = 15) Integer> calls) {
        WaitingLabels labels = new WaitingLabels(room, 1_000);
        List<Object> joined = new ArrayList<>();
        long predictions = 0;
        for (int call : calls) {
            if (call >= 0) {
                labels.add("id " + call, FakePredictor.LABELS.predict(Map.of("x", 1)), predictions++);
            } else {
                labels.label("id " + -call, predictions, joined::add);
            }
        }
        assertEquals(predictions, labels.counts().joined() + labels.counts().waiting() + labels.counts().never());
        assertEquals(joined.size(), labels.counts().joined());
    }
}
