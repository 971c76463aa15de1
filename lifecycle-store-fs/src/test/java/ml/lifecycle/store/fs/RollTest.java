package ml.lifecycle.store.fs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import ml.lifecycle.spi.Commit;
import ml.lifecycle.spi.EventLogs;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.LogId;
import ml.lifecycle.spi.LogKind;
import ml.lifecycle.testkit.fault.SimulatedDisk;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A log of several segments")
class RollTest {

    private static final LogId LOG = new LogId(LogKind.EXPERIMENT, "iris");

    private static long append(LifecycleStore store, Commit commit) {
        byte[] event = "x".repeat(150).getBytes(StandardCharsets.UTF_8);
        return store.logs().append(LOG, event, EventLogs.ANY, commit);
    }

    @Test
    @DisplayName("loses nothing that was forced into a segment that another process began and has not forced")
    void begunByAnother() {
        SimulatedDisk disk = new SimulatedDisk();
        long last = 0;
        try (LifecycleStore one = SimulatedIo.open(disk);
                LifecycleStore other = SimulatedIo.open(disk)) {
            append(one, Commit.FORCED);
            while (!disk.contents().containsKey("experiments/iris/log/0002.jsonl")) {
                append(other, Commit.WRITTEN);
            }
            last = append(one, Commit.FORCED);
            for (long seed = 0; seed < 50; seed++) {
                try (LifecycleStore store = SimulatedIo.open(disk.afterReorderingPowerCut(seed))) {
                    assertTrue(store.logs().last(LOG) >= last, "is lost, seed " + seed);
                    assertEquals(last + 1, append(store, Commit.FORCED));
                }
            }
        }
    }
}
