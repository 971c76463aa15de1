package ml.lifecycle.internal.query;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The params or the tags of all runs: a column of texts for each name. */
final class TextGroup {

    final Keys keys;
    final List<TextColumn> columns = new ArrayList<>();

    TextGroup() {
        this(new Keys());
    }

    private TextGroup(Keys keys) {
        this.keys = keys;
    }

    static TextGroup read(SnapshotIn in) {
        TextGroup group = new TextGroup(Keys.read(in));
        for (int key = 0; key < group.keys.names.size(); key++) {
            group.columns.add(TextColumn.read(in));
        }
        return group;
    }

    void write(SnapshotOut out, int rows) {
        keys.write(out, rows);
        columns.forEach(column -> column.write(out, rows));
    }

    /** Adds the texts of another group, the first of them at a row. */
    void append(TextGroup other, int base) {
        int[] numbers = keys.append(other.keys, base);
        for (int key = 0; key < numbers.length; key++) {
            columns.get(column(numbers[key])).append(other.columns.get(key), base);
        }
    }

    /** Reads the texts of a run: an object. */
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
                json.text();
                if (columns.get(key).set(row, json.bytes, json.from, json.length)) {
                    order = keys.child(order, key);
                }
            } while (json.more('}'));
        } finally {
            keys.orders.set(row, order);
        }
    }

    private int column(int key) {
        if (key == columns.size()) {
            columns.add(new TextColumn());
        }
        return key;
    }

    @Nullable TextColumn find(String name) {
        int key = keys.names.find(name);
        return key < 0 ? null : columns.get(key);
    }

    Map<String, String> of(int row) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (int key : keys.of(row)) {
            String text = columns.get(key).get(row);
            if (text != null) {
                texts.put(keys.names.text(key), text);
            }
        }
        return texts;
    }
}
