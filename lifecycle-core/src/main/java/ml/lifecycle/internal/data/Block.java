package ml.lifecycle.internal.data;

/** Room for some rows while they are counted: what all columns of a table share. */
final class Block {

    static final int ROWS = 1024;

    /** By column of numbers and row: the number, NaN where it is missing. */
    final double[][] numbers;
    /** By column and row: the hash of the value. */
    final long[][] hashes;
    /** By row: the hash of all values. */
    final long[] rows = new long[ROWS];
    /** Of one column, row by row, at first; then of the rows that have a value, one after the other. */
    final long[] keys = new long[ROWS];
    final long[] presentHashes = new long[ROWS];
    final double[] present = new double[ROWS];

    Block(int columns, int numeric) {
        numbers = new double[numeric][ROWS];
        hashes = new long[columns][ROWS];
    }
}
