package ml.lifecycle.testkit.tck;

import static ml.lifecycle.testkit.tck.Events.LOG;
import static ml.lifecycle.testkit.tck.Events.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import ml.lifecycle.ConflictException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.spi.Commit;
import ml.lifecycle.spi.EventLogs;
import ml.lifecycle.spi.LogId;
import ml.lifecycle.spi.LogKind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The duties of {@link EventLogs} that one thread can see. */
abstract class LogContract {

    private final LifecycleStoreTck tck;

    LogContract(LifecycleStoreTck tck) {
        this.tck = tck;
    }

    private EventLogs logs() {
        return tck.open().logs();
    }

    @Test
    @DisplayName("that nobody wrote to has no events and the last number 0")
    void empty() {
        EventLogs logs = logs();
        assertEquals(0, logs.last(LOG));
        assertEquals(List.of(), Events.read(logs));
        assertEquals(7, logs.read(LOG, 7, (sequence, buffer, offset, length) -> {}));
        logs.force(LOG);
        assertEquals(Set.of(), logs.keys(LogKind.EXPERIMENT));
    }

    @Test
    @DisplayName("numbers its events 1, 2, 3, … in the order of their append")
    void numbers() {
        EventLogs logs = logs();
        for (int i = 1; i <= 100; i++) {
            Commit commit = i % 10 == 0 ? Commit.FORCED : Commit.WRITTEN;
            assertEquals(i, logs.append(LOG, bytes("{\"i\":" + i + "}"), EventLogs.ANY, commit));
            assertEquals(i, logs.last(LOG));
        }
        List<String> events = Events.read(logs);
        assertEquals(100, events.size());
        assertEquals("1:{\"i\":1}", events.get(0));
        assertEquals("100:{\"i\":100}", events.get(99));
    }

    @Test
    @DisplayName("gives the events behind a number, and says which one was the last")
    void readsBehind() {
        EventLogs logs = logs();
        for (int i = 1; i <= 20; i++) {
            logs.append(LOG, bytes("e" + i), EventLogs.ANY, Commit.WRITTEN);
        }
        assertEquals(List.of("19:e19", "20:e20"), Events.read(logs, LOG, 18));
        assertEquals(List.of(), Events.read(logs, LOG, 20));
        assertEquals(List.of(), Events.read(logs, LOG, 500));
        assertEquals(20, logs.read(LOG, 18, (sequence, buffer, offset, length) -> {}));
        assertEquals(20, logs.read(LOG, 20, (sequence, buffer, offset, length) -> {}));
    }

    @Test
    @DisplayName("takes an event only behind the number that is expected")
    void compareAndSet() {
        EventLogs logs = logs();
        assertThrows(ConflictException.class, () -> logs.append(LOG, bytes("early"), 1, Commit.FORCED));
        assertEquals(Set.of(), logs.keys(LOG.kind()), "a refused first event creates no log");
        assertEquals(1, logs.append(LOG, bytes("a"), 0, Commit.FORCED));
        assertThrows(ConflictException.class, () -> logs.append(LOG, bytes("again"), 0, Commit.FORCED));
        assertEquals(2, logs.append(LOG, bytes("b"), 1, Commit.WRITTEN));
        assertThrows(ConflictException.class, () -> logs.append(LOG, bytes("late"), 1, Commit.WRITTEN));
        assertThrows(ConflictException.class, () -> logs.append(LOG, bytes("future"), 3, Commit.WRITTEN));
        assertEquals(List.of("1:a", "2:b"), Events.read(logs));
    }

    @Test
    @DisplayName("refuses an event that is empty, too large or more than one line, and stays as it was")
    void refuses() {
        EventLogs logs = logs();
        logs.append(LOG, bytes("first"), EventLogs.ANY, Commit.WRITTEN);
        for (byte[] bad : List.of(
                new byte[0], bytes("a\nb"), bytes("a\r"), bytes("\n"), new byte[EventLogs.MAX_EVENT_BYTES + 1])) {
            assertThrows(RefusedException.class, () -> logs.append(LOG, bad, EventLogs.ANY, Commit.WRITTEN));
        }
        assertEquals(1, logs.last(LOG));
        assertEquals(2, logs.append(LOG, bytes("second"), 1, Commit.WRITTEN));
    }

    @Test
    @DisplayName("takes the largest event that is allowed, and gives it back")
    void large() {
        EventLogs logs = logs();
        byte[] large = new byte[EventLogs.MAX_EVENT_BYTES];
        Arrays.fill(large, (byte) 'x');
        logs.append(LOG, bytes("before"), EventLogs.ANY, Commit.WRITTEN);
        assertEquals(2, logs.append(LOG, large, 1, Commit.WRITTEN));
        logs.append(LOG, bytes("behind"), 2, Commit.WRITTEN);
        List<byte[]> found = new ArrayList<>();
        logs.read(LOG, 1, (sequence, buffer, offset, length) ->
                found.add(Arrays.copyOfRange(buffer, offset, offset + length)));
        assertArrayEquals(large, found.get(0));
        assertArrayEquals(bytes("behind"), found.get(1));
    }

    @Test
    @DisplayName("gives back any text byte for byte, and does not keep the array it was given")
    void anyText() {
        EventLogs logs = logs();
        List<String> texts = List.of(
                "{\"name\":\"größe\"}", "\u0000\u0001\t", "next 00000000 0002.jsonl", "日本語 \uD83D\uDE00 \u2028",
                "00000000 1 00000000 {}", " ", "\"\\n\"", "x".repeat(300_000));
        for (String text : texts) {
            byte[] event = bytes(text);
            logs.append(LOG, event, EventLogs.ANY, Commit.WRITTEN);
            Arrays.fill(event, (byte) '?');
        }
        List<String> events = Events.read(logs);
        for (int i = 0; i < texts.size(); i++) {
            assertEquals((i + 1) + ":" + texts.get(i), events.get(i));
        }
    }

    @Test
    @DisplayName("is one of many that know nothing of each other, even under the same key")
    void manyLogs() {
        EventLogs logs = logs();
        for (LogKind kind : LogKind.values()) {
            for (String key : List.of("a", "b-1", "z".repeat(80))) {
                assertEquals(1, logs.append(new LogId(kind, key), bytes(kind + key), 0, Commit.WRITTEN));
            }
        }
        for (LogKind kind : LogKind.values()) {
            assertEquals(List.of("a", "b-1", "z".repeat(80)), List.copyOf(logs.keys(kind)));
            assertEquals(List.of("1:" + kind + "a"), Events.read(logs, new LogId(kind, "a"), 0));
        }
    }

    @Test
    @DisplayName("is seen at once by everybody who has the store open")
    void twoStores() {
        EventLogs one = logs();
        EventLogs other = logs();
        for (int i = 1; i <= 10; i++) {
            EventLogs writer = i % 2 == 0 ? one : other;
            EventLogs reader = i % 2 == 0 ? other : one;
            assertEquals(i, writer.append(LOG, bytes("e" + i), i - 1, Commit.WRITTEN));
            assertEquals(i, reader.last(LOG));
            assertEquals(List.of(i + ":e" + i), Events.read(reader, LOG, i - 1));
            assertEquals(Set.of(LOG.key()), reader.keys(LOG.kind()));
        }
    }

    @Test
    @DisplayName("can be read by whoever is just reading another one, or the same")
    void nestedReads() {
        EventLogs logs = logs();
        LogId second = new LogId(LogKind.MODEL, "m");
        logs.append(LOG, bytes("a"), EventLogs.ANY, Commit.WRITTEN);
        logs.append(second, bytes("b"), EventLogs.ANY, Commit.WRITTEN);
        List<String> seen = new ArrayList<>();
        logs.read(LOG, 0, (sequence, buffer, offset, length) -> {
            seen.addAll(Events.read(logs, second, 0));
            seen.addAll(Events.read(logs, LOG, 0));
            logs.append(second, bytes("c"), EventLogs.ANY, Commit.WRITTEN);
        });
        assertEquals(List.of("1:b", "1:a"), seen);
        assertEquals(2, logs.last(second));
    }

    @Test
    @DisplayName("hands a visitor's exception on to its reader, and can be read again")
    void visitorFails() {
        EventLogs logs = logs();
        logs.append(LOG, bytes("a"), EventLogs.ANY, Commit.WRITTEN);
        IllegalStateException thrown = new IllegalStateException("enough");
        assertEquals(thrown, assertThrows(IllegalStateException.class,
                () -> logs.read(LOG, 0, (sequence, buffer, offset, length) -> {
                    throw thrown;
                })));
        assertEquals(List.of("1:a"), Events.read(logs));
    }
}
