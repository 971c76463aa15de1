package ml.lifecycle.gate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which group each row belongs to.
 *
 * @param levels the names of the groups
 * @param codes for each row the index of its group; not copied, not to be changed
 */
public record GroupColumn(List<String> levels, int[] codes) {

    /** Copies the levels. */
    public GroupColumn {
        levels = List.copyOf(levels);
    }

    /**
     * Encodes the group of each row.
     *
     * @param values the name of the group of each row
     * @return the encoded column, groups in the order in which they appear
     */
    public static GroupColumn of(List<String> values) {
        Map<String, Integer> index = new LinkedHashMap<>();
        int[] codes = new int[values.size()];
        for (int row = 0; row < codes.length; row++) {
            Integer code = index.putIfAbsent(values.get(row), index.size());
            codes[row] = code == null ? index.size() - 1 : code;
        }
        return new GroupColumn(new ArrayList<>(index.keySet()), codes);
    }
}
