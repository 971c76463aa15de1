package ml.lifecycle.internal.stats;

/** In each group, how many rows have a label, are predicted to have it, both or neither. */
public final class GroupCounts {

    /** The number of cells of a group: 0 neither, 1 predicted only, 2 true only, 3 both. */
    public static final int CELLS = 4;

    private GroupCounts() {}

    /**
     * Counts the rows.
     *
     * @param truth the true label of each row
     * @param predicted the predicted label of each row
     * @param labels the number of labels
     * @param label the label that matters
     * @param groups the group of each row
     * @param numberOfGroups how many groups there are
     * @return {@link #CELLS} counts for each group, group after group
     */
    public static int[] of(int[] truth, int[] predicted, int labels, int label, int[] groups, int numberOfGroups) {
        // Tables instead of comparisons, whose outcome a processor cannot guess; and two tables of counts in turn, so
        // that equal rows in a sequence do not wait for each other's store.
        int[] truthCell = new int[labels];
        int[] predictedCell = new int[labels + 1]; // The last is that of rows without an answer, which have no label.
        truthCell[label] = 2;
        predictedCell[label] = 1;
        int[] even = new int[CELLS * numberOfGroups];
        int[] odd = new int[CELLS * numberOfGroups];
        int row = 0;
        for (; row + 1 < truth.length; row += 2) {
            even[CELLS * groups[row] + truthCell[truth[row]] + predictedCell[predicted[row]]]++;
            odd[CELLS * groups[row + 1] + truthCell[truth[row + 1]] + predictedCell[predicted[row + 1]]]++;
        }
        if (row < truth.length) {
            even[CELLS * groups[row] + truthCell[truth[row]] + predictedCell[predicted[row]]]++;
        }
        for (int cell = 0; cell < even.length; cell++) {
            even[cell] += odd[cell];
        }
        return even;
    }
}
