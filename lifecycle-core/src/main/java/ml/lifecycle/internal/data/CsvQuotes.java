package ml.lifecycle.internal.data;

import ml.lifecycle.RefusedException;
import ml.lifecycle.data.CsvFormat;

/** Notices a file whose cells stand between other quotes than its format says: single ones for double ones, or the reverse. */
final class CsvQuotes {

    private final CsvFormat format;
    private final char other;
    private boolean around;
    private int cellsAround;
    private boolean begun;

    CsvQuotes(CsvFormat format) {
        this.format = format;
        this.other = other(format);
    }

    /** Looks at the next cell of a line. */
    void look(char[] buffer, int offset, int length, boolean quoted) {
        around = false;
        if (!quoted && length > 0 && buffer[offset] == other) {
            around = length > 1 && buffer[offset + length - 1] == other;
            begun |= !around;
            cellsAround += around ? 1 : 0;
        }
    }

    /** Whether the other quotes stand around the cell that was looked at last. */
    boolean isAround() {
        return around;
    }

    /** Begins anew, with the next line. */
    void forget() {
        around = false;
        cellsAround = 0;
        begun = false;
    }

    /** Refuses a line of names that all stand between the other quotes. */
    void requireOwn(String place, int cells) {
        if (cells > 0 && cellsAround == cells) {
            throw new RefusedException(place + (cells == 1 ? "the name stands" : "all names stand") + " between "
                    + otherThan(format) + ". " + remedy() + "If these belong to the " + (cells == 1 ? "name, put the quotes "
                    : "names, put the quotes ") + format.quote() + " around " + (cells == 1 ? "it." : "them."));
        }
    }

    /** How to read the file, if a cell of this line begins with the other quote and ends without; else empty. */
    String hint() {
        return begun ? "It looks as if " + otherThan(format) + " stand around cells. " + remedy() : "";
    }

    /** How to read the file, as a sentence and a space. */
    private String remedy() {
        return "Where they are quotes, read it with " + remedied(format) + ". ";
    }

    /** The format with the other quotes. */
    static CsvFormat remedied(CsvFormat format) {
        return format.quotedBy(other(format));
    }

    /** The other quotes in words. */
    static String otherThan(CsvFormat format) {
        return other(format) == '"' ? "double quotes" : "single quotes";
    }

    private static char other(CsvFormat format) {
        return format.quote() == '"' ? '\'' : '"';
    }
}
