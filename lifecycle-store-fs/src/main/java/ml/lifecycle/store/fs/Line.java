package ml.lifecycle.store.fs;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * The bytes of a line: {@code <crc32c> <sequence> <prev> <payload>\n}.
 *
 * <p>The checksum covers everything between the blank behind it and the line break. {@code prev} is the checksum of the
 * line before, 0 in the first line of a log or metric file. A line {@code <crc32c> next <prev> <file>\n} ends a segment,
 * {@code <crc32c> next <prev> <file> <number>\n} one with a damaged end.
 */
final class Line {

    /** Digits of a checksum. */
    static final int HEX = 8;

    /** Where the covered part begins: behind the checksum and a blank. */
    static final int BODY = HEX + 1;

    /** The longest that stands around a payload: two checksums, a number, three blanks, a line break. */
    static final int OVERHEAD = 2 * HEX + 19 + 3 + 1;

    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NEXT = "next ".getBytes(StandardCharsets.US_ASCII);

    private Line() {}

    /**
     * Writes everything up to the payload, with room for the checksum.
     *
     * @return where the payload begins
     */
    static int begin(byte[] target, int start, long sequence, int previous) {
        int at = start + HEX;
        target[at++] = ' ';
        at = Digits.put(target, at, sequence);
        target[at++] = ' ';
        putHex(target, at, previous);
        at += HEX;
        target[at++] = ' ';
        return at;
    }

    /**
     * Completes a line: its checksum and its line break.
     *
     * @return the checksum
     */
    static int end(byte[] target, int start, int end, CRC32C crc) {
        int value = checksum(target, start + BODY, end - start - BODY, crc);
        putHex(target, start, value);
        target[end] = '\n';
        return value;
    }

    /** The line that ends a segment. */
    static byte[] next(int previous, String file) {
        return ending(previous, file);
    }

    /** The line that ends a segment behind damage, where all numbers up to one count as used. */
    static byte[] seal(int previous, String file, long used) {
        return ending(previous, file + ' ' + used);
    }

    private static byte[] ending(int previous, String payload) {
        byte[] name = payload.getBytes(StandardCharsets.US_ASCII);
        byte[] line = new byte[BODY + NEXT.length + HEX + 1 + name.length + 1];
        line[HEX] = ' ';
        System.arraycopy(NEXT, 0, line, BODY, NEXT.length);
        int at = BODY + NEXT.length;
        putHex(line, at, previous);
        at += HEX;
        line[at++] = ' ';
        System.arraycopy(name, 0, line, at, name.length);
        end(line, 0, line.length - 1, new CRC32C());
        return line;
    }

    static int checksum(byte[] bytes, int offset, int length, CRC32C crc) {
        crc.reset();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }

    static void putHex(byte[] target, int at, int value) {
        for (int i = 0; i < HEX; i++) {
            target[at + i] = DIGITS[(value >>> (28 - 4 * i)) & 15];
        }
    }

    /** The number that eight lower-case hexadecimal digits stand for, or -1. */
    static long hex(byte[] bytes, int at) {
        long value = 0;
        for (int i = 0; i < HEX; i++) {
            int digit = digit(bytes[at + i]);
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private static int digit(byte c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    }

    /** Whether the checksum of a line without its line break is right. */
    static boolean valid(byte[] bytes, int start, int end, CRC32C crc) {
        if (end - start <= BODY || bytes[start + HEX] != ' ') {
            return false;
        }
        long stated = hex(bytes, start);
        return stated >= 0 && (int) stated == checksum(bytes, start + BODY, end - start - BODY, crc);
    }

    /** The parts of a line whose checksum is right. One object is used for all lines of a scan. */
    static final class Parts {
        /** The sequence number; 0 in a line that ends a segment; -1 if the line has not the form of one. */
        long sequence;

        /** In a line that ends a segment behind damage, the last number that counts as used; otherwise 0. */
        long used;

        int checksum;
        int previous;
        int payload;
        int end;

        /** Takes a line apart. */
        Parts of(byte[] bytes, int start, int lineEnd) {
            sequence = -1;
            used = 0;
            checksum = (int) hex(bytes, start);
            end = lineEnd;
            int at = start + BODY;
            long number = 0;
            boolean ending = startsWithNext(bytes, at, lineEnd);
            if (ending) {
                at += NEXT.length - 1;
            } else {
                int first = at;
                at = digitsEnd(bytes, at, lineEnd);
                number = number(bytes, first, at);
                if (number == 0) {
                    return this;
                }
            }
            payload = at + HEX + 2;
            if (payload >= lineEnd || bytes[at] != ' ' || bytes[payload - 1] != ' ') {
                return this;
            }
            long hex = hex(bytes, at + 1);
            previous = (int) hex;
            sequence = hex < 0 ? -1 : number;
            if (ending) {
                seal(bytes);
            }
            return this;
        }

        /** Behind the name of the next segment stands a number, or nothing. */
        private void seal(byte[] bytes) {
            int blank = payload;
            while (blank < end && bytes[blank] != ' ') {
                blank++;
            }
            if (blank < end && digitsEnd(bytes, blank + 1, end) == end) {
                used = number(bytes, blank + 1, end);
            }
        }

        private static int digitsEnd(byte[] bytes, int from, int end) {
            int at = from;
            while (at < end && at - from < 18 && bytes[at] >= '0' && bytes[at] <= '9') {
                at++;
            }
            return at;
        }

        private static long number(byte[] bytes, int from, int to) {
            long number = 0;
            for (int at = from; at < to; at++) {
                number = number * 10 + bytes[at] - '0';
            }
            return number;
        }

        boolean wellFormed() {
            return sequence >= 0;
        }

        boolean endsSegment() {
            return sequence == 0;
        }

        /** Whether the line ends a segment behind damage. */
        boolean seals() {
            return endsSegment() && used > 0;
        }

        private static boolean startsWithNext(byte[] bytes, int at, int end) {
            return end - at > NEXT.length && java.util.Arrays.equals(bytes, at, at + NEXT.length, NEXT, 0, NEXT.length);
        }
    }
}
