package ml.lifecycle.store.fs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import ml.lifecycle.Durability;
import ml.lifecycle.spi.Damage;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.LogId;
import ml.lifecycle.spi.LogKind;
import ml.lifecycle.spi.MetricSink;
import ml.lifecycle.spi.PointVisitor;
import ml.lifecycle.spi.StoreSettings;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Points that are recorded where hardly any stack is left, as a recursion does that trains a tree. */
@DisplayName("A writer of points whose callers run out of stack")
@ExtendWith(Quiet.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DeepPointsTest {

    private static final LogId LOG = new LogId(LogKind.EXPERIMENT, "iris");
    private static final int ROUNDS = 12;
    /** The numbers differ in how they are printed: whole, short, with 17 digits, with an exponent, not finite. */
    private static final double[] VALUES = {3, 0.5, 0.1234567890123456, 1e-300, Double.NaN, -7e9, Double.NEGATIVE_INFINITY};

    @TempDir
    Path directory;

    private static List<String> read(LifecycleStore store) {
        List<String> found = new ArrayList<>();
        store.metrics().follow(LOG, "run").read(new PointVisitor() {
            @Override
            public void point(String metric, long step, long epochMillis, double value) {
                found.add(metric + ' ' + step + ' ' + epochMillis + ' ' + value);
            }

            @Override
            public void damaged(Damage damage) {
                found.add(damage.toString());
            }
        });
        return found;
    }

    private static String[] names(int round) {
        String[] names = new String[SmallStack.DEPTHS];
        for (int i = 0; i < names.length; i++) {
            names[i] = i % 3 == 0 ? "new-" + round + "-" + i : "known-" + i % 7;
        }
        return names;
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("reads what it took, all of it and nothing else, at once and after it is opened again")
    void whatWasTakenIsRead(Durability durability) throws InterruptedException {
        StoreSettings settings = new StoreSettings(durability, Clock.systemUTC());
        List<String> told = new ArrayList<>();
        int tried = 0;
        try (LifecycleStore store = new DirectoryStoreProvider().open(directory.toString(), settings);
                MetricSink sink = store.metrics().open(LOG, "run")) {
            for (int round = 0; round < ROUNDS; round++) {
                tried += record(sink, round, told);
                if (round % 3 == 0) {
                    assertEquals(told, read(store));
                }
            }
            assertEquals(told, read(store));
            assertTrue(store.verify().clean(), () -> store.verify().toString());
        }
        try (LifecycleStore store = new DirectoryStoreProvider().open(directory.toString(), settings)) {
            assertEquals(told, read(store));
        }
        int refused = tried - told.size();
        assertTrue(refused > 100 && told.size() > 1_000, "refused " + refused + ", taken " + told.size());
    }

    /** Returns how many points were tried. */
    private static int record(MetricSink sink, int round, List<String> told) throws InterruptedException {
        long first = (long) round * SmallStack.DEPTHS;
        String[] names = names(round);
        boolean[] taken = SmallStack.atEveryDepth(
                i -> sink.add(names[i], first + i, first / 2 + i, VALUES[i % VALUES.length]));
        for (int i = 0; i < taken.length; i++) {
            if (taken[i]) {
                told.add(names[i] + ' ' + (first + i) + ' ' + (first / 2 + i) + ' ' + VALUES[i % VALUES.length]);
            }
        }
        return taken.length;
    }
}
