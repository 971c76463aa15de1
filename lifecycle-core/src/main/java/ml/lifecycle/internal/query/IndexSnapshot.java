package ml.lifecycle.internal.query;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.zip.CRC32C;
import ml.lifecycle.internal.query.OpenRows.OpenRow;
import org.jspecify.annotations.Nullable;

/**
 * An index as bytes: a header of 16 bytes (a word that tells the kind and version, the CRC-32C of the rest, its length),
 * then the position in the log, what tells one log from another, the experiment, and the columns one after the other.
 * Columns are read when they are asked for, so that opening a large snapshot costs little more than its checksum.
 */
final class IndexSnapshot {

    /** "LCX" and the version; a snapshot of another version is none. */
    private static final int KIND = 0x4C435802;
    private static final int HEADER = 16;

    private IndexSnapshot() {}

    /** The snapshot, or nothing if the index is too large for one. */
    static Optional<ByteBuffer[]> write(RunIndex index) {
        return copy(index, () -> false).map(IndexSnapshot::seal);
    }

    /**
     * The columns of an index, for {@link #seal}, or nothing if it is too large for a snapshot.
     *
     * @param stop asked before each megabyte
     * @throws SnapshotOut.StoppedException if {@code stop} said so
     */
    static Optional<List<ByteBuffer>> copy(RunIndex index, BooleanSupplier stop) {
        SnapshotOut out = new SnapshotOut(stop);
        try {
            put(out, index);
            return Optional.of(out.pieces());
        } catch (MalformedException tooLarge) {
            return Optional.empty();
        }
    }

    /** The snapshot with the given columns. */
    static ByteBuffer[] seal(List<ByteBuffer> pieces) {
        CRC32C checksum = new CRC32C();
        long length = 0;
        for (ByteBuffer piece : pieces) {
            length += piece.remaining();
            checksum.update(piece.duplicate());
        }
        ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(KIND).putInt((int) checksum.getValue()).putLong(length).flip();
        ByteBuffer[] parts = new ByteBuffer[1 + pieces.size()];
        parts[0] = header;
        for (int i = 0; i < pieces.size(); i++) {
            parts[i + 1] = pieces.get(i);
        }
        return parts;
    }

    private static void put(SnapshotOut out, RunIndex index) {
        int rows = index.rows();
        out.putLong(index.position);
        out.putInt(index.fingerprint);
        out.putText(index.experiment);
        out.putInt(index.question == null ? 0 : 1);
        out.putText(index.question == null ? "" : index.question);
        out.putInt(index.kpis.size());
        index.kpis.forEach(out::putText);
        out.putInt(index.open.size());
        index.open.forEach(run -> {
            out.putInt(run.row);
            out.putInt(run.settled ? 1 : 0);
            out.putText(run.session);
        });
        SavedDict.write(out, index.ids);
        index.names.write(out, rows);
        index.parents.write(out, rows);
        index.statuses.write(out, rows);
        index.starts.write(out, rows);
        index.ends.write(out, rows);
        index.params.write(out, rows);
        index.tags.write(out, rows);
        index.metrics.write(out, rows);
        index.beforeMetrics.write(out, rows);
        index.failures.write(out, rows);
        index.artifacts.write(out, rows);
        index.data.write(out, rows);
        index.models.write(out, rows);
    }

    /** The index in a snapshot, or {@code null} if that is damaged or of another version. */
    static @Nullable RunIndex read(ByteBuffer content) {
        ByteBuffer buffer = content.slice().order(ByteOrder.LITTLE_ENDIAN);
        if (buffer.remaining() < HEADER || buffer.getInt() != KIND) {
            return null;
        }
        int expected = buffer.getInt();
        if (buffer.getLong() != buffer.remaining()) {
            return null;
        }
        CRC32C checksum = new CRC32C();
        checksum.update(buffer.duplicate());
        if ((int) checksum.getValue() != expected) {
            return null;
        }
        try {
            return get(new SnapshotIn(buffer));
        } catch (MalformedException | BufferUnderflowException | ArithmeticException damaged) {
            return null;
        }
    }

    private static RunIndex get(SnapshotIn in) {
        long position = in.getLong();
        int fingerprint = in.getInt();
        String experiment = in.getText();
        boolean hasQuestion = in.getInt() != 0;
        String question = in.getText();
        int kpis = in.size(Integer.BYTES);
        String[] stated = new String[kpis];
        for (int i = 0; i < kpis; i++) {
            stated[i] = in.getText();
        }
        int open = in.size(Integer.BYTES);
        OpenRow[] runs = new OpenRow[open];
        for (int i = 0; i < open; i++) {
            int row = in.getInt();
            boolean settled = in.getInt() != 0;
            runs[i] = new OpenRow(row, in.getText());
            runs[i].settled = settled;
        }
        RunIndex index = new RunIndex(experiment, in);
        index.position = position;
        index.fingerprint = fingerprint;
        index.question = hasQuestion ? question : null;
        index.kpis.addAll(List.of(stated));
        for (OpenRow run : runs) {
            index.open.add(run);
        }
        return index;
    }
}
