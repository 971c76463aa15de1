package ml.lifecycle.run;

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
 */
public record DataUse(DataRole role, String name, String digest, long rows, String fingerprints) {

    /**
     * A use without fingerprints.
     *
     * @param role what for
     * @param name what people call the data
     * @param digest the digest of its table
     * @param rows the number of rows, or -1 if unknown
     */
    public DataUse(DataRole role, String name, String digest, long rows) {
        this(role, name, digest, rows, "");
    }
}
