package ml.lifecycle.internal.query;

/** A condition, made for one state of one index; for one thread. */
interface Filter {

    /**
     * Sets a bit for each row of a page that matches, and clears the others.
     *
     * @param page the number of the page
     * @param bits a word for each 64 rows; bits behind the last row may be set
     */
    void match(int page, long[] bits);

    /** How dear it is to ask; cheap ones are asked first. */
    default int cost() {
        return 3;
    }
}
