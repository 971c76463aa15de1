package ml.lifecycle.report;

import java.lang.Character.UnicodeScript;
import java.util.Set;

/** Text in columns of a terminal, where some characters take two places and some none. */
public final class TextLayout {

    /** The width of a line. */
    public static final int WIDTH = 80;

    /** How many characters are looked at for each place; some take none. */
    private static final int LOOK = 8;
    private static final Set<UnicodeScript> WIDE = Set.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA, UnicodeScript.HANGUL, UnicodeScript.BOPOMOFO, UnicodeScript.YI);

    private TextLayout() {}

    /**
     * How many places a text takes: two for each character that Unicode Standard Annex 11 calls wide (the scripts of East
     * Asia, their full-width forms, pictures), none for marks that stand on another character.
     *
     * @param text a text without hidden characters
     * @return 0 or more
     */
    public static int width(String text) {
        return text.codePoints().map(TextLayout::width).sum();
    }

    private static int width(int character) {
        if (character < 0x300) {
            return 1;
        }
        int type = Character.getType(character);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        boolean halfWidth = character >= 0xFF61 && character <= 0xFFDC;
        boolean fullWidth = character >= 0x3000 && character <= 0x303E || character >= 0xFF01 && character <= 0xFF60
                || character >= 0xFFE0 && character <= 0xFFE6;
        boolean picture = character >= 0x1F300 && character <= 0x1FAFF;
        return fullWidth || picture || !halfWidth && WIDE.contains(UnicodeScript.of(character)) ? 2 : 1;
    }

    /**
     * A text that can be seen, cut to a number of places; what is cut ends with an ellipsis.
     *
     * @param text any text
     * @param places at least 1
     * @return the text or its beginning
     */
    public static String cut(String text, int places) {
        // Long before the end is looked at: a cell may hold a million characters.
        boolean all = text.length() <= LOOK * places;
        String shown = ReportText.visible(all ? text : text.substring(0, LOOK * places));
        return all && width(shown) <= places ? shown : beginning(shown, places - 1) + "…";
    }

    private static String beginning(String text, int places) {
        int end = 0;
        int used = 0;
        while (end < text.length()) {
            int character = text.codePointAt(end);
            used += width(character);
            if (used > places) {
                break;
            }
            end += Character.charCount(character);
        }
        return text.substring(0, end);
    }

    /**
     * A text with spaces behind it.
     *
     * @param text the text
     * @param places how many it shall take at least
     * @return the text, filled up
     */
    public static String left(String text, int places) {
        return text + " ".repeat(Math.max(0, places - width(text)));
    }

    /**
     * A text with spaces before it.
     *
     * @param text the text
     * @param places how many it shall take at least
     * @return the text, filled up
     */
    public static String right(String text, int places) {
        return " ".repeat(Math.max(0, places - width(text))) + text;
    }

    /**
     * A sentence in lines that fit; words that do not fit in a line are cut.
     *
     * @param sentence the sentence
     * @param first how many places of the first line are taken already
     * @param indent how many spaces begin each further line
     * @return the lines
     */
    public static String wrap(String sentence, int first, int indent) {
        StringBuilder text = new StringBuilder();
        int begin = first;
        int used = first;
        for (String word : sentence.split(" ")) {
            String shown = cut(word, WIDTH - Math.max(begin, indent));
            if (used > begin && used + 1 + width(shown) > WIDTH) {
                text.append('\n').append(" ".repeat(indent));
                begin = indent;
                used = indent;
            } else if (used > begin) {
                text.append(' ');
                used++;
            }
            text.append(shown);
            used += width(shown);
        }
        return text.toString();
    }
}
