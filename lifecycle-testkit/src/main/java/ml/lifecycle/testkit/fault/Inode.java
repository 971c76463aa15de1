package ml.lifecycle.testkit.fault;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** The content of a file: what everybody sees, and what is on the disk. */
final class Inode {

    /** Bytes that were written since the last force. */
    private record Write(int from, int to) {}

    /** What a disk writes as a whole or not at all. */
    private static final int SECTOR = 512;

    byte[] content = new byte[0];
    Instant modified = Instant.EPOCH;

    private byte[] durable = new byte[0];
    private final List<Write> unforced = new ArrayList<>();
    /** Parts of sectors that held something else before, since the last force. */
    private final List<Write> overwritten = new ArrayList<>();
    /** Of those, what a failed force was to write, so that no later one does. */
    private final List<Write> lost = new ArrayList<>();
    private int lostFrom = -1;
    private int lostTo = -1;

    /** How much of the content would be there after a power cut. */
    int forced() {
        return durable.length;
    }

    /** Writes somewhere; what is behind the present end is appended. */
    int write(int position, byte[] bytes, int length) {
        if (position < 0 || position > content.length) {
            throw new IllegalArgumentException("position " + position + " of a file of " + content.length + " bytes");
        }
        int over = Math.min(length, content.length - position);
        lost.removeIf(part -> part.from >= position && part.to <= position + over);
        byte[] changed = content.clone();
        System.arraycopy(bytes, 0, changed, position, over);
        content = changed;
        for (int from = position; from < position + over; from = (from / SECTOR + 1) * SECTOR) {
            overwritten.add(new Write(from, Math.min((from / SECTOR + 1) * SECTOR, position + over)));
        }
        return over == length ? length : over + append(bytes, over, length - over);
    }

    int append(byte[] bytes, int offset, int length) {
        byte[] more = Arrays.copyOf(content, content.length + length);
        System.arraycopy(bytes, offset, more, content.length, length);
        unforced.add(new Write(content.length, more.length));
        content = more;
        return length;
    }

    void truncate(long size) {
        if (size < content.length) {
            content = Arrays.copyOf(content, (int) size);
            lostTo = (int) Math.min(lostTo, size);
        }
    }

    void force() {
        durable = written();
        unforced.clear();
        overwritten.clear();
    }

    /** A force failed: the system takes the bytes for written, so that no later force writes them. */
    void forceFailed() {
        lostFrom = lostFrom < 0 ? durable.length : Math.min(lostFrom, durable.length);
        lostTo = content.length;
        lost.addAll(overwritten);
        overwritten.clear();
    }

    /** What a force would put on the disk: zeros, or what was there before, where an earlier one failed. */
    private byte[] written() {
        byte[] bytes = content.clone();
        for (int i = Math.max(lostFrom, 0); i < Math.min(lostTo, bytes.length); i++) {
            bytes[i] = 0;
        }
        for (Write part : lost) {
            int to = Math.min(Math.min(part.to, durable.length), bytes.length);
            System.arraycopy(durable, part.from, bytes, part.from, Math.max(to - part.from, 0));
        }
        return bytes;
    }

    /** A file with what is left of this one after a power cut. */
    Inode survivor(Random random, boolean anyOrder) {
        Inode copy = new Inode();
        copy.modified = modified;
        copy.content = someOverwritten(anyOrder ? someWrites(random) : firstBytes(random), random);
        copy.durable = copy.content;
        return copy;
    }

    Inode copy() {
        Inode copy = new Inode();
        copy.modified = modified;
        copy.content = content;
        copy.durable = content;
        return copy;
    }

    /** Of what was overwritten any part is the new one and any other still the old one, in whatever order they came. */
    private byte[] someOverwritten(byte[] left, Random random) {
        if (overwritten.isEmpty()) {
            return left;
        }
        byte[] seen = written();
        byte[] result = left.clone();
        for (Write part : overwritten) {
            byte[] from = random.nextBoolean() ? seen : durable;
            int to = Math.min(Math.min(part.to, from.length), result.length);
            if (part.from < to) {
                System.arraycopy(from, part.from, result, part.from, to - part.from);
            }
        }
        return result;
    }

    /** What was forced, and of the rest a part, possibly followed by zeros. */
    private byte[] firstBytes(Random random) {
        byte[] seen = written();
        int common = Math.max(Arrays.mismatch(seen, durable), 0);
        if (Arrays.equals(seen, durable) || random.nextInt(3) == 0) {
            return durable;
        }
        int least = overwritten.isEmpty() ? common : Math.min(durable.length, seen.length);
        byte[] result = Arrays.copyOf(seen, least + random.nextInt(seen.length - least + 1));
        // Blocks whose place was allotted and whose bytes did not arrive read as zeros.
        return random.nextInt(4) == 0 ? Arrays.copyOf(result, seen.length) : result;
    }

    /** What was forced, and of the later writes any, with zeros in place of those that did not arrive. */
    private byte[] someWrites(Random random) {
        byte[] seen = written();
        byte[] result = durable;
        for (Write write : unforced) {
            int to = Math.min(write.to, seen.length);
            if (write.from < to && random.nextBoolean()) {
                result = Arrays.copyOf(result, Math.max(result.length, to));
                System.arraycopy(seen, write.from, result, write.from, to - write.from);
            }
        }
        return result;
    }
}
