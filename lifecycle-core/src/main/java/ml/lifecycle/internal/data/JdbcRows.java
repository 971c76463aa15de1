package ml.lifecycle.internal.data;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import ml.lifecycle.RefusedException;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.data.Profile;
import ml.lifecycle.data.Table;
import ml.lifecycle.internal.text.Names;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a query. */
public final class JdbcRows {

    /** So many rows are profiled at once. */
    private static final int BATCH = 8192;
    /** A whole number of more digits may be beyond 64 bits. */
    private static final int SAFE_DIGITS = 18;

    private final ResultSet rows;
    private final List<Growing> columns = new ArrayList<>();
    private final List<Cell> cells = new ArrayList<>();
    private long read;

    private JdbcRows(ResultSet rows, int expected) throws SQLException {
        this.rows = rows;
        ResultSetMetaData data = rows.getMetaData();
        Set<String> before = new LinkedHashSet<>();
        for (int index = 1; index <= data.getColumnCount(); index++) {
            String name = data.getColumnLabel(index);
            String problem = ColumnNames.problem(name, before);
            if (problem != null) {
                throw new RefusedException("Column " + index + " of the query " + problem
                        + ". Name it in the query: select … as name.");
            }
            before.add(name);
            add(data, index, name, expected);
        }
    }

    /** Takes the value of one column of the current row. */
    private interface Cell {
        void read() throws SQLException;
    }

    /**
     * Reads all rows that are left.
     *
     * @param rows the rows, not closed
     * @return the table
     */
    public static Table table(ResultSet rows) {
        return reading(rows, 1024, JdbcRows::table);
    }

    /**
     * Profiles all rows that are left, without keeping them.
     *
     * @param rows the rows, not closed
     * @return the profile
     */
    public static Profile profile(ResultSet rows) {
        return reading(rows, BATCH, JdbcRows::profile);
    }

    /** What is made of the rows. */
    private interface Reading<R> {
        R of(JdbcRows rows) throws SQLException;
    }

    private static <R> R reading(ResultSet rows, int expected, Reading<R> reading) {
        JdbcRows reader = null;
        try {
            reader = new JdbcRows(rows, expected);
            return reading.of(reader);
        } catch (SQLException failure) {
            throw new UnavailableException("The query cannot be read after row " + (reader == null ? 0 : reader.read)
                    + " (" + failure + "); nothing was changed.", failure);
        }
    }

    private Table table() throws SQLException {
        int count = 0;
        while (next()) {
            count++;
        }
        return new ColumnTable(taken(), count);
    }

    private Profile profile() throws SQLException {
        TableCounts counts = TableCounts.none(taken());
        int count = 0;
        while (next()) {
            if (++count == BATCH) {
                counts.add(taken(), count);
                count = 0;
            }
        }
        counts.add(taken(), count);
        counts.settle();
        return new TableProfile(counts);
    }

    private List<Col> taken() {
        return columns.stream().map(Growing::take).toList();
    }

    private boolean next() throws SQLException {
        if (!rows.next()) {
            return false;
        }
        read++;
        for (Cell cell : cells) {
            cell.read();
        }
        return true;
    }

    private void add(ResultSetMetaData data, int index, String name, int expected) throws SQLException {
        switch (data.getColumnType(index)) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER -> integers(index, name, expected);
            case Types.BIGINT -> {
                if (data.isSigned(index)) {
                    integers(index, name, expected);
                } else {
                    numbers(index, name, expected);
                }
            }
            case Types.NUMERIC, Types.DECIMAL -> {
                if (data.getScale(index) == 0 && data.getPrecision(index) > 0
                        && data.getPrecision(index) <= SAFE_DIGITS) {
                    integers(index, name, expected);
                } else {
                    numbers(index, name, expected);
                }
            }
            case Types.REAL, Types.FLOAT, Types.DOUBLE -> numbers(index, name, expected);
            case Types.BOOLEAN, Types.BIT -> booleans(index, name, expected);
            case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.NCHAR, Types.NVARCHAR, Types.LONGNVARCHAR,
                    Types.CLOB, Types.NCLOB, Types.TIME, Types.TIME_WITH_TIMEZONE -> texts(index, name, expected);
            case Types.DATE -> dates(index, name, expected);
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> timestamps(data, index, name, expected);
            default -> others(data, index, name, expected);
        }
    }

    private void integers(int index, String name, int expected) {
        Growing.Integers column = added(new Growing.Integers(name, expected));
        cells.add(() -> {
            long value = rows.getLong(index);
            if (rows.wasNull()) {
                column.addMissing();
            } else {
                column.add(value);
            }
        });
    }

    private void numbers(int index, String name, int expected) {
        Growing.Numbers column = added(new Growing.Numbers(name, expected));
        cells.add(() -> {
            double value = rows.getDouble(index);
            if (rows.wasNull() || Double.isNaN(value)) {
                column.addMissing();
            } else if (Double.isInfinite(value)) {
                throw new RefusedException("Column '" + Names.printable(name) + "', row " + read + " of the query holds "
                        + value + " or a number beyond 64 bits; expected a finite number, or NULL if there is no value.");
            } else {
                column.add(value);
            }
        });
    }

    private void booleans(int index, String name, int expected) {
        Growing.Booleans column = added(new Growing.Booleans(name, expected));
        cells.add(() -> {
            boolean value = rows.getBoolean(index);
            if (rows.wasNull()) {
                column.addMissing();
            } else {
                column.add(value);
            }
        });
    }

    private void texts(int index, String name, int expected) {
        Growing.Texts column = added(new Growing.Texts(name, expected));
        cells.add(() -> {
            String value = rows.getString(index);
            if (value == null) {
                column.addMissing();
            } else {
                column.add(value);
            }
        });
    }

    /** By its fields and not as {@code java.sql.Date}, which the time zone of this machine would move. */
    private void dates(int index, String name, int expected) {
        Growing.Timestamps column = added(new Growing.Timestamps(name, expected));
        cells.add(() -> {
            LocalDate value = rows.getObject(index, LocalDate.class);
            if (value == null) {
                column.addMissing();
            } else {
                column.add(value.atStartOfDay(ZoneOffset.UTC).toInstant());
            }
        });
    }

    private void timestamps(ResultSetMetaData data, int index, String name, int expected) throws SQLException {
        Growing.Timestamps column = added(new Growing.Timestamps(name, expected));
        String type = data.getColumnTypeName(index).toLowerCase(Locale.ROOT);
        boolean zoned = data.getColumnType(index) == Types.TIMESTAMP_WITH_TIMEZONE || type.equals("timestamptz");
        cells.add(() -> {
            OffsetDateTime value = zoned ? rows.getObject(index, OffsetDateTime.class)
                    : utc(rows.getObject(index, LocalDateTime.class));
            if (value == null) {
                column.addMissing();
            } else {
                column.add(value.toInstant());
            }
        });
    }

    private static @Nullable OffsetDateTime utc(@Nullable LocalDateTime value) {
        return value == null ? null : value.atOffset(ZoneOffset.UTC);
    }

    /** Enumerations and identifiers have types of their own in some databases; their text says all there is. */
    private void others(ResultSetMetaData data, int index, String name, int expected) throws SQLException {
        String type = data.getColumnClassName(index);
        if (!"java.util.UUID".equals(type) && !"java.lang.String".equals(type)) {
            throw new RefusedException("Column '" + Names.printable(name) + "' of the query is "
                    + Names.printable(String.valueOf(data.getColumnTypeName(index)))
                    + ", of which a table has no values; leave it out, or cast it in the query to a number, a text, a"
                    + " boolean or a timestamp.");
        }
        texts(index, name, expected);
    }

    private <G extends Growing> G added(G column) {
        columns.add(column);
        return column;
    }
}
