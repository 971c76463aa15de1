package ml.lifecycle.store.fs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import ml.lifecycle.Durability;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.gate.Checks;
import ml.lifecycle.gate.Evidence;
import ml.lifecycle.gate.QualityGate;
import ml.lifecycle.registry.ModelVersion;
import ml.lifecycle.registry.RegisteredModel;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.run.RunStatus;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Signature;
import ml.lifecycle.spi.Commit;
import ml.lifecycle.spi.EventLogs;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.LogId;
import ml.lifecycle.spi.LogKind;
import ml.lifecycle.spi.MetricSink;
import ml.lifecycle.spi.StoreCheck;
import ml.lifecycle.spi.StoreSettings;
import ml.lifecycle.testkit.fault.DiskFault;
import ml.lifecycle.testkit.fault.SimulatedDisk;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A store that cannot be written")
@ExtendWith(Quiet.class)
class ReadOnlyTest {

    private static final LogId LOG = new LogId(LogKind.EXPERIMENT, "iris");
    private static final byte[] EVENT = "{}".getBytes(StandardCharsets.UTF_8);
    private static final Set<String> WRITING = Set.of(
            "setModified", "createDirectory", "append", "create", "link", "rename", "delete", "locks");

    private final SimulatedDisk disk = new SimulatedDisk();

    private static void fill(Lifecycle lifecycle) {
        Signature signature = Signature.of(Output.label("colour", List.of("blue", "red")), Column.number("x").between(0, 9));
        RunRecord run = lifecycle.experiment("toy").run("constant", it -> {
            it.param("depth", 3).metric("loss", 0.5, 1).metric("loss", 0.25, 2).metric("accuracy", 0.9);
            it.artifact("notes.md", "fine".getBytes(StandardCharsets.UTF_8));
            it.model("model", "blue", signature);
        });
        RegisteredModel model = lifecycle.model("toy");
        ModelVersion version = model.register(run, "model");
        model.promote(version).to("production").through(QualityGate.named("g").require(Checks.recorded("accuracy").atLeast(0.5)))
                .evaluatedBy(judged -> Evidence.of(Map.of("accuracy", 0.9)).model(judged.digest()).data("toy", "0".repeat(64)))
                .by("anna").because("first").submit().orThrow();
    }

    private static void requireReadable(Lifecycle lifecycle) throws IOException {
        assertEquals(1, lifecycle.model("toy").at("production").number());
        assertEquals("blue", lifecycle.predictor("models:/toy@production").predict(Map.of("x", 1.0)).label());
        RunRecord run = lifecycle.runs().where("metrics.accuracy > 0.8 and params.depth = '3'").first().orElseThrow();
        assertEquals(RunStatus.FINISHED, run.status());
        assertEquals(2, lifecycle.points(run.id(), "loss").size());
        assertEquals("fine", new String(lifecycle.artifact("runs:/" + run.id() + "/notes.md").readAllBytes()));
        assertTrue(lifecycle.maintenance().verify().clean());
    }

    private static String refused(Executable write) {
        return String.valueOf(assertThrows(UnavailableException.class, write).getMessage());
    }

    @Test
    @DisplayName("since its file system is read-only is opened and read, says so, and takes writes again as soon as it can")
    void readOnlyFileSystem(@TempDir Path place) throws IOException {
        SimulatedStores.DISKS.put("simulated:read-only", disk);
        try (Lifecycle lifecycle = Lifecycle.open("simulated:read-only")) {
            fill(lifecycle);
        }
        disk.failAt(0, DiskFault.READ_ONLY);
        try (Lifecycle lifecycle = Lifecycle.open("simulated:read-only")) {
            requireReadable(lifecycle);
            assertTrue(lifecycle.maintenance().verify().remarks().get(0).startsWith(
                    "'simulated' can be read and not be written: Read-only file system"));
            RegisteredModel model = lifecycle.model("toy");
            for (Executable write : List.<Executable>of(
                    () -> lifecycle.experiment("toy").run("next", run -> run.param("a", 1)),
                    () -> lifecycle.experiment("new").question("why?"),
                    () -> model.protect("production").through(QualityGate.named("g").require(Checks.accuracy().atLeast(0.5)))
                            .by("anna").because("x").submit())) {
                String message = refused(write);
                assertTrue(message.contains("Read-only file system"), message);
                assertTrue(message.contains("Give this user write access to the directory, or use another one"), message);
            }
            lifecycle.maintenance().backup(place.resolve("copy"));
            requireReadable(lifecycle);
            disk.heal();
            lifecycle.experiment("toy").run("next", run -> run.metric("accuracy", 0.7));
            assertEquals(2, lifecycle.runs().count());
            assertEquals(List.of(), lifecycle.maintenance().verify().remarks());
        }
        try (Lifecycle copy = Lifecycle.open(place.resolve("copy"))) {
            requireReadable(copy);
        }
    }

    /** The files of a user who may read and not write, as long as he may not. */
    private static StoreIo deniedTo(SimulatedDisk disk, AtomicBoolean denied) {
        StoreIo io = new SimulatedIo(disk);
        return (StoreIo) Proxy.newProxyInstance(StoreIo.class.getClassLoader(), new Class<?>[] {StoreIo.class},
                (proxy, method, arguments) -> {
                    if (denied.get() && WRITING.contains(method.getName())
                            && !(method.getName().equals("createDirectory") && disk.list("").contains(arguments[0] + "/"))) {
                        throw new AccessDeniedException(String.valueOf(arguments[0]));
                    }
                    try {
                        return method.invoke(io, arguments);
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
    }

    private static LifecycleStore open(StoreIo io) {
        Tuning tuning = new Tuning(1 << 20, Long.MAX_VALUE / 4, Long.MAX_VALUE / 4, 50_000_000, 2);
        return new DirectoryStore(new SharedDirectory(io, tuning, new CallersThread(), new CallersThread()),
                new StoreSettings(Durability.RUN, Clock.systemUTC()));
    }

    private static long append(LifecycleStore store) {
        return store.logs().append(LOG, EVENT, EventLogs.ANY, Commit.FORCED);
    }

    @Test
    @DisplayName("by this user shows what another user writes, and who is alive; with the permission it is written at once")
    void noPermission() {
        AtomicBoolean denied = new AtomicBoolean(true);
        try (LifecycleStore writer = open(new SimulatedIo(disk))) {
            append(writer);
            LifecycleStore reader = open(deniedTo(disk, denied));
            assertEquals(1, reader.logs().last(LOG));
            append(writer);
            assertEquals(2, reader.logs().last(LOG));
            assertTrue(reader.alive(writer.session()) && reader.alive(reader.session()));
            assertFalse(reader.alive("nobody"));
            assertTrue(refused(() -> append(reader)).contains("no permission for 'lock/locks'. Give this user write access"));
            assertTrue(refused(() -> reader.artifacts().put(new ByteArrayInputStream(EVENT))).contains("Give this user"));
            assertFalse(writer.alive(reader.session()), "it writes nothing, so nobody has to know of it");
            denied.set(false);
            assertEquals(3, append(reader));
            assertTrue(writer.alive(reader.session()), "before it writes, others can see it");
            assertEquals(4, append(writer));
            String session = reader.session();
            reader.close();
            assertFalse(writer.alive(session));
        }
    }

    @Test
    @DisplayName("and was never opened to write, such as a copy on a read-only medium, is opened too")
    void withoutLocks() throws IOException {
        try (LifecycleStore store = open(new SimulatedIo(disk))) {
            append(store);
        }
        disk.delete(LockTable.FILE);
        AtomicBoolean denied = new AtomicBoolean(true);
        try (LifecycleStore reader = open(deniedTo(disk, denied))) {
            assertEquals(1, reader.logs().last(LOG));
            assertFalse(reader.alive("nobody"));
            try (LifecycleStore writer = open(new SimulatedIo(disk))) {
                assertTrue(reader.alive(writer.session()), "who came later is seen too");
            }
        }
    }

    @Test
    @DisplayName("since the disk is full is opened and read")
    void fullDisk() throws IOException {
        try (LifecycleStore store = open(new SimulatedIo(disk))) {
            append(store);
        }
        disk.delete(LockTable.FILE);
        disk.failAt(0, DiskFault.FULL);
        try (LifecycleStore store = open(new SimulatedIo(disk))) {
            assertEquals(1, store.logs().last(LOG));
            assertTrue(store.verify().remarks().get(0).contains("Free some space"), store.verify()::toString);
            assertTrue(refused(() -> append(store)).contains("Free some space and try again"));
            disk.heal();
            assertEquals(2, append(store));
            assertTrue(store.alive(store.session()));
        }
    }

    @Test
    @DisplayName("with points in memory that a full disk did not take is checked, and they are written when there is room")
    void pointsInMemory() {
        try (LifecycleStore store = open(new SimulatedIo(disk)); MetricSink sink = store.metrics().open(LOG, "run")) {
            sink.add("m", 1, 1, 1);
            sink.flush();
            sink.add("m", 2, 2, 2);
            disk.failAt(0, DiskFault.FULL);
            StoreCheck check = store.verify();
            assertTrue(check.clean() && check.points() == 1, check::toString);
            assertTrue(check.remarks().get(0).contains("kept in memory: No space left"), check::toString);
            disk.heal();
            assertEquals(2, store.verify().points());
            assertEquals(List.of(), store.verify().remarks());
        }
    }

    @Test
    @DisplayName("and is no store yet is not made one")
    void empty() {
        disk.failAt(0, DiskFault.READ_ONLY);
        assertTrue(refused(() -> open(new SimulatedIo(disk))).contains("Give this user write access"));
    }

    @Test
    @DisplayName("since the disk is broken is not opened")
    void broken() {
        open(new SimulatedIo(disk)).close();
        disk.failAt(0, DiskFault.FOR_GOOD);
        assertTrue(refused(() -> open(new SimulatedIo(disk))).contains("Input/output error"));
    }
}
