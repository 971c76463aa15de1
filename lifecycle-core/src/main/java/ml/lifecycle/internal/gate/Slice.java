package ml.lifecycle.internal.gate;

import java.util.ArrayList;
import java.util.List;
import ml.lifecycle.gate.GroupColumn;
import ml.lifecycle.gate.Predictions;

/**
 * The rows of one group.
 *
 * @param name the name of the group
 * @param predictions its rows
 * @param others all other rows
 */
record Slice(String name, Predictions predictions, Predictions others) {

    /** The groups of a column, also those without rows. */
    static List<Slice> of(Predictions predictions, GroupColumn column) {
        int[] codes = column.codes();
        int[] sizes = new int[column.levels().size()];
        for (int code : codes) {
            sizes[code]++;
        }
        List<Slice> slices = new ArrayList<>();
        for (int level = 0; level < sizes.length; level++) {
            int[] rows = new int[sizes[level]];
            int[] others = new int[codes.length - sizes[level]];
            int found = 0;
            for (int row = 0; row < codes.length; row++) {
                if (codes[row] == level) {
                    rows[found++] = row;
                } else {
                    others[row - found] = row;
                }
            }
            slices.add(new Slice(
                    column.levels().get(level), predictions.select(rows), predictions.select(others)));
        }
        return slices;
    }
}
