package ml.lifecycle.internal.data;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import ml.lifecycle.ConflictException;
import ml.lifecycle.LifecycleException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.signature.ColumnType;

/** A pass over a file whose types are known: takes the values, in batches if wanted. */
final class CsvValues extends CsvReading {

    /** Receives the next rows of all columns. */
    interface Batches {
        void take(List<Col> columns, int rows);
    }

    /** Zeros before another digit, behind a sign. */
    private static final Pattern ZEROS = Pattern.compile("^([+-]?)0+(?=[0-9])");

    private final CsvHead head;
    private final CsvCells cells;
    private final int batch;
    private final Batches batches;
    private final List<Growing> columns = new ArrayList<>();
    private List<String> names = List.of();
    private int waiting;

    /**
     * @param file its name, for messages
     * @param head its columns
     * @param batch so many rows are given at a time
     * @param batches receives them
     */
    CsvValues(String file, CsvHead head, int batch, Batches batches) {
        super(file, head.format());
        this.cells = new CsvCells(head.format());
        this.head = head;
        this.batch = batch;
        this.batches = batches;
    }

    @Override
    void begin(List<String> names) {
        if (names.size() != head.types().size() || !head.names().isEmpty() && !names.equals(head.names())) {
            throw new ConflictException(file + ": its columns are others than when it was first read; it changed"
                    + " meanwhile. Read it again when it is complete.");
        }
        this.names = names;
        for (int column = 0; column < names.size(); column++) {
            columns.add(Growing.of(names.get(column), head.types().get(column), Math.min(batch, head.rows())));
        }
    }

    @Override
    void missing(int column) {
        columns.get(column).addMissing();
    }

    @Override
    void row() {
        if (++waiting == batch) {
            give();
        }
    }

    /** Gives what is left, which may be no row; to be called after the last one. */
    void give() {
        batches.take(columns.stream().map(Growing::take).toList(), waiting);
        waiting = 0;
    }

    @Override
    void cell(int column, char[] buffer, int offset, int length) {
        Growing growing = columns.get(column);
        if (growing instanceof Growing.Texts texts) {
            texts.add(buffer, offset, length);
            return;
        }
        int from = offset;
        int to = offset + length;
        while (from < to && buffer[from] == ' ') {
            from++;
        }
        while (to > from && buffer[to - 1] == ' ') {
            to--;
        }
        if (growing instanceof Growing.Numbers numbers) {
            number(numbers, column, buffer, from, to);
        } else if (growing instanceof Growing.Integers integers) {
            integer(integers, column, buffer, from, to);
        } else if (growing instanceof Growing.Timestamps timestamps) {
            timestamps.add(timestamp(column, new String(buffer, from, to - from)));
        } else {
            ((Growing.Booleans) growing).add(truth(column, new String(buffer, from, to - from)));
        }
    }

    private void number(Growing.Numbers numbers, int column, char[] buffer, int from, int to) {
        char[] digits = head.format().decimal() == '.' ? buffer : cells.withPoint(buffer, from, to - from);
        int start = digits == buffer ? from : 0;
        int end = start + to - from;
        double value = NumberText.parse(digits, start, end);
        if (Double.isNaN(value)) {
            switch (CellKind.of(digits, start, end - start)) {
                case NOT_A_NUMBER -> {
                    numbers.addMissing();
                    return;
                }
                case INTEGER, NUMBER -> value = Double.parseDouble(new String(digits, start, end - start));
                case INFINITE -> value = Double.POSITIVE_INFINITY;
                default -> value = withZeros(column, digits, start, end, new String(buffer, from, to - from));
            }
        }
        if (Double.isInfinite(value)) {
            throw new RefusedException(place(names.get(column)) + "holds '"
                    + Layout.cut(new String(buffer, from, to - from), 40) + "', which is infinite or larger than any number"
                    + " of 64 bits; leave the cell empty if there is no value.");
        }
        numbers.add(value);
    }

    /** A number that begins with zeros is one where the user says so. */
    private double withZeros(int column, char[] digits, int from, int to, String cell) {
        String text = withoutZeros(new String(digits, from, to - from));
        CellKind kind = CellKind.of(text.toCharArray(), 0, text.length());
        if (!isChosen(column) || kind != CellKind.INTEGER && kind != CellKind.NUMBER) {
            throw other(column, cell);
        }
        return Double.parseDouble(text);
    }

    private static String withoutZeros(String digits) {
        return ZEROS.matcher(digits).replaceFirst("$1");
    }

    private boolean isChosen(int column) {
        return head.format().types().containsKey(names.get(column));
    }

    private void integer(Growing.Integers integers, int column, char[] buffer, int from, int to) {
        switch (CellKind.of(buffer, from, to - from)) {
            case INTEGER -> integers.add(NumberText.whole(buffer, from, to));
            case NOT_A_NUMBER -> integers.addMissing();
            default -> {
                String cell = new String(buffer, from, to - from);
                char[] text = withoutZeros(cell).toCharArray();
                if (!isChosen(column) || CellKind.of(text, 0, text.length) != CellKind.INTEGER) {
                    throw other(column, cell);
                }
                integers.add(NumberText.whole(text, 0, text.length));
            }
        }
    }

    private boolean truth(int column, String text) {
        boolean chosen = isChosen(column);
        boolean truth = text.equalsIgnoreCase("true") || chosen && text.equals("1");
        if (!truth && !text.equalsIgnoreCase("false") && !(chosen && text.equals("0"))) {
            throw other(column, text);
        }
        return truth;
    }

    private Instant timestamp(int column, String text) {
        Instant moment = CellKind.timestamp(text);
        if (moment != null) {
            return moment;
        }
        try {
            // Years of more than four digits are written so by tables, and are no timestamps in files of others.
            return Instant.parse(text);
        } catch (DateTimeException other) {
            throw other(column, text);
        }
    }

    private LifecycleException other(int column, String text) {
        String what = place(names.get(column)) + "holds '" + Names.printable(Layout.cut(text, 40)) + "'";
        ColumnType type = head.types().get(column);
        return isChosen(column)
                ? new RefusedException(what + ", which is no " + type + ", the type that was chosen for the column; correct"
                        + " the cell, say by missingAs(…) if it stands for a missing value, or choose another type.")
                : new ConflictException(what + " and not " + type + ", as when it was first read; it changed meanwhile."
                        + " Read it again when it is complete.");
    }
}
