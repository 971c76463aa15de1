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

    /** The number of characters to insert, delete or replace (Levenshtein 1966). */
    private static int distance(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[right.length()];
    }
}
