package ml.lifecycle.internal.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import ml.lifecycle.internal.text.Digests;

/** The digest of a table, whose rows may come in parts; the package description specifies its bytes. */
final class TableDigest {

    private final List<Values> columns = new ArrayList<>();
    private long rows;

    /**
     * Begins without rows.
     *
     * @param heads columns of these names and types, whose rows do not count
     */
    TableDigest(List<? extends Col> heads) {
        heads.forEach(head -> columns.add(new Values(head)));
    }

    static String of(List<Col> columns, int rows) {
        TableDigest digest = new TableDigest(columns);
        digest.add(columns, rows);
        return digest.hex();
    }

    /** Adds rows of columns of the same names and types. */
    void add(List<? extends Col> more, int count) {
        for (int column = 0; column < more.size(); column++) {
            columns.get(column).add(more.get(column), count);
        }
        rows += count;
    }

    /** The digest; nothing can be added afterwards. */
    String hex() {
        Bytes all = new Bytes();
        all.buffer.put("lifecycle-table-2\0".getBytes(StandardCharsets.US_ASCII));
        all.buffer.putInt(columns.size()).putLong(rows);
        for (Values column : columns) {
            all.text(column.name);
            all.text(column.type);
            byte[] values = column.bytes.digest();
            all.room(values.length);
            all.buffer.put(values);
        }
        return Digests.hex(all.digest());
    }

    /** The values of one column. */
    private static final class Values {

        private final String name;
        private final String type;
        private final Bytes bytes = new Bytes();

        Values(Col head) {
            name = head.name();
            type = head.type().name();
        }

        void add(Col column, int rows) {
            for (int row = 0; row < rows; row++) {
                bytes.room(1 + Col.MAX_VALUE_BYTES);
                if (column.isMissing(row)) {
                    bytes.buffer.put((byte) 0);
                } else {
                    bytes.buffer.put((byte) 1);
                    if (column instanceof TextCol texts) {
                        bytes.text(texts.levels()[texts.code(row)]);
                    } else {
                        column.put(column.place(row), bytes.buffer);
                    }
                }
            }
        }
    }

    /** Bytes on their way into a digest. */
    private static final class Bytes {

        private static final int BUFFER_BYTES = 1 << 13;

        private final MessageDigest digest = Digests.sha256();
        private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);

        /** UTF-16 units rather than UTF-8, which has no bytes for half of a surrogate pair. */
        void text(String text) {
            room(Integer.BYTES);
            buffer.putInt(text.length());
            for (int index = 0; index < text.length(); index++) {
                room(Character.BYTES);
                buffer.putChar(text.charAt(index));
            }
        }

        void room(int bytes) {
            if (buffer.remaining() < bytes) {
                drain();
            }
        }

        private void drain() {
            digest.update(buffer.array(), 0, buffer.position());
            buffer.clear();
        }

        byte[] digest() {
            drain();
            return digest.digest();
        }
    }
}
