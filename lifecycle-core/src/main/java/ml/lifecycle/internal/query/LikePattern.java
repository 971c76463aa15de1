package ml.lifecycle.internal.query;

/**
 * A pattern of {@code like}: {@code %} stands for any characters, {@code _} for one. Matching goes back only to the last
 * {@code %}, so its time is at most the product of both lengths.
 */
final class LikePattern {

    private final int[] pattern;
    private final boolean ignoreCase;

    LikePattern(String pattern, boolean ignoreCase) {
        this.ignoreCase = ignoreCase;
        this.pattern = characters(pattern);
    }

    private int[] characters(String text) {
        return ignoreCase
                ? text.codePoints().map(Character::toUpperCase).map(Character::toLowerCase).toArray()
                : text.codePoints().toArray();
    }

    boolean matches(String value) {
        int[] text = characters(value);
        int t = 0;
        int p = 0;
        int star = -1;
        int resume = 0;
        while (t < text.length) {
            if (p < pattern.length && pattern[p] == '%') {
                star = p++;
                resume = t;
            } else if (p < pattern.length && (pattern[p] == '_' || pattern[p] == text[t])) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length && pattern[p] == '%') {
            p++;
        }
        return p == pattern.length;
    }
}
