package ml.lifecycle.internal.data;

import java.nio.ByteBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Texts, each different one kept once. */
final class TextCol extends Col {

    private final String[] levels;
    private final int[] codes;

    TextCol(Head head, String[] levels, int[] codes, int @Nullable [] view) {
        super(head, view, codes.length);
        this.levels = levels;
        this.codes = codes;
    }

    /** The code of a text; a new one gets the next. */
    static int code(Map<String, Integer> levels, String text) {
        Integer next = levels.size();
        Integer known = levels.putIfAbsent(text, next);
        return known == null ? next : known;
    }

    /** The texts in the order of their codes. */
    static String[] levels(Map<String, Integer> levels) {
        String[] texts = new String[levels.size()];
        levels.forEach((text, code) -> texts[code] = text);
        return texts;
    }

    /** The different texts, of which a view may show only some; not to be changed. */
    String[] levels() {
        return levels;
    }

    /** The index of a row's text in {@link #levels}; undefined where it is missing. */
    int code(int row) {
        return codes[place(row)];
    }

    @Override
    Col over(int[] places) {
        return new TextCol(head(), levels, codes, places);
    }

    @Override
    Object valueAt(int place) {
        return levels[codes[place]];
    }

    @Override
    double numberAt(int place) {
        throw new IllegalStateException("text has no number");
    }

    @Override
    String textAt(int place) {
        return levels[codes[place]];
    }

    @Override
    void put(int place, ByteBuffer into) {
        throw new IllegalStateException("texts have no bounded length; see TableDigest");
    }
}
