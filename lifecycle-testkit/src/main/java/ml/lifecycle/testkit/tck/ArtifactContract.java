package ml.lifecycle.testkit.tck;

import static ml.lifecycle.testkit.tck.Events.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import ml.lifecycle.Durability;
import ml.lifecycle.NotFoundException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.spi.ArtifactStore;
import ml.lifecycle.spi.Blob;
import ml.lifecycle.spi.StoreSettings;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The duties of {@link ArtifactStore}. */
abstract class ArtifactContract {

    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    private static final String EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private final LifecycleStoreTck tck;

    ArtifactContract(LifecycleStoreTck tck) {
        this.tck = tck;
    }

    private static Blob put(ArtifactStore artifacts, byte[] content) throws IOException {
        return artifacts.put(new ByteArrayInputStream(content));
    }

    private static byte[] get(ArtifactStore artifacts, String digest) throws IOException {
        try (InputStream content = artifacts.open(digest)) {
            return content.readAllBytes();
        }
    }

    @Test
    @DisplayName("is found by its SHA-256")
    void digest() throws IOException {
        ArtifactStore artifacts = tck.open().artifacts();
        assertEquals(new Blob(ABC, 3), put(artifacts, bytes("abc")));
        assertEquals(new Blob(EMPTY, 0), put(artifacts, new byte[0]));
        assertArrayEquals(bytes("abc"), get(artifacts, ABC));
        assertArrayEquals(new byte[0], get(artifacts, EMPTY));
        assertTrue(artifacts.contains(ABC));
        assertEquals(List.of(ABC, EMPTY), List.copyOf(artifacts.digests()));
    }

    @Test
    @DisplayName("of any size comes back byte for byte, also in small pieces")
    void sizes() throws IOException {
        ArtifactStore artifacts = tck.open().artifacts();
        Random random = new Random(3);
        for (int size : new int[] {1, 4_095, 4_096, 262_143, 262_144, 262_145, 3_000_000}) {
            byte[] content = new byte[size];
            random.nextBytes(content);
            Blob blob = put(artifacts, content);
            assertEquals(size, blob.size());
            assertArrayEquals(content, get(artifacts, blob.digest()));
            try (InputStream stream = artifacts.open(blob.digest())) {
                assertEquals(content[0] & 0xff, stream.read());
                stream.skipNBytes(size / 2);
                assertEquals(size - 1 - size / 2, stream.readAllBytes().length);
                assertEquals(-1, stream.read());
            }
        }
    }

    @Test
    @DisplayName("that is kept twice is there once")
    void twice() throws IOException {
        ArtifactStore artifacts = tck.open().artifacts();
        assertEquals(put(artifacts, bytes("abc")), put(tck.open().artifacts(), bytes("abc")));
        assertEquals(Set.of(ABC), artifacts.digests());
    }

    @Test
    @DisplayName("that does not exist is not found, and the message says which")
    void missing() {
        ArtifactStore artifacts = tck.open().artifacts();
        assertFalse(artifacts.contains(ABC));
        NotFoundException failure = assertThrows(NotFoundException.class, () -> artifacts.open(ABC));
        assertTrue(failure.getMessage().contains(ABC), failure.getMessage());
    }

    @Test
    @DisplayName("is never looked for under anything that is not a digest")
    void hostileDigests() {
        ArtifactStore artifacts = tck.open().artifacts();
        List<String> hostile = List.of(
                "", "abc", "../../etc/passwd", "./../x", "/etc/passwd", "..\\..\\x", "C:x", "\\\\?\\C:\\x", "%2E%2E%2F",
                ABC.toUpperCase(java.util.Locale.ROOT), ABC + "0", ABC.substring(1), ABC + "\n", " " + ABC,
                ABC.substring(0, 63) + "/", ABC.substring(0, 63) + "\u0000", "\uFF11".repeat(64), "..".repeat(32));
        for (String digest : hostile) {
            assertThrows(RefusedException.class, () -> artifacts.open(digest), digest);
            assertThrows(RefusedException.class, () -> artifacts.contains(digest), digest);
        }
    }

    @Test
    @DisplayName("whose source fails is not kept, and the source's exception comes through")
    void failingSource() {
        ArtifactStore artifacts = tck.open().artifacts();
        IOException cause = new IOException("the line is dead");
        InputStream failing = new FilterInputStream(new ByteArrayInputStream(new byte[500_000])) {
            private int left = 300_000;

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                if (left <= 0) {
                    throw cause;
                }
                left -= length;
                return super.read(target, offset, length);
            }
        };
        assertEquals(cause, assertThrows(IOException.class, () -> artifacts.put(failing)));
        assertEquals(Set.of(), artifacts.digests());
    }

    @Test
    @DisplayName("is read to its end and its source is not closed")
    void sourceIsNotClosed() throws IOException {
        boolean[] closed = {false};
        InputStream source = new ByteArrayInputStream(bytes("abc")) {
            @Override
            public void close() {
                closed[0] = true;
            }
        };
        tck.open().artifacts().put(source);
        assertFalse(closed[0]);
        assertEquals(-1, source.read());
    }

    @Test
    @DisplayName("is swept only when nothing refers to it and its grace is over")
    void sweep() throws IOException {
        MovableClock clock = new MovableClock();
        ArtifactStore artifacts = tck.openAt("store", new StoreSettings(Durability.RUN, clock)).artifacts();
        String kept = put(artifacts, bytes("kept")).digest();
        put(artifacts, bytes("abc"));
        clock.forward(Duration.ofHours(1));
        String young = put(artifacts, bytes("young")).digest();
        assertEquals(Set.of(), artifacts.sweep(digest -> true, Duration.ZERO));
        assertEquals(Set.of(), artifacts.sweep(digest -> false, Duration.ofHours(2)));
        assertEquals(Set.of(new Blob(ABC, 3)), artifacts.sweep(digest -> digest.equals(kept), Duration.ofMinutes(10)));
        assertFalse(artifacts.contains(ABC));
        assertTrue(artifacts.contains(kept) && artifacts.contains(young));
        assertArrayEquals(bytes("kept"), get(artifacts, kept));
    }

    @Test
    @DisplayName("that is kept again has its grace again")
    void keptAgain() throws IOException {
        MovableClock clock = new MovableClock();
        ArtifactStore artifacts = tck.openAt("store", new StoreSettings(Durability.RUN, clock)).artifacts();
        put(artifacts, bytes("abc"));
        clock.forward(Duration.ofHours(1));
        put(artifacts, bytes("abc"));
        assertEquals(Set.of(), artifacts.sweep(digest -> false, Duration.ofMinutes(10)));
        clock.forward(Duration.ofHours(-5));
        assertEquals(Set.of(), artifacts.sweep(digest -> false, Duration.ZERO), "a clock that goes back deletes nothing");
    }

    @Test
    @DisplayName("large as it may be is copied while it is kept: later changes of the source do not reach it")
    void copies() throws IOException {
        ArtifactStore artifacts = tck.open().artifacts();
        byte[] content = new byte[1_000];
        String digest = put(artifacts, content).digest();
        Arrays.fill(content, (byte) 1);
        assertArrayEquals(new byte[1_000], get(artifacts, digest));
    }

    /** A clock that stands still until it is moved. */
    private static final class MovableClock extends Clock {
        private Instant now = Instant.now();

        void forward(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
