package ml.lifecycle.internal.query;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The latest metrics of all runs: a column of numbers for each name. */
final class MetricGroup {

    final Keys keys;
    final List<DoubleColumn> columns = new ArrayList<>();

    MetricGroup() {
        this(new Keys());
    }

    private MetricGroup(Keys keys) {
        this.keys = keys;
    }

    static MetricGroup read(SnapshotIn in) {
        MetricGroup group = new MetricGroup(Keys.read(in));
        for (int key = 0; key < group.keys.names.size(); key++) {
            group.columns.add(DoubleColumn.read(in));
        }
        return group;
    }

    void write(SnapshotOut out, int rows) {
        keys.write(out, rows);
        columns.forEach(column -> column.write(out, rows));
    }

    /** Adds the numbers of another group, the first of them at a row. */
    void append(MetricGroup other, int base) {
        int[] numbers = keys.append(other.keys, base);
        for (int key = 0; key < numbers.length; key++) {
            columns.get(column(numbers[key])).append(other.columns.get(key), base);
        }
    }

    /** Reads the last points of a run: an object of arrays of step, time and value. */
    void read(int row, JsonScanner json) {
        json.expect('{');
        if (json.closed('}')) {
            return;
        }
        int order = keys.orders.get(row);
        int place = 0;
        try {
            do {
                int key = column(keys.read(json, place++));
                json.pointFront();
                if (columns.get(key).set(row, json.number())) {
                    order = keys.child(order, key);
                }
                json.expect(']');
            } while (json.more('}'));
        } finally {
            keys.orders.set(row, order);
        }
    }

    private int column(int key) {
        if (key == columns.size()) {
            columns.add(new DoubleColumn());
        }
        return key;
    }

    @Nullable DoubleColumn find(String name) {
        int key = keys.names.find(name);
        return key < 0 ? null : columns.get(key);
    }

    void set(int row, int key, double value) {
        if (columns.get(key).set(row, value)) {
            keys.extend(row, key);
        }
    }

    void set(int row, String name, double value) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        set(row, column(keys.names.add(bytes, 0, bytes.length)), value);
    }

    Map<String, Double> of(int row) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (int key : keys.of(row)) {
            values.put(keys.names.text(key), columns.get(key).get(row));
        }
        return values;
    }
}
