package ml.lifecycle.testkit;

import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Rows as a model takes them. Each knows its number, counted from 0, in the table that a person would look it up in. */
final class NumberedRows extends AbstractList<Map<String, Object>> {

    private final List<Map<String, Object>> rows;
    private final int[] numbers;

    NumberedRows(List<Map<String, Object>> rows, int[] numbers) {
        this.rows = rows;
        this.numbers = numbers;
    }

    /** Rows that are all there is, numbered as they come. */
    static NumberedRows all(List<Map<String, Object>> rows) {
        return new NumberedRows(rows, IntStream.range(0, rows.size()).toArray());
    }

    /** Some of them, which keep their numbers. */
    NumberedRows only(int[] chosen) {
        return new NumberedRows(IntStream.of(chosen).mapToObj(rows::get).toList(),
                IntStream.of(chosen).map(index -> numbers[index]).toArray());
    }

    /** How a message names a row. */
    String name(int index) {
        return "row " + numbers[index];
    }

    @Override
    public Map<String, Object> get(int index) {
        return rows.get(index);
    }

    @Override
    public int size() {
        return rows.size();
    }
}
