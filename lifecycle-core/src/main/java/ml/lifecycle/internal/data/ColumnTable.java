package ml.lifecycle.internal.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import ml.lifecycle.NotFoundException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.DriftReport;
import ml.lifecycle.data.DriftSettings;
import ml.lifecycle.data.Profile;
import ml.lifecycle.data.Table;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.internal.stats.DriftSide;
import ml.lifecycle.internal.text.Names;
import org.jspecify.annotations.Nullable;

/** A table of columns. */
final class ColumnTable implements Table {

    private final List<Col> columns;
    private final int rows;
    /** What this is a view of; {@code null} if it is none. */
    private final @Nullable ColumnTable source;
    private final Map<String, Col> byName = new HashMap<>();
    /** What is computed on demand; computing it twice gives the same. */
    private volatile @Nullable String digest;
    private volatile @Nullable Profile profile;

    ColumnTable(List<? extends Col> columns, int rows) {
        this(columns, rows, null);
    }

    /** A view. */
    private ColumnTable(List<? extends Col> columns, int rows, @Nullable ColumnTable source) {
        this.source = source;
        this.columns = List.copyOf(columns);
        this.rows = rows;
        this.columns.forEach(column -> byName.put(column.name(), column));
    }

    @Override
    public int rows() {
        return rows;
    }

    /** The columns, as they are kept. */
    List<Col> cols() {
        return columns;
    }

    @Override
    public List<TableColumn> columns() {
        return List.copyOf(columns);
    }

    @Override
    public TableColumn column(String name) {
        return find(name);
    }

    private Col find(String name) {
        Col column = byName.get(name);
        if (column == null) {
            throw new NotFoundException("The table has no column '" + Names.printable(name) + "'; it has "
                    + columns.stream().map(each -> Names.printable(each.name())).collect(Collectors.joining(", "))
                    + ".");
        }
        return column;
    }

    @Override
    public Map<String, Object> row(int row) {
        Objects.checkIndex(row, rows);
        Map<String, Object> values = new LinkedHashMap<>();
        for (Col column : columns) {
            Object value = column.value(row);
            if (value != null) {
                values.put(column.name(), value);
            }
        }
        return Collections.unmodifiableMap(values);
    }

    @Override
    public Table select(int... selected) {
        for (int row : selected) {
            if (row < 0 || row >= rows) {
                throw new RefusedException("The table has no row " + row + "; its " + rows
                        + " rows are counted from 0.");
            }
        }
        // Columns of one table share their view, so the places are looked up once.
        int[] places = new int[selected.length];
        if (!columns.isEmpty()) {
            Col any = columns.get(0);
            for (int row = 0; row < places.length; row++) {
                places[row] = any.place(selected[row]);
            }
        }
        return new ColumnTable(columns.stream().map(column -> column.over(places)).toList(), places.length,
                source == null ? this : source);
    }

    @Override
    public Table without(String... names) {
        Set<Col> dropped = new LinkedHashSet<>();
        for (String name : names) {
            dropped.add(find(name));
        }
        List<Col> kept = new ArrayList<>(columns);
        kept.removeAll(dropped);
        return new ColumnTable(kept, rows, source == null ? this : source);
    }

    @Override
    public String digest() {
        String known = digest;
        if (known == null) {
            known = TableDigest.of(columns, rows);
            digest = known;
        }
        return known;
    }

    @Override
    public String source() {
        return source == null ? digest() : source.digest();
    }

    @Override
    public Profile profile() {
        Profile known = profile;
        if (known == null) {
            known = TableProfile.of(columns, rows);
            profile = known;
        }
        return known;
    }

    @Override
    public DriftReport driftTo(Table current, DriftSettings settings) {
        return DriftComparison.compare(sides(columns), rows,
                sides(current.columns()), current.rows(), settings);
    }

    private static List<DriftSide> sides(List<? extends TableColumn> columns) {
        return columns.stream().map(DriftSide::of).toList();
    }

    @Override
    public String toString() {
        return TableText.of(columns, rows);
    }
}
