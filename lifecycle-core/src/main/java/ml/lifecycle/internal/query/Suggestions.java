package ml.lifecycle.internal.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import ml.lifecycle.internal.text.Names;

/** What a user may have meant. */
final class Suggestions {

    private static final int MOST = 3;

    private Suggestions() {}

    /** A sentence that names the fields nearest to a word. */
    static String field(String word, List<String> known) {
        List<String> fields = new ArrayList<>(known);
        fields.addAll(Field.ATTRIBUTES);
        List<String> near = fields.stream()
                .filter(field -> distance(word, field) <= 1 + word.length() / 4)
                .sorted(Comparator.comparingInt((String field) -> distance(word, field)))
                .limit(MOST)
                .map(Names::printable)
                .toList();
        String all = "Fields are metrics.x, params.x, tags.x and " + String.join(", ", Field.ATTRIBUTES) + ".";
        return near.isEmpty() ? all : "Did you mean " + String.join(" or ", near) + "? " + all;
    }

    /** The number of letters to change; a forgotten prefix counts nothing. */
    private static int distance(String word, String field) {
        String name = field.substring(field.indexOf('.') + 1);
        return Math.min(edits(word, field), edits(word, name));
    }

    private static int edits(String first, String second) {
        if (Math.abs(first.length() - second.length()) > 1 + first.length() / 4) {
            return Integer.MAX_VALUE;
        }
        String a = first.toLowerCase(Locale.ROOT);
        String b = second.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
