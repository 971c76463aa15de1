/**
 * Tables in memory, profiles, and data sets with their snapshots.
 *
 * <h2>The log of a data set</h2>
 * The log has the kind {@code DATA} and the key that {@code Names.log} makes of the data set's name. Its first event is
 * a snapshot; a data set exists from its first snapshot on, so there is none that is half made:
 * <pre>{@code
 * {"op":"snapshot","name":"iris","number":1,"at":"2026-01-31T08:00:00Z",
 *  "digest":"<SHA-256 of the content>","table":"<digest of the table>","size":4606,"rows":150,"source":"iris.csv",
 *  "profile":"<SHA-256 of the profile>","types":"n4x"}
 * }</pre>
 * <ul>
 *   <li>{@code {"op":"alias","name":"iris","alias":"reference","number":1,"at":…}} lets a name point to a snapshot that is
 *       there already; the last such event of a name counts.</li>
 *   <li>{@code {"op":"part","name":"iris","number":1,"of":"<digest of a table>","at":…}} says that a snapshot was added as a
 *       view of that table, which lineage follows; one may be a part of several, as those that differ in what was left out.</li>
 *   <li>{@code name} is the true name, in every event; it tells a name that differs only in case or form.</li>
 *   <li>{@code number} counts from 1 without gaps. An event is appended only directly behind the last one that its
 *       writer has read, so that of two processes that add at once one reads again and takes the next number.</li>
 *   <li>The content is among the store's artifacts under {@code digest}, and is kept there before the event is appended.
 *       Of a CSV file the same bytes are the same snapshot, of a table the same {@code table}.</li>
 *   <li>{@code types} has a letter for each column: {@code n} number, {@code i} integer, {@code x} text, {@code b} boolean,
 *       {@code t} timestamp; several alike that follow each other have one, with their number. A table that came from no
 *       file is written as CSV, from which its types need not follow; where there are no {@code types}, they do.</li>
 *   <li>{@code csv} says how the file is written, where that is not as usual: {@code {"separator":";","quote":"'",
 *       "decimal":",","charset":"UTF-8","names":[],"missing":["NA"],"columns":{"zip":"x"}}}, the components of
 *       {@code CsvFormat}, with letters as in {@code types}; without {@code quote} it is a double one. The
 *       same bytes in two formats are two snapshots, if they are two tables.</li>
 *   <li>{@code by} says who added it, where that was said.</li>
 *   <li>{@code profile} is among the artifacts too: deflated binary that {@link TableCounts#toBytes()} writes, beginning
 *       with the format. It can be computed anew from the content, and is, where it was lost. In the first form of the
 *       event it was an object with the statistics of each column, of which only {@code rows} is still read.</li>
 *   <li>An event with {@code "files":12} is a directory of so many files; it has neither profile nor types, and −1 rows. Its
 *       content, whose digest is {@code table} too, is the list of files: the line {@code lifecycle-files-1}, then a line
 *       {@code <SHA-256> <length> <name>} for each file, sorted by name, in UTF-8, each line with a line feed. A name is
 *       relative, with {@code /} between its parts, in Unicode normal form C. Each file is an artifact of its own.</li>
 *   <li>Events with another {@code op} are ignored.</li>
 * </ul>
 *
 * <h2>The digest of a table</h2>
 * SHA-256 of: the ASCII text {@code lifecycle-table-2}, a zero byte, the number of columns (4 bytes) and of rows (8 bytes,
 * big-endian like all that follows); for each column its name, the name of its type, and the SHA-256 of its values row by
 * row, so that rows that come in parts can be digested as they come. A text is its length in UTF-16 units (4 bytes) and
 * these units (2 bytes each). A
 * value is one byte, 0 where it is missing, else 1 followed by: 8 bytes of IEEE 754 for a number; 8 bytes for a whole
 * number; a text; one byte 0 or 1 for a boolean; 8 bytes of seconds since 1970 and 4 bytes of nanoseconds for a
 * timestamp.
 */
@NullMarked
package ml.lifecycle.internal.data;

import org.jspecify.annotations.NullMarked;
