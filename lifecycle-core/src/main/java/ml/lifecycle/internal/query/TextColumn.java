package ml.lifecycle.internal.query;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Texts by row, as numbers of a dictionary of their own. */
final class TextColumn {

    final Dict dict;
    /** The number of the text in {@link #dict}, plus one; 0 for none. */
    final IntColumn codes;

    TextColumn() {
        this(new Dict(), new IntColumn());
    }

    private TextColumn(Dict dict, IntColumn codes) {
        this.dict = dict;
        this.codes = codes;
    }

    /** Adds the texts of another column, the first of them at a row. */
    void append(TextColumn other, int base) {
        codes.append(other.codes, base, dict.addAll(other.dict));
    }

    static TextColumn read(SnapshotIn in) {
        return new TextColumn(new Dict(SavedDict.read(in)), IntColumn.read(in));
    }

    void write(SnapshotOut out, int rows) {
        SavedDict.write(out, dict);
        codes.write(out, rows);
    }

    /** Sets a text; whether the row had none. */
    boolean set(int row, byte[] bytes, int from, int length) {
        return codes.set(row, dict.add(bytes, from, length) + 1) == 0;
    }

    void set(int row, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        set(row, bytes, 0, bytes.length);
    }

    boolean has(int row) {
        return codes.get(row) != 0;
    }

    @Nullable String get(int row) {
        int code = codes.get(row);
        return code == 0 ? null : dict.text(code - 1);
    }
}
