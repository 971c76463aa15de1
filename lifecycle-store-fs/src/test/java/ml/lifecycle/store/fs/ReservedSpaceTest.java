package ml.lifecycle.store.fs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import ml.lifecycle.Durability;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.spi.Damage;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.LogId;
import ml.lifecycle.spi.LogKind;
import ml.lifecycle.spi.MetricSink;
import ml.lifecycle.spi.PointVisitor;
import ml.lifecycle.spi.StoreCheck;
import ml.lifecycle.spi.StoreSettings;
import ml.lifecycle.testkit.fault.DiskFault;
import ml.lifecycle.testkit.fault.SimulatedDisk;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@ExtendWith(Quiet.class)
class ReservedSpaceTest {

    private static final LogId LOG = new LogId(LogKind.EXPERIMENT, "iris");
    private static final String FILE = "f/points.jsonl";

    private static LifecycleStore open(SimulatedDisk disk, Durability durability) {
        return SimulatedIo.open(disk, new StoreSettings(durability, Clock.systemUTC()));
    }

    private static byte[] points(SimulatedDisk disk) {
        return disk.contents().entrySet().stream()
                .filter(file -> file.getKey().contains("/runs/"))
                .findFirst().orElseThrow().getValue();
    }

    private static List<Double> read(LifecycleStore store) {
        List<Double> values = new ArrayList<>();
        store.metrics().read(LOG, "run", visitor(values));
        return values;
    }

    private static PointVisitor visitor(List<Double> values) {
        return new PointVisitor() {
            @Override
            public void point(String metric, long step, long epochMillis, double value) {
                values.add(value);
            }

            @Override
            public void damaged(Damage damage) {
                throw new AssertionError(damage);
            }
        };
    }

    @Test
    void zeros_behind_the_points_are_nothing_yet_and_are_given_back() {
        SimulatedDisk disk = new SimulatedDisk();
        try (LifecycleStore store = open(disk, Durability.EACH)) {
            try (MetricSink sink = store.metrics().open(LOG, "run")) {
                sink.add("loss", 1, 1, 0.5);
                sink.add("loss", 2, 2, 0.25);
                byte[] file = points(disk);
                assertEquals(0, file[file.length - 1]);
                assertEquals(List.of(0.5, 0.25), read(store));
                StoreCheck check = store.verify();
                assertTrue(check.clean(), check::toString);
                assertEquals(List.of(), check.remarks());
                assertEquals(2, check.points());
                store.repair();
                assertEquals(file.length, points(disk).length, "a repair leaves the space of a writer alone");
            }
            byte[] file = points(disk);
            assertEquals('\n', file[file.length - 1]);
        }
    }

    @Test
    void zeros_that_a_killed_writer_left_are_removed_by_a_repair() {
        SimulatedDisk disk = new SimulatedDisk();
        LifecycleStore killed = open(disk, Durability.EACH);
        killed.metrics().open(LOG, "run").add("loss", 1, 1, 0.5);
        disk.unlockAll();
        SimulatedDisk later = disk.afterPowerCut(1);
        try (LifecycleStore store = open(later, Durability.EACH)) {
            assertFalse(store.verify().remarks().toString().contains("/runs/"));
            List<String> remarks = store.repair().remarks();
            assertTrue(remarks.get(0).startsWith("removed the unused end of "), remarks::toString);
            byte[] file = points(later);
            assertEquals('\n', file[file.length - 1]);
            assertEquals(List.of(0.5), read(store));
        }
    }

    @Test
    void a_backup_of_a_store_in_use_does_not_copy_them(@TempDir Path directory) throws IOException {
        Path copy = directory.resolve("copy");
        StoreSettings settings = new StoreSettings(Durability.EACH, Clock.systemUTC());
        try (LifecycleStore store = new DirectoryStoreProvider().open(directory.resolve("store").toString(), settings);
                MetricSink sink = store.metrics().open(LOG, "run")) {
            sink.add("loss", 1, 1, 0.5);
            store.backup(copy);
        }
        try (Stream<Path> files = Files.walk(copy.resolve("experiments"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertTrue(Files.readString(file).endsWith("\n"), file::toString);
            }
        }
        try (LifecycleStore store = new DirectoryStoreProvider().open(copy.toString(), settings)) {
            assertEquals(List.of(0.5), read(store));
        }
    }

    @Test
    void other_durabilities_reserve_nothing() {
        SimulatedDisk disk = new SimulatedDisk();
        try (LifecycleStore store = open(disk, Durability.RUN)) {
            MetricSink sink = store.metrics().open(LOG, "run");
            sink.add("loss", 1, 1, 0.5);
            sink.force();
            byte[] file = points(disk);
            assertEquals('\n', file[file.length - 1]);
        }
    }

    @Test
    void a_full_disk_takes_points_as_long_as_they_fit() {
        SimulatedDisk disk = new SimulatedDisk();
        try (LifecycleStore store = open(disk, Durability.EACH)) {
            MetricSink sink = store.metrics().open(LOG, "run");
            sink.add("loss", 0, 1, 0);
            disk.failAt(0, DiskFault.FULL);
            int taken = 1;
            try {
                for (; taken < 1000; taken++) {
                    sink.add("loss", taken, 1, taken);
                }
            } catch (UnavailableException full) {
                disk.heal();
            }
            assertTrue(taken < 1000);
            sink.add("loss", taken + 1, 1, taken + 1);
            List<Double> found = read(store);
            for (int i = 0; i < taken; i++) {
                assertEquals(i, found.get(i));
            }
            assertEquals(taken + 1.0, found.get(found.size() - 1));
        }
    }

    /** Lines of all lengths begin and end anywhere in a sector; a cut leaves any sectors of those that were not forced. */
    @Test
    void a_power_cut_between_any_two_operations_leaves_no_damage_and_all_that_was_forced() throws IOException {
        int cuts = 0;
        for (int seed = 0; seed < 60; seed++) {
            SimulatedDisk whole = new SimulatedDisk();
            write(whole, seed);
            for (long operation = 0; operation < whole.operations(); operation++) {
                SimulatedDisk disk = new SimulatedDisk()
                        .failAt(operation, operation % 2 == 0 ? DiskFault.CUT_AFTER : DiskFault.CUT_BEFORE);
                int forced = write(disk, seed);
                for (SimulatedDisk left : List.of(disk.afterPowerCut(operation), disk.afterReorderingPowerCut(operation))) {
                    List<Double> found = new ArrayList<>();
                    SimulatedIo io = new SimulatedIo(left);
                    if (io.size(FILE) != StoreIo.ABSENT) {
                        PointReader.Result result = PointReader.read(io, FILE, visitor(found), PointReader.names());
                        assertFalse(result.tail() == LineScanner.Tail.DAMAGED);
                    }
                    assertTrue(found.size() >= forced, () -> found.size() + " of " + forced + " points");
                    for (int i = 0; i < found.size(); i++) {
                        assertEquals(i, found.get(i));
                    }
                    cuts++;
                }
            }
        }
        assertTrue(cuts > 1_000, cuts + " cuts");
    }

    /** Writes batches of some lines and forces some of them; how many points are surely on the disk. */
    private static int write(SimulatedDisk disk, int seed) {
        Random random = new Random(seed);
        SimulatedIo io = new SimulatedIo(disk);
        PointEncoder encoder = new PointEncoder();
        MetricFile file = new MetricFile(io, new Names(io), FILE, 400);
        int forced = 0;
        int added = 0;
        try {
            for (int batch = 0; batch < 12; batch++) {
                for (int line = random.nextInt(3); line >= 0; line--) {
                    String name = "m".repeat(1 + random.nextInt(random.nextBoolean() ? 5 : 700));
                    encoder.add(name, random.nextInt(1000), 1, added++);
                    encoder.finish();
                }
                int length = encoder.length();
                file.write(encoder.swap(new byte[1 << 12]), length);
                if (random.nextBoolean()) {
                    file.force();
                    forced = added;
                }
            }
            file.force();
            forced = added;
            file.release();
        } catch (UnavailableException | IOException cut) {
            return forced;
        }
        return forced;
    }
}
