package ml.lifecycle.store.fs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import ml.lifecycle.CorruptException;
import ml.lifecycle.Durability;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.LifecycleException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.spi.Commit;
import ml.lifecycle.spi.EventLogs;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.LogId;
import ml.lifecycle.spi.LogKind;
import ml.lifecycle.spi.MetricSink;
import ml.lifecycle.spi.StoreSettings;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Opening a directory")
class OpeningTest {

    private static final LogId LOG = new LogId(LogKind.EXPERIMENT, "iris");
    private static final byte[] EVENT = "{}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    private static LifecycleStore open(Object location) {
        return new DirectoryStoreProvider()
                .open(location.toString(), new StoreSettings(Durability.RUN, Clock.systemUTC()));
    }

    private static boolean posix() {
        return java.nio.file.FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }

    @Test
    @DisplayName("takes paths and file: URIs, and nothing with another scheme")
    void locations() {
        DirectoryStoreProvider provider = new DirectoryStoreProvider();
        for (String location : List.of(
                "lifecycle", "./x", "/tmp/x", "C:\\data", "c:/data", "file:///x", "FILE:/x", "\\\\host\\share", "ä b", "")) {
            assertTrue(provider.handles(location), location);
        }
        for (String location : List.of("memory:x", "jdbc:postgresql://host/db", "s3://bucket", "http://x")) {
            assertFalse(provider.handles(location), location);
        }
        for (String bad : List.of("", " ", "file:x", "file://host with blank", "a\u0000b")) {
            assertThrows(RefusedException.class, () -> open(bad), bad);
        }
    }

    @Test
    @DisplayName("by a path, a URI or a link is opening the same store")
    void sameStore() throws IOException {
        assumeTrue(posix(), "this file system knows no POSIX permissions");
        Path link = Files.createSymbolicLink(directory.resolve("link"), Files.createDirectory(directory.resolve("real")));
        try (LifecycleStore one = open(directory.resolve("real"));
                LifecycleStore other = open(link.toUri());
                LifecycleStore third = open(directory + "/x/../real/.")) {
            one.logs().append(LOG, EVENT, 0, Commit.WRITTEN);
            assertEquals(2, other.logs().append(LOG, EVENT, 1, Commit.WRITTEN));
            assertEquals(2, third.logs().last(LOG));
            assertEquals(one.location(), other.location());
            assertTrue(third.alive(one.session()));
        }
    }

    @Test
    @DisplayName("that is not empty and no store is refused, and nothing is touched")
    void somethingElse() throws IOException {
        Files.writeString(directory.resolve("thesis.tex"), "mine");
        RefusedException refused = assertThrows(RefusedException.class, () -> open(directory));
        assertTrue(refused.getMessage().contains("thesis.tex"), refused.getMessage());
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(List.of(directory.resolve("thesis.tex")), files.toList());
        }
        assertThrows(LifecycleException.class, () -> open(directory.resolve("thesis.tex")));
    }

    @Test
    @DisplayName("a file, or a link that leads nowhere, is no directory")
    void noDirectory(@TempDir Path place) throws IOException {
        Path file = Files.writeString(place.resolve("file"), "text");
        RefusedException refused = assertThrows(RefusedException.class, () -> Lifecycle.open(file));
        assertTrue(refused.getMessage().contains("is a file, and a store is a directory"), refused.getMessage());
        assertEquals("text", Files.readString(file));
        Path link = Files.createSymbolicLink(place.resolve("link"), place.resolve("nowhere"));
        refused = assertThrows(RefusedException.class, () -> Lifecycle.open(link));
        assertTrue(refused.getMessage().contains("is a link to something"), refused.getMessage());
        assertFalse(Files.exists(place.resolve("nowhere")));
    }

    private void describe(String covered) throws IOException {
        Files.writeString(directory.resolve("STORE.json"),
                covered + ",\"crc32c\":\"" + StoreDescription.checksum(covered) + "\"}\n");
    }

    @Test
    @DisplayName("of a newer format, layout or with an unknown feature is refused; a damaged description is corrupt")
    void formats() throws IOException {
        open(directory).close();
        describe("{\"store\":\"lifecycle\",\"format\":2,\"shape\":{\"of\":\"things\"},\"features\":[]");
        assertTrue(assertThrows(RefusedException.class, () -> open(directory)).getMessage().contains("format 2"));
        describe("{\"store\":\"lifecycle\",\"format\":1,\"layout\":\"directory\",\"features\":[\"encrypted\"]");
        assertTrue(assertThrows(RefusedException.class, () -> open(directory)).getMessage().contains("encrypted"));
        describe("{\"store\":\"lifecycle\",\"format\":1,\"layout\":\"sharded\",\"features\":[]");
        assertThrows(RefusedException.class, () -> open(directory));
        for (String damaged : List.of("", "{}", StoreDescription.text().replace("1", "7"), StoreDescription.text() + "x")) {
            Files.writeString(directory.resolve("STORE.json"), damaged);
            assertThrows(CorruptException.class, () -> open(directory));
        }
        Files.writeString(directory.resolve("STORE.json"), StoreDescription.text());
        open(directory).close();
    }

    @Test
    @DisplayName("creates it for its owner alone, and follows the permissions of one that exists")
    void permissions() throws IOException {
        assumeTrue(posix(), "this file system knows no POSIX permissions");
        Path own = directory.resolve("deep/own");
        fill(own);
        assertEquals("rwx------", mode(own));
        assertEquals("rwx------", mode(own.resolve("experiments/iris/log")));
        assertEquals("rw-------", mode(own.resolve("experiments/iris/log/0001.jsonl")));
        Path shared = Files.createDirectory(directory.resolve("shared"));
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwx---"));
        fill(shared);
        assertEquals("rwxrwx---", mode(shared.resolve("experiments/iris/log")));
        assertEquals("rw-rw----", mode(shared.resolve("experiments/iris/log/0001.jsonl")));
        assertEquals("rw-rw----", mode(shared.resolve("lock/locks")));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static String fill(Path place) throws IOException {
        try (LifecycleStore store = open(place)) {
            store.logs().append(LOG, EVENT, EventLogs.ANY, Commit.FORCED);
            try (MetricSink sink = store.metrics().open(LOG, "run")) {
                sink.add("m", 1, 2, 3);
            }
            return store.artifacts().put(new ByteArrayInputStream(EVENT)).digest();
        }
    }

    @Test
    @DisplayName("without write access opens it to be read, and writes are a typed error until the access is given")
    void readOnly() throws IOException {
        assumeTrue(posix(), "this file system knows no POSIX permissions");
        assumeFalse("root".equals(System.getProperty("user.name")), "root may write everywhere");
        fill(directory);
        Files.setPosixFilePermissions(directory.resolve("lock/locks"), PosixFilePermissions.fromString("r--------"));
        try (LifecycleStore store = open(directory)) {
            assertEquals(1, store.logs().last(LOG));
            assertThrows(UnavailableException.class, () -> store.logs().append(LOG, EVENT, 1, Commit.WRITTEN));
            Files.setPosixFilePermissions(directory.resolve("lock/locks"), PosixFilePermissions.fromString("rw-------"));
            assertEquals(2, store.logs().append(LOG, EVENT, 1, Commit.WRITTEN));
        }
    }

    @Test
    @DisplayName("with links in it leads nowhere outside")
    void links() throws IOException {
        assumeTrue(posix(), "this file system knows no POSIX permissions");
        Path secret = Files.createDirectories(directory.resolve("outside/log"));
        Files.writeString(secret.resolve("0001.jsonl"), "secret\n");
        Path place = directory.resolve("store");
        String digest = fill(place);
        Files.createSymbolicLink(place.resolve("experiments/evil"), directory.resolve("outside"));
        Files.createDirectories(place.resolve("experiments/evil-2/log"));
        Files.createSymbolicLink(place.resolve("experiments/evil-2/log/0001.jsonl"), secret.resolve("0001.jsonl"));
        Path blob = place.resolve(Blobs.path(digest));
        Files.move(blob, directory.resolve("blob"));
        Files.createSymbolicLink(blob, directory.resolve("blob"));
        try (LifecycleStore store = open(place)) {
            for (String key : List.of("evil", "evil-2")) {
                LogId evil = new LogId(LogKind.EXPERIMENT, key);
                assertThrows(UnavailableException.class, () -> store.logs().append(evil, EVENT, EventLogs.ANY, Commit.WRITTEN));
            }
            assertThrows(UnavailableException.class, () -> store.artifacts().open(digest));
            assertFalse(store.artifacts().contains(digest));
            assertEquals(java.util.Set.of("iris"), store.logs().keys(LogKind.EXPERIMENT));
            assertFalse(store.verify().clean());
            assertThrows(CorruptException.class, () -> store.artifacts().sweep(any -> false, java.time.Duration.ZERO));
            assertEquals(digest, store.artifacts().put(new ByteArrayInputStream(EVENT)).digest());
            assertTrue(store.artifacts().contains(digest), "a content that is kept takes the place of the link");
        }
        assertEquals("secret\n", Files.readString(secret.resolve("0001.jsonl")));
        assertTrue(Files.exists(directory.resolve("blob")));
    }

    @Test
    @DisplayName("with many logs in use keeps few files open")
    void manyLogs() throws IOException {
        Path descriptors = Path.of("/proc/self/fd");
        assumeTrue(Files.isDirectory(descriptors), "this system does not list the open files of a process");
        try (LifecycleStore store = open(directory)) {
            for (int i = 0; i < 450; i++) {
                LogId log = new LogId(LogKind.EXPERIMENT, "log-" + i);
                assertEquals(1, store.logs().append(log, EVENT, 0, Commit.WRITTEN));
                assertEquals(1, store.logs().last(new LogId(LogKind.EXPERIMENT, "log-" + i / 2)));
            }
            try (Stream<Path> open = Files.list(descriptors)) {
                long count = open.filter(OpeningTest::isLog).count();
                assertTrue(count <= 400, count + " files are open");
            }
        }
        try (Stream<Path> open = Files.list(descriptors)) {
            assertEquals(0, open.filter(OpeningTest::isLog).count(), "a closed store has no file open");
        }
    }

    private static boolean isLog(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().endsWith(".jsonl");
        } catch (IOException gone) {
            return false;
        }
    }
}
