package ml.lifecycle.internal.data;

import java.util.Arrays;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.CsvFormat;

/** Notices a file whose cells are separated by something else than its format says. */
final class CsvSeparators {

    private static final String USUAL = ",;\t|";

    private final CsvFormat format;
    private final int[] found = new int[USUAL.length()];

    CsvSeparators(CsvFormat format) {
        this.format = format;
    }

    /** Counts what may separate cells within one that is not quoted. */
    void look(char[] buffer, int offset, int length) {
        for (int index = offset; index < offset + length; index++) {
            int place = USUAL.indexOf(buffer[index]);
            if (place >= 0) {
                found[place]++;
            }
        }
    }

    /** Begins anew, with the next line. */
    void forget() {
        Arrays.fill(found, 0);
    }

    /** Refuses a line of names in which another separator occurs more often than the own one. */
    void requireOwn(String place, int cells) {
        String hint = hint(cells);
        if (!hint.isEmpty()) {
            throw new RefusedException(place + "there " + (cells == 1 ? "is 1 column" : "are " + cells + " columns")
                    + " with " + name(format.separator()) + " between cells. " + hint
                    + "If such a character belongs to a name, put quotes around the name.");
        }
    }

    /** How to read the file, if another separator occurs in the line more often than the own one; else empty. */
    String hint(int cells) {
        int best = 0;
        for (int place = 1; place < found.length; place++) {
            best = found[place] > found[best] ? place : best;
        }
        return found[best] < cells ? "" : "It looks as if " + name(USUAL.charAt(best)) + " separates cells: read it with "
                + format.separatedBy(USUAL.charAt(best)) + ". ";
    }

    /** A separator in words. */
    static String name(char separator) {
        return separator == ',' ? "a comma" : separator == '\t' ? "a tab" : "'" + separator + "'";
    }
}
