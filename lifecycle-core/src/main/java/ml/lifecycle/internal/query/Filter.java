package ml.lifecycle.internal.query;

/** A condition, made for one state of one index; for one thread. */
interface Filter {

    /**
     * Clears the bits of the rows that do not match. Rows whose bit is not set are not looked at, so that what an earlier
     * filter has ruled out costs nothing any more.
     *
     * @param page the number of the page
     * @param bits a word for each 64 rows; only bits of rows that the index has are set
     */
    void keep(int page, long[] bits);

    /** About how dear it is to ask for one row, in comparisons of a number. */
    default int cost() {
        return 1;
    }
}
