package ml.lifecycle.internal.signature;

import java.util.Locale;

/** Tells whether one name may be a misspelling of another. */
public final class Similar {

    private static final int MAX_LENGTH = 64;

    private Similar() {}

    /**
     * Whether one may be a misspelling of the other.
     *
     * @param name a name
     * @param other another one
     * @return whether they are alike but for case, separators and a few letters
     */
    public static boolean areSimilar(String name, String other) {
        String left = fold(name);
        String right = fold(other);
        if (left.equals(right)) {
            return true;
        }
        boolean comparable = left.length() <= MAX_LENGTH && right.length() <= MAX_LENGTH;
        return comparable && distance(left, right) <= Math.max(1, left.length() / 5);
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[\\s_.-]", "");
    }

    /** The number of characters to insert, delete or replace, or of neighbours to swap (Damerau 1964, Levenshtein 1966). */
    private static int distance(String left, String right) {
        int[][] edits = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            for (int j = 0; j <= right.length(); j++) {
                if (i == 0 || j == 0) {
                    edits[i][j] = i + j;
                    continue;
                }
                boolean same = left.charAt(i - 1) == right.charAt(j - 1);
                int replaced = edits[i - 1][j - 1] + (same ? 0 : 1);
                edits[i][j] = Math.min(replaced, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
                if (i > 1 && j > 1 && left.charAt(i - 1) == right.charAt(j - 2) && left.charAt(i - 2) == right.charAt(j - 1)) {
                    edits[i][j] = Math.min(edits[i][j], 1 + edits[i - 2][j - 2]);
                }
            }
        }
        return edits[left.length()][right.length()];
    }
}
