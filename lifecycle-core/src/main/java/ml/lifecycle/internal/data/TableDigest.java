package ml.lifecycle.internal.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import ml.lifecycle.internal.text.Digests;

/** The digest of a table; the package description specifies its bytes. */
final class TableDigest {

    private static final int BUFFER_BYTES = 1 << 14;

    private final MessageDigest digest = Digests.sha256();
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);

    private TableDigest() {}

    static String of(List<Col> columns, int rows) {
        TableDigest digest = new TableDigest();
        digest.buffer.put("lifecycle-table-1\0".getBytes(StandardCharsets.US_ASCII));
        digest.buffer.putInt(columns.size()).putInt(rows);
        for (Col column : columns) {
            digest.text(column.name());
            digest.text(column.type().name());
            digest.values(column, rows);
        }
        digest.drain();
        return Digests.hex(digest.digest.digest());
    }

    private void values(Col column, int rows) {
        for (int row = 0; row < rows; row++) {
            room(1 + Col.MAX_VALUE_BYTES);
            if (column.isMissing(row)) {
                buffer.put((byte) 0);
            } else {
                buffer.put((byte) 1);
                if (column instanceof TextCol texts) {
                    text(texts.levels()[texts.code(row)]);
                } else {
                    column.put(column.place(row), buffer);
                }
            }
        }
    }

    /** UTF-16 units rather than UTF-8, which has no bytes for half of a surrogate pair. */
    private void text(String text) {
        room(Integer.BYTES);
        buffer.putInt(text.length());
        for (int index = 0; index < text.length(); index++) {
            room(Character.BYTES);
            buffer.putChar(text.charAt(index));
        }
    }

    private void room(int bytes) {
        if (buffer.remaining() < bytes) {
            drain();
        }
    }

    private void drain() {
        digest.update(buffer.array(), 0, buffer.position());
        buffer.clear();
    }
}
