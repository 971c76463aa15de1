package ml.lifecycle.internal.data;

import java.util.regex.Pattern;
import ml.lifecycle.data.CsvFormat;

/** What cells look like in the format of their file. For use by one thread. */
final class CsvCells {

    /** Longer cells are no numbers that anyone wrote. */
    private static final int LONGEST = 40;
    /** With a decimal comma, or a point in a file of commas: {@code 1,5}. */
    private static final Pattern DECIMALS = Pattern.compile("[+-]?(0|[1-9][0-9]*)[.,][0-9]+([eE][+-]?[0-9]+)?");
    /** With something between thousands: {@code 1.234,56}, {@code 1,234}, {@code 1 234 567}, {@code 1'234.5}. */
    private static final Pattern GROUPS =
            Pattern.compile("[+-]?[1-9][0-9]{0,2}([., '\u00a0\u202f\u2019])[0-9]{3}(\\1[0-9]{3})*((?!\\1)[.,][0-9]+)?");

    private final boolean comma;
    private char[] changed = new char[LONGEST];

    CsvCells(CsvFormat format) {
        comma = format.decimal() == ',';
    }

    /** What the characters look like; spaces around them do not count. */
    CellKind kind(char[] buffer, int offset, int length) {
        CellKind kind = CellKind.of(buffer, offset, length);
        if (comma && (kind == CellKind.NUMBER || kind == CellKind.TEXT)) {
            CellKind with = CellKind.of(withPoint(buffer, offset, length), 0, length);
            if (with == CellKind.NUMBER || kind == CellKind.NUMBER) {
                return with == CellKind.NUMBER ? with : CellKind.FOREIGN;
            }
        }
        if (kind != CellKind.TEXT || length > LONGEST || !endsWithDigit(buffer, offset, length)) {
            return kind;
        }
        String text = new String(buffer, offset, length).strip();
        return DECIMALS.matcher(text).matches() || GROUPS.matcher(text).matches() ? CellKind.FOREIGN : kind;
    }

    private static boolean endsWithDigit(char[] buffer, int offset, int length) {
        char last = ' ';
        for (int index = offset + length - 1; index >= offset && last == ' '; index--) {
            last = buffer[index];
        }
        return last >= '0' && last <= '9';
    }

    /** The characters of a number as Java writes it: with a point for a comma, and none for a point. */
    char[] withPoint(char[] buffer, int offset, int length) {
        if (changed.length < length) {
            changed = new char[length];
        }
        for (int index = 0; index < length; index++) {
            char character = buffer[offset + index];
            changed[index] = !comma ? character : character == ',' ? '.' : character == '.' ? ',' : character;
        }
        return changed;
    }
}
