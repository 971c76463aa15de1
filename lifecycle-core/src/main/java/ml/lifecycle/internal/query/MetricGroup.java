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

    /** Reads a name, the number of its place in an event given; makes its column, if there is none. */
    int read(JsonScanner json, int place) {
        return column(keys.read(json, place));
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
        DoubleColumn column = columns.get(key);
        if (DoubleColumn.isAbsent(column.get(row))) {
            keys.extend(row, key);
        }
        column.set(row, value);
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
