package ml.lifecycle.internal.data;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The first and the last of some moments. */
final class TimeRange {

    private static final int NONE = 0;
    private static final int KNOWN = 1;
    private static final int LOST = 2;

    private @Nullable Instant earliest;
    private @Nullable Instant latest;
    /** Whether there were moments that nobody looked at. */
    private boolean lost;

    void add(Instant moment) {
        if (earliest == null || moment.isBefore(earliest)) {
            earliest = moment;
        }
        if (latest == null || moment.isAfter(latest)) {
            latest = moment;
        }
    }

    void add(TimeRange other) {
        lost |= other.lost;
        if (other.earliest != null && other.latest != null) {
            add(other.earliest);
            add(other.latest);
        }
    }

    @Nullable Instant earliest() {
        return lost ? null : earliest;
    }

    @Nullable Instant latest() {
        return lost ? null : latest;
    }

    void write(DataOutput out) throws IOException {
        Instant first = earliest();
        Instant last = latest();
        out.writeByte(lost ? LOST : first == null ? NONE : KNOWN);
        if (first != null && last != null) {
            write(out, first);
            write(out, last);
        }
    }

    private static void write(DataOutput out, Instant moment) throws IOException {
        out.writeLong(moment.getEpochSecond());
        out.writeInt(moment.getNano());
    }

    static TimeRange read(DataInput in) throws IOException {
        TimeRange read = new TimeRange();
        int state = in.readByte();
        read.lost = state == LOST;
        if (state == KNOWN) {
            read.add(Instant.ofEpochSecond(in.readLong(), in.readInt()));
            read.add(Instant.ofEpochSecond(in.readLong(), in.readInt()));
        } else if (state != NONE && state != LOST) {
            throw new IOException("expected the range of moments, found the byte " + state);
        }
        return read;
    }

    /** What the counted texts of moments tell, where the range itself was not stored. */
    static TimeRange of(TextCounts texts) {
        TimeRange range = new TimeRange();
        range.lost = !texts.isExact();
        Set<String> moments = texts.counts().keySet();
        moments.forEach(moment -> range.add(Instant.parse(moment)));
        return range;
    }
}
