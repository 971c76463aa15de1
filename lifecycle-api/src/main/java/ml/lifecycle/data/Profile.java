package ml.lifecycle.data;

import java.util.List;
import ml.lifecycle.Printable;

/** What is known of a table: statistics of each column, the reference for drift. Immutable. */
public interface Profile extends Printable {

    /**
     * The number of rows.
     *
     * @return 0 or more
     */
    long rows();

    /**
     * The columns.
     *
     * @return their profiles, in order
     */
    List<ColumnProfile> columns();

    /**
     * A column.
     *
     * @param name its name
     * @return its profile
     * @throws ml.lifecycle.NotFoundException if there is none; the message lists the columns
     */
    ColumnProfile column(String name);
}
