package ml.lifecycle.internal.data;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import ml.lifecycle.internal.stats.Distribution;
import ml.lifecycle.internal.stats.DriftSide;
import ml.lifecycle.signature.ColumnType;

/** What is counted of one column; columns of other tables join it. Values come in blocks of rows. */
final class ColumnCounts {

    final String name;
    final ColumnType type;
    long rows;
    long missing;
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    /** The sum over all rows of what mixes this value and the whole row; equal for columns with equal values. */
    long sameness;
    Moments moments = new Moments();
    NumberCounts numbers;
    TextCounts texts = new TextCounts();
    TimeRange times = new TimeRange();

    ColumnCounts(String name, ColumnType type) {
        this.name = name;
        this.type = type;
        this.numbers = new NumberCounts(type == ColumnType.INTEGER);
    }

    boolean isNumeric() {
        return type == ColumnType.NUMBER || type == ColumnType.INTEGER;
    }

    /** Whether a column of numbers has two different ones. */
    boolean varies() {
        return min < max;
    }

    /** Adds rows of a column of numbers, and gives the value of each row, NaN where missing, and its hash. */
    void addNumbers(Col column, int from, int length, double[] values, long[] hashes, Block block) {
        int count = column.numbers(from, length, values);
        long[] keys = block.keys;
        if (column instanceof IntegerCol integers) {
            integers.integers(from, length, keys);
        } else {
            NumberCounts.keys(values, length, keys);
        }
        Hashes.mix(keys, length, hashes);
        rows += length;
        missing += length - count;
        if (count == length) {
            numbers.add(keys, hashes, values, length);
            addMoments(values, length);
            return;
        }
        int present = 0;
        for (int index = 0; index < length; index++) {
            if (Double.isNaN(values[index])) {
                hashes[index] = Hashes.MISSING;
            } else {
                keys[present] = keys[index];
                block.presentHashes[present] = hashes[index];
                block.present[present++] = values[index];
            }
        }
        numbers.add(keys, block.presentHashes, block.present, count);
        addMoments(block.present, count);
    }

    private void addMoments(double[] values, int length) {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int index = 0; index < length; index++) {
            least = values[index] < least ? values[index] : least;
            greatest = values[index] > greatest ? values[index] : greatest;
        }
        min = Math.min(min, least);
        max = Math.max(max, greatest);
        moments.add(values, length, Math.max(-least, greatest));
    }

    /** Adds rows of any other column, and gives the hash of each row's value. */
    void addTexts(Col column, int from, int length, long[] hashes) {
        for (int index = 0; index < length; index++) {
            String text = column.text(from + index);
            if (text == null) {
                missing++;
                hashes[index] = Hashes.MISSING;
            } else {
                texts.add(text, 1);
                if (type == ColumnType.TIMESTAMP && column.value(from + index) instanceof Instant moment) {
                    times.add(moment);
                }
                hashes[index] = Hashes.of(text);
            }
        }
        rows += length;
    }

    /**
     * The column as a side of a comparison. Numbers that the other side counts in buckets are put in the same ones, so that
     * equal data is equal.
     *
     * @param other the column that it is compared with
     */
    DriftSide side(ColumnCounts other) {
        if (!isNumeric()) {
            return new DriftSide(name, type, Distribution.texts(name, texts.counts(), missing, rows - missing),
                    texts.isExact() ? 0 : Double.POSITIVE_INFINITY);
        }
        NumberCounts alike = other.isNumeric() ? numbers.alike(other.numbers) : numbers;
        NumberCounts.Sorted sorted = alike.sorted(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        return new DriftSide(name, type, Distribution.numbers(name, sorted.values(), sorted.counts(), missing),
                alike.width(TableCounts.quantile(sorted, 0.25), TableCounts.quantile(sorted, 0.75)));
    }

    /** To be called after the last row of a part. */
    void settle() {
        numbers.settle();
        texts.settle();
    }

    void add(ColumnCounts other) {
        rows += other.rows;
        missing += other.missing;
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
        sameness += other.sameness;
        moments.add(other.moments);
        numbers.add(other.numbers);
        texts.add(other.texts);
        times.add(other.times);
    }

    void write(DataOutput out) throws IOException {
        TextCounts.write(out, name);
        TextCounts.write(out, type.name());
        out.writeLong(rows);
        out.writeLong(missing);
        out.writeDouble(min);
        out.writeDouble(max);
        out.writeLong(sameness);
        if (isNumeric()) {
            moments.write(out);
            numbers.write(out);
        } else {
            texts.write(out);
        }
    }

    /** Reads what {@link #write} wrote; {@code first} for the form of the first profiles. */
    static ColumnCounts read(DataInput in, boolean first) throws IOException {
        ColumnCounts read = new ColumnCounts(TextCounts.text(in), ColumnType.valueOf(TextCounts.text(in)));
        read.rows = in.readLong();
        read.missing = in.readLong();
        read.min = in.readDouble();
        read.max = in.readDouble();
        read.sameness = in.readLong();
        if (read.isNumeric()) {
            read.moments = Moments.read(in);
            read.numbers = NumberCounts.read(in, read.type == ColumnType.INTEGER, first);
        } else {
            read.texts = TextCounts.read(in);
        }
        return read;
    }
}
