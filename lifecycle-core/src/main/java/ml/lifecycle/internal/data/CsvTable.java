package ml.lifecycle.internal.data;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import ml.lifecycle.ConflictException;
import ml.lifecycle.data.CsvFormat;
import ml.lifecycle.data.Profile;
import ml.lifecycle.data.Table;
import ml.lifecycle.internal.text.Names;

/**
 * Makes tables and profiles of CSV. The type of a column follows from all of its cells, so a content is read twice: for the
 * types and the number of rows, then for the values, straight into arrays of the right type and size.
 */
final class CsvTable {

    /** So many rows are profiled at once. */
    private static final int BATCH = 8192;

    private CsvTable() {}

    /**
     * Reads a table.
     *
     * @throws IOException if the content cannot be read
     * @throws ml.lifecycle.RefusedException if it is no such CSV
     * @throws ConflictException if it is not the same content the second time
     */
    static Table read(Tables.Source source, String file, CsvFormat format) throws IOException {
        return twice(source, file, format, (in, head) -> read(in, file, head));
    }

    /**
     * Profiles a content in constant memory.
     *
     * @throws IOException if the content cannot be read
     * @throws ml.lifecycle.RefusedException if it is no such CSV
     * @throws ConflictException if it is not the same content the second time
     */
    static Profile profile(Tables.Source source, String file, CsvFormat format) throws IOException {
        return twice(source, file, format, (in, head) -> {
            TableCounts counts = TableCounts.none(head.columns());
            batches(in, file, head, counts::add);
            counts.settle();
            return new TableProfile(counts);
        });
    }

    /** What is made in the second pass. */
    private interface Second<R> {
        R of(InputStream in, CsvHead head) throws IOException;
    }

    private static <R> R twice(Tables.Source source, String file, CsvFormat format, Second<R> second)
            throws IOException {
        CRC32C before = new CRC32C();
        CsvHead head;
        try (InputStream in = new CheckedInputStream(source.open(), before)) {
            head = CsvHead.read(in, file, format);
        }
        CRC32C now = new CRC32C();
        R made;
        try (InputStream in = new CheckedInputStream(source.open(), now)) {
            made = second.of(in, head);
        }
        if (before.getValue() != now.getValue()) {
            throw new ConflictException(Names.printable(file) + " changed while it was read; read it again when it is"
                    + " complete.");
        }
        return made;
    }

    /** Reads a table whose columns are known, in one pass. */
    static Table read(InputStream in, String file, CsvHead head) throws IOException {
        ColumnTable[] table = new ColumnTable[1];
        CsvValues values = new CsvValues(file, head, Growing.MOST,
                (columns, rows) -> table[0] = new ColumnTable(columns, rows));
        values.read(in);
        values.give();
        return table[0];
    }

    /** Counts and digests a content whose columns are known, in one pass and in constant memory. */
    static TableSummary summary(InputStream in, String file, CsvHead head) throws IOException {
        TableSummary summary = new TableSummary(head.columns());
        batches(in, file, head, summary::add);
        return summary;
    }

    private static void batches(InputStream in, String file, CsvHead head, CsvValues.Batches batches) throws IOException {
        CsvValues values = new CsvValues(file, head, BATCH, batches);
        values.read(in);
        values.give();
    }
}
