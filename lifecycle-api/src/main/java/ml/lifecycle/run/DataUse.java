package ml.lifecycle.run;

import ml.lifecycle.data.Table;

/**
 * That a run used some data.
 *
 * @param role what for
 * @param name what people call the data, for example {@code iris v1} or {@code iris v1, 80 % train}
 * @param digest the digest of its table ({@link ml.lifecycle.data.Table#digest}), by which evidence on training data is
 *         recognised
 * @param rows the number of rows, or -1 if unknown
 * @param fingerprints the digest of a stored list of hashes of the rows, by which evidence that contains some of them is
 *         recognised; empty if there is none
 * @param source the digest of the table that it is a part of ({@link Table#source}), by which lineage finds the snapshot;
 *         empty if it is no part
 */
public record DataUse(DataRole role, String name, String digest, long rows, String fingerprints, String source) {

    /** A table is no part of itself. */
    public DataUse {
        source = source.equals(digest) ? "" : source;
    }

    /**
     * A use without fingerprints.
     *
     * @param role what for
     * @param name what people call the data
     * @param digest the digest of its table
     * @param rows the number of rows, or -1 if unknown
     */
    public DataUse(DataRole role, String name, String digest, long rows) {
        this(role, name, digest, rows, "", "");
    }

    /**
     * A use of a table, without fingerprints.
     *
     * @param role what for
     * @param name what people call the data
     * @param table the table
     */
    public DataUse(DataRole role, String name, Table table) {
        this(role, name, table.digest(), table.rows(), "", table.source());
    }

    /**
     * Whether a table was used, as a whole or in part.
     *
     * @param table the digest of the table, such as {@link ml.lifecycle.data.Snapshot#tableDigest}
     * @return whether it is the digest of this data or of its source
     */
    public boolean isOf(String table) {
        return digest.equals(table) || source.equals(table);
    }
}
