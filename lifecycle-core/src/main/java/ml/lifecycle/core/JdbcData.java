package ml.lifecycle.core;

import java.sql.ResultSet;
import ml.lifecycle.data.Profile;
import ml.lifecycle.data.Table;
import ml.lifecycle.internal.data.JdbcRows;

/**
 * Tables from databases. This is the only class that knows {@code java.sql}: programs that do not use it need not have
 * that module.
 *
 * <p>Columns have the names of the query ({@code select … as name}), each name once, and the types that the database
 * states, not what the values look like:
 * <ul>
 *   <li>whole numbers of up to 64 bits, and decimals of up to 18 digits with none after the point: whole numbers;</li>
 *   <li>other decimals, floating-point numbers and whole numbers without a sign of 64 bits: numbers, the nearest that 64
 *       bits have. {@code NaN} is missing; infinite numbers are refused;</li>
 *   <li>booleans and bits: booleans;</li>
 *   <li>dates and timestamps: timestamps; without a time zone they are UTC, whatever zone this machine is in; a date is
 *       its midnight;</li>
 *   <li>texts, times of day, enumerations and UUIDs: text, kept as it is;</li>
 *   <li>anything else is refused: leave it out, or cast it in the query.</li>
 * </ul>
 * {@code NULL} is missing. Nothing is closed that was not opened here: result set, statement and connection stay open.
 */
@SuppressWarnings("exports") // java.sql is optional: to require it transitively would force it on every module
public final class JdbcData {

    private JdbcData() {}

    /**
     * Reads all rows that are left of a query.
     *
     * @param rows the rows, before the first one to be read; read to the end, not closed
     * @return the table
     * @throws ml.lifecycle.RefusedException if a column has a name or type that a table cannot have, or a number is
     *         infinite; the message has the row, counted from 1
     * @throws ml.lifecycle.UnavailableException if the database fails
     */
    public static Table table(ResultSet rows) {
        return JdbcRows.table(rows);
    }

    /**
     * Profiles all rows that are left of a query in constant memory, however many there are. A driver that reads all rows
     * at once must be told not to, for example by {@link java.sql.Statement#setFetchSize}.
     *
     * @param rows the rows, before the first one to be read; read to the end, not closed
     * @return the profile, the same as that of {@link #table}
     * @throws ml.lifecycle.RefusedException if a column has a name or type that a table cannot have, or a number is
     *         infinite; the message has the row, counted from 1
     * @throws ml.lifecycle.UnavailableException if the database fails
     */
    public static Profile profile(ResultSet rows) {
        return JdbcRows.profile(rows);
    }
}
