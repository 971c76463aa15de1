package ml.lifecycle.internal.data;

import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import ml.lifecycle.RefusedException;
import ml.lifecycle.signature.ColumnType;

/**
 * The cells of one column while a file is read: their characters one after the other, since the type of the column is
 * known only at the end.
 */
final class Cells {

    private static final Set<CellKind> NUMERIC =
            EnumSet.of(CellKind.INTEGER, CellKind.NUMBER, CellKind.NOT_A_NUMBER, CellKind.INFINITE);

    private final String name;
    private char[] characters = new char[256];
    private int[] ends = new int[32];
    private int count;
    private final BitSet missing = new BitSet();

    Cells(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    /**
     * Adds a cell.
     *
     * @param quoted whether it is in quotes, which keeps an empty one from being missing
     * @throws RefusedException if the column has more characters than an array
     */
    void add(char[] buffer, int offset, int length, boolean quoted) {
        int start = count == 0 ? 0 : ends[count - 1];
        if (start > Integer.MAX_VALUE - 8 - length) {
            throw new RefusedException("it has more than " + Integer.MAX_VALUE + " characters; split the file");
        }
        if (start + length > characters.length) {
            int wanted = Math.max(start + length, (int) Math.min(characters.length * 2L, Integer.MAX_VALUE - 8));
            characters = Arrays.copyOf(characters, wanted);
        }
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, count * 2);
        }
        System.arraycopy(buffer, offset, characters, start, length);
        if (!quoted && isBlank(buffer, offset, length)) {
            missing.set(count);
        }
        ends[count++] = start + length;
    }

    private static boolean isBlank(char[] buffer, int offset, int length) {
        for (int index = offset; index < offset + length; index++) {
            if (buffer[index] != ' ') {
                return false;
            }
        }
        return true;
    }

    private String text(int row) {
        int start = row == 0 ? 0 : ends[row - 1];
        return new String(characters, start, ends[row] - start);
    }

    private String trimmed(int row) {
        int start = row == 0 ? 0 : ends[row - 1];
        int end = ends[row];
        while (start < end && characters[start] == ' ') {
            start++;
        }
        while (end > start && characters[end - 1] == ' ') {
            end--;
        }
        return new String(characters, start, end - start);
    }

    /**
     * The column, of the type that all cells have.
     *
     * @param lines tells the line of each row
     * @throws BadCell if a number is infinite
     */
    Col column(int[] lines) throws BadCell {
        return switch (type()) {
            case INTEGER -> integers();
            case NUMBER -> numbers(lines);
            case BOOLEAN -> booleans();
            case TIMESTAMP -> timestamps();
            case TEXT -> texts();
        };
    }

    private ColumnType type() {
        Set<CellKind> seen = EnumSet.noneOf(CellKind.class);
        for (int row = missing.nextClearBit(0); row < count; row = missing.nextClearBit(row + 1)) {
            if (seen.add(CellKind.of(trimmed(row))) && (seen.contains(CellKind.TEXT)
                    || seen.size() > 1 && !NUMERIC.containsAll(seen))) {
                return ColumnType.TEXT;
            }
        }
        if (seen.contains(CellKind.NUMBER) || seen.contains(CellKind.INTEGER) && seen.contains(CellKind.INFINITE)) {
            return ColumnType.NUMBER;
        }
        if (seen.contains(CellKind.INTEGER)) {
            return ColumnType.INTEGER;
        }
        if (seen.contains(CellKind.BOOLEAN)) {
            return ColumnType.BOOLEAN;
        }
        return seen.contains(CellKind.TIMESTAMP) ? ColumnType.TIMESTAMP : ColumnType.TEXT;
    }

    private Col.Head head(ColumnType type) {
        return new Col.Head(name, type, missing);
    }

    private Col integers() {
        long[] values = new long[count];
        for (int row = missing.nextClearBit(0); row < count; row = missing.nextClearBit(row + 1)) {
            String text = trimmed(row);
            if (CellKind.of(text) == CellKind.NOT_A_NUMBER) {
                missing.set(row);
            } else {
                values[row] = Long.parseLong(text);
            }
        }
        return new IntegerCol(head(ColumnType.INTEGER), values, null);
    }

    private Col numbers(int[] lines) throws BadCell {
        double[] values = new double[count];
        for (int row = missing.nextClearBit(0); row < count; row = missing.nextClearBit(row + 1)) {
            String text = trimmed(row);
            CellKind kind = CellKind.of(text);
            if (kind == CellKind.NOT_A_NUMBER) {
                missing.set(row);
                continue;
            }
            values[row] = kind == CellKind.INFINITE ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
            if (Double.isInfinite(values[row])) {
                throw new BadCell(lines[row], name, "holds '" + Layout.cut(text, 40) + "', which is infinite or larger"
                        + " than any number of 64 bits; leave the cell empty if there is no value");
            }
        }
        return new NumberCol(head(ColumnType.NUMBER), values, null);
    }

    private Col booleans() {
        BitSet values = new BitSet(count);
        for (int row = missing.nextClearBit(0); row < count; row = missing.nextClearBit(row + 1)) {
            values.set(row, trimmed(row).equalsIgnoreCase("true"));
        }
        return new BooleanCol(head(ColumnType.BOOLEAN), values, count, null);
    }

    private Col timestamps() {
        long[] seconds = new long[count];
        int[] nanos = new int[count];
        for (int row = missing.nextClearBit(0); row < count; row = missing.nextClearBit(row + 1)) {
            Instant moment = CellKind.timestamp(trimmed(row));
            if (moment != null) {
                seconds[row] = moment.getEpochSecond();
                nanos[row] = moment.getNano();
            }
        }
        return new TimestampCol(head(ColumnType.TIMESTAMP), seconds, nanos, null);
    }

    private Col texts() {
        Map<String, Integer> levels = new HashMap<>();
        int[] codes = new int[count];
        for (int row = missing.nextClearBit(0); row < count; row = missing.nextClearBit(row + 1)) {
            codes[row] = TextCol.code(levels, text(row));
        }
        return new TextCol(head(ColumnType.TEXT), TextCol.levels(levels), codes, null);
    }

    /** A value that no column can hold. */
    static final class BadCell extends Exception {

        private static final long serialVersionUID = 1L;

        private final int line;
        private final String column;

        BadCell(int line, String column, String problem) {
            super(problem);
            this.line = line;
            this.column = column;
        }

        int line() {
            return line;
        }

        String column() {
            return column;
        }
    }
}
