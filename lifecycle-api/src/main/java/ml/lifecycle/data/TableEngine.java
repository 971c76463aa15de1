package ml.lifecycle.data;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import ml.lifecycle.Services;
import org.jspecify.annotations.Nullable;

/**
 * What makes tables; there is one, in {@code lifecycle-core}, found by {@link ServiceLoader}. Users of the library call
 * {@link Table#read(Path)} and {@link Table#of(Map)}.
 */
public interface TableEngine {

    /**
     * The engine on the class path.
     *
     * @return the engine
     * @throws ml.lifecycle.UnavailableException if there is none
     */
    static TableEngine get() {
        return Services.only(ServiceLoader.load(TableEngine.class, TableEngine.class.getClassLoader()));
    }

    /**
     * Reads a CSV file; see {@link Table#read(Path)}.
     *
     * @param csv the file
     * @param format how it is written
     * @return the table
     */
    Table read(Path csv, CsvFormat format);

    /**
     * Profiles a CSV file; see {@link Profile#read}.
     *
     * @param csv the file
     * @param format how it is written
     * @return the profile
     */
    Profile profile(Path csv, CsvFormat format);

    /**
     * Profiles a table that comes in parts; see {@link Profile#of}.
     *
     * @param parts the parts
     * @return the profile
     */
    Profile profile(Stream<Table> parts);

    /**
     * Reads a profile; see {@link Profile#ofBytes}.
     *
     * @param bytes what {@link Profile#toBytes} wrote
     * @return the profile
     */
    Profile profile(byte[] bytes);

    /**
     * Makes a table; see {@link Table#of(Map)}.
     *
     * @param columns values by column
     * @return the table
     */
    Table table(Map<String, ? extends List<? extends @Nullable Object>> columns);

    /**
     * Makes a table of rows; see {@link Table#ofRows}.
     *
     * @param rows values by column
     * @return the table
     */
    Table rows(Collection<? extends Map<String, ? extends @Nullable Object>> rows);

    /**
     * Makes a table of records; see {@link Table#of(Class, Collection)}.
     *
     * @param <R> the record
     * @param type the record
     * @param rows the rows
     * @return the table
     */
    <R extends Record> Table records(Class<R> type, Collection<? extends R> rows);
}
