package ml.lifecycle.store.fs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32C;
import ml.lifecycle.spi.Commit;
import ml.lifecycle.spi.EventLogs;
import ml.lifecycle.spi.LogId;
import ml.lifecycle.spi.LogKind;
import ml.lifecycle.store.fs.StoreIo.View;
import ml.lifecycle.testkit.fault.SimulatedDisk;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The look of a writer at the end of a log")
class LastLinesTest {

    private static final int KNOWN = 3;

    private final LineBuffer lines = new LineBuffer();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final Random random = new Random(7);
    private long sequence;
    private int checksum;

    /** Adds a line and returns the end of the log behind it. */
    private Position add(int length) {
        byte[] event = new byte[length];
        Arrays.fill(event, (byte) ('a' + random.nextInt(26)));
        Append append = new Append(event, EventLogs.ANY, Commit.WRITTEN);
        append.sequence = ++sequence;
        lines.clear(checksum);
        lines.add(append);
        long start = log.size();
        log.write(lines.bytes(), 0, lines.length());
        checksum = append.checksum;
        return new Position(1, log.size(), start, sequence, checksum, log.size(), LineScanner.Tail.CLEAN, false, sequence);
    }

    private static View view(byte[] file) {
        return new View() {
            @Override
            public long size() {
                return file.length;
            }

            @Override
            public int read(long position, byte[] target, int offset, int length) {
                int read = (int) Math.min(length, file.length - position);
                if (read <= 0) {
                    return -1;
                }
                System.arraycopy(file, (int) position, target, offset, read);
                return read;
            }

            @Override
            public void close() {}
        };
    }

    private static Position reader(byte[] file, Position from) throws IOException {
        SimulatedDisk disk = new SimulatedDisk();
        StoreIo io = new SimulatedIo(disk);
        LogFile log = new LogFile(new LogId(LogKind.EXPERIMENT, "iris"), io);
        io.createDirectory(log.segments().directory());
        try (StoreIo.Appender appender = io.append(log.segments().path(1))) {
            appender.writeAll(file, file.length);
        }
        return new LogReader(log.segments(), (number, buffer, offset, length) -> {}, position -> {}).read(from);
    }

    private Position known() {
        Position known = add(10);
        for (int i = 1; i < KNOWN; i++) {
            known = add(10 + random.nextInt(300));
        }
        return known;
    }

    @Test
    @DisplayName("finds what others have added, as a reader does that reads all")
    void follows() throws IOException {
        Position known = known();
        for (int more = 0; more < 10; more++) {
            byte[] file = log.toByteArray();
            assertEquals(reader(file, known), new LastLines().end(known, view(file)), more + " more");
            add(1 + random.nextInt(500));
        }
    }

    @Test
    @DisplayName("leaves to the reader what is more than it reads at once")
    void tooMuch() throws IOException {
        Position known = known();
        add(9_000);
        byte[] file = log.toByteArray();
        assertNull(new LastLines().end(known, view(file)));
        Position end = reader(file, known);
        assertNull(new LastLines().end(end, view(file)), "a last line that is longer");
    }

    @Test
    @DisplayName("leaves to the reader the end of a segment, a number that is missing, a chain that is broken")
    void notPlain() throws IOException {
        Position known = known();
        byte[] plain = log.toByteArray();
        log.writeBytes(Line.next(checksum, Segments.name(2)));
        assertNull(new LastLines().end(known, view(log.toByteArray())), "the segment has ended");

        log.reset();
        log.writeBytes(plain);
        sequence++;
        add(20);
        assertNull(new LastLines().end(known, view(log.toByteArray())), "a number is missing");

        log.reset();
        log.writeBytes(plain);
        sequence = known.sequence();
        checksum = known.checksum() + 1;
        add(20);
        assertNull(new LastLines().end(known, view(log.toByteArray())), "the chain is broken");
    }

    @Test
    @DisplayName("takes no end for plain in which a byte was changed, or that was cut anywhere")
    void damage() throws IOException {
        Position known = known();
        add(200);
        Position end = add(200);
        byte[] file = log.toByteArray();
        assertNotNull(new LastLines().end(known, view(file)));
        for (int at = (int) known.lineStart(); at < file.length; at++) {
            byte[] changed = file.clone();
            changed[at] ^= (byte) (1 << random.nextInt(8));
            assertNull(new LastLines().end(known, view(changed)), "changed at " + at);
            byte[] cut = Arrays.copyOf(file, at);
            Position looked = new LastLines().end(known, view(cut));
            assertTrue(looked == null || looked.equals(reader(cut, known)), "cut at " + at);
        }
        assertEquals(end, new LastLines().end(known, view(file)));
    }

    @Test
    @DisplayName("notices that the last line is another one than it was")
    void replaced() throws IOException {
        Position known = known();
        byte[] file = log.toByteArray();
        int start = (int) known.lineStart();
        file[start + Line.BODY + 14] ^= 1;
        Line.end(file, start, file.length - 1, new CRC32C());
        assertTrue(Line.valid(file, start, file.length - 1, new CRC32C()));
        assertNull(new LastLines().end(known, view(file)));
    }
}
