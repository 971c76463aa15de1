package ml.lifecycle.internal.data;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import ml.lifecycle.internal.text.Names;

/** Aligned text for people, without a locale. */
final class Layout {

    static final int WIDTH = 80;

    private Layout() {}

    /** A text that can be seen, cut to a width. */
    static String cut(String text, int width) {
        // Long before the end is looked at: a cell may hold a million characters.
        String printable = Names.printable(text.length() > 4 * width ? text.substring(0, 4 * width) : text);
        if (printable.codePointCount(0, printable.length()) <= width) {
            return printable;
        }
        return printable.substring(0, printable.offsetByCodePoints(0, width - 1)) + "…";
    }

    static String left(String text, int width) {
        return text + " ".repeat(Math.max(0, width - length(text)));
    }

    static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - length(text))) + text;
    }

    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** A number in at most eight characters: four significant digits, by powers of ten where it is large or small. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        double size = Math.abs(value);
        if (value == Math.rint(value) && size < 1e7) {
            return String.format(Locale.ROOT, "%.0f", value + 0.0);
        }
        if (size >= 1e5 || size < 1e-3) {
            return String.format(Locale.ROOT, "%.1e", value).replace("e+0", "e").replace("e+", "e").replace("e-0", "e-");
        }
        int decimals = Math.max(0, 3 - (int) Math.floor(Math.log10(size)));
        return String.format(Locale.ROOT, "%." + Math.min(decimals, 4) + "f", value);
    }

    /**
     * Numbers that stand below each other, each in at most eight characters: all with the same number of decimals, none
     * if all are whole; by powers of ten where one is very large or small. NaN is empty.
     */
    static List<String> numbers(double[] values) {
        double[] plain = Arrays.stream(values).filter(Layout::isPlain).toArray();
        double largest = Arrays.stream(plain).map(Math::abs).max().orElse(0);
        boolean whole = Arrays.stream(plain).allMatch(value -> value == Math.rint(value));
        int decimals = whole ? 0 : largest < 100 ? 3 : largest < 1000 ? 2 : largest < 10_000 ? 1 : 0;
        return Arrays.stream(values).mapToObj(value -> isPlain(value)
                ? String.format(Locale.ROOT, "%." + decimals + "f", value + 0.0)
                : number(value)).toList();
    }

    private static boolean isPlain(double value) {
        double size = Math.abs(value);
        return value == 0 || size >= 1e-3 && size < 1e5;
    }

    /** A count in groups of three digits. */
    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** A sentence in lines that fit, the further ones indented; words that do not fit are cut. */
    static String wrap(String sentence, String indent) {
        StringBuilder text = new StringBuilder();
        int used = 0;
        for (String word : sentence.split(" ")) {
            String shown = cut(word, WIDTH - indent.length());
            if (used > 0 && used + 1 + length(shown) > WIDTH) {
                text.append('\n').append(indent);
                used = indent.length();
            } else if (used > 0) {
                text.append(' ');
                used++;
            }
            text.append(shown);
            used += length(shown);
        }
        return text.toString();
    }

    static String size(long rows, int columns) {
        return rows + (rows == 1 ? " row" : " rows") + " × " + columns + (columns == 1 ? " column" : " columns");
    }

    static String files(int files) {
        return files + (files == 1 ? " file" : " files");
    }

    /** Joins parts with commas as far as they fit, and says how many did not. */
    static String list(List<String> parts, int width) {
        StringBuilder text = new StringBuilder();
        for (int index = 0; index < parts.size(); index++) {
            String part = (index == 0 ? "" : ", ") + parts.get(index);
            String rest = ", " + (parts.size() - index) + " more";
            boolean last = index == parts.size() - 1;
            if (length(text.toString()) + length(part) + (last ? 0 : length(rest)) > width) {
                return text.append(index == 0 ? rest.substring(2) : rest).toString();
            }
            text.append(part);
        }
        return text.toString();
    }
}
