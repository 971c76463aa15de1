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

    /** Reads a name, the number of its place in an event given; makes its column, if there is none. */
    int read(JsonScanner json, int place) {
        return column(keys.read(json, place));
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

    void set(int row, int key, byte[] bytes, int from, int length) {
        TextColumn column = columns.get(key);
        if (!column.has(row)) {
            keys.extend(row, key);
        }
        column.set(row, bytes, from, length);
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
