package ml.lifecycle.internal.signature;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import ml.lifecycle.internal.text.Names;

/** Tells whether one name may be a misspelling of another. */
public final class Similar {

    private static final int MAX_LENGTH = 64;
    private static final int SHOWN = 10;

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

    /**
     * What somebody may have meant who asked for a name that is not there.
     *
     * @param name the name that was asked for
     * @param known the names that there are
     * @return a sentence after a space: a similar name, or else up to ten of those there are; empty if there is none
     */
    public static String hint(String name, Collection<String> known) {
        Optional<String> meant = meant(name, known);
        if (meant.isPresent() || known.isEmpty()) {
            return meant.map(similar -> " Did you mean '" + Names.printable(similar) + "'?").orElse("");
        }
        String some = known.stream().sorted().limit(SHOWN).map(Names::printable).collect(Collectors.joining(", "));
        return " There " + (known.size() == 1 ? "is: " : "are: ") + some
                + (known.size() > SHOWN ? " and " + (known.size() - SHOWN) + " more." : ".");
    }

    /**
     * A name that may have been meant.
     *
     * @param name the name that was asked for
     * @param known the names that there are
     * @return a similar one, if there is one
     */
    public static Optional<String> meant(String name, Collection<String> known) {
        return known.stream().sorted().filter(other -> areSimilar(other, name)).findFirst();
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
