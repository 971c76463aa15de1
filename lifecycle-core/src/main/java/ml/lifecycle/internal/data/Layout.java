package ml.lifecycle.internal.data;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import ml.lifecycle.report.ReportText;
import ml.lifecycle.report.TextLayout;

/** Aligned text for people, without a locale. */
final class Layout {

    static final int WIDTH = TextLayout.WIDTH;

    private Layout() {}

    /** A text that can be seen, cut to a width. */
    static String cut(String text, int width) {
        return TextLayout.cut(text, width);
    }

    static String left(String text, int width) {
        return TextLayout.left(text, width);
    }

    static String right(String text, int width) {
        return TextLayout.right(text, width);
    }

    /** How many places of a line a text takes. */
    static int length(String text) {
        return TextLayout.width(text);
    }

    /** A number in at most eight characters; NaN is empty. */
    static String number(double value) {
        return ReportText.brief(value);
    }

    /**
     * Numbers that stand below each other, each in at most eight characters: all with the same number of decimals, none
     * if all are whole; by powers of ten where one is very large or small. Where that would leave fewer than two digits of
     * one of them, each has decimals of its own. NaN is empty.
     */
    static List<String> numbers(double[] values) {
        double[] plain = Arrays.stream(values).filter(Layout::isPlain).toArray();
        double largest = Arrays.stream(plain).map(Math::abs).max().orElse(0);
        boolean whole = Arrays.stream(plain).allMatch(value -> value == Math.rint(value));
        int decimals = whole ? 0 : largest < 100 ? 3 : largest < 1000 ? 2 : largest < 10_000 ? 1 : 0;
        double least = whole ? 0 : 10 * Math.pow(10, -decimals);
        boolean shared = Arrays.stream(plain).allMatch(value -> value == 0 || Math.abs(value) >= least);
        return Arrays.stream(values).mapToObj(value -> shared && isPlain(value)
                ? String.format(Locale.ROOT, "%." + decimals + "f", value + 0.0)
                : number(value)).toList();
    }

    private static boolean isPlain(double value) {
        double size = Math.abs(value);
        return value == 0 || size >= 1e-3 && size < 1e5;
    }

    /** A count in groups of three digits. */
    static String count(long count) {
        return ReportText.count(count);
    }

    /** A sentence in lines that fit, the further ones indented; words that do not fit are cut. */
    static String wrap(String sentence, String indent) {
        return TextLayout.wrap(sentence, 0, indent.length());
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
