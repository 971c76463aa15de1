package ml.lifecycle.internal.data;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.Table;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.signature.ColumnType;
import org.jspecify.annotations.Nullable;

/** Makes tables of rows. */
final class RowTables {

    private RowTables() {}

    static Table of(Collection<? extends Map<String, ? extends @Nullable Object>> rows) {
        Map<String, @Nullable Object[]> columns = new LinkedHashMap<>();
        List<Map<String, ? extends @Nullable Object>> read = new ArrayList<>(rows);
        for (int row = 0; row < read.size(); row++) {
            int place = row;
            read.get(row).forEach((name, value) ->
                    columns.computeIfAbsent(name, absent -> new Object[read.size()])[place] = value);
        }
        if (columns.isEmpty()) {
            throw new RefusedException("The " + read.size() + " rows name no column; a table needs at least one. Tables"
                    + " without rows are made by Table.of(columns).");
        }
        Map<String, List<? extends @Nullable Object>> values = new LinkedHashMap<>();
        columns.forEach((name, column) -> values.put(name, Arrays.asList(column)));
        return ValueTable.of(values);
    }

    static <R extends Record> Table of(Class<R> type, Collection<? extends R> rows) {
        List<R> read = new ArrayList<>(rows);
        Map<String, List<? extends @Nullable Object>> columns = new LinkedHashMap<>();
        Map<String, ColumnType> types = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            columns.put(component.getName(), values(type, component, read));
            ColumnType declared = ValueTable.typeOf(component.getType());
            if (declared != null) {
                types.put(component.getName(), declared);
            }
        }
        return ValueTable.of(columns, types);
    }

    private static List<@Nullable Object> values(Class<?> type, RecordComponent component, List<? extends Record> rows) {
        Method accessor = component.getAccessor();
        // Where it may not be made accessible it may be accessible all the same.
        accessor.trySetAccessible();
        @Nullable Object[] values = new Object[rows.size()];
        for (int row = 0; row < values.length; row++) {
            Record record = rows.get(row);
            if (record == null) {
                throw new RefusedException("Row " + row + " of the records is null; leave it out.");
            }
            values[row] = value(type, accessor, record);
        }
        return Arrays.asList(values);
    }

    private static @Nullable Object value(Class<?> type, Method accessor, Record record) {
        try {
            return accessor.invoke(record);
        } catch (IllegalAccessException closed) {
            throw new RefusedException("The records of " + Names.printable(type.getName()) + " cannot be read: make the"
                    + " record public in an exported package, or open its package to ml.lifecycle.core.", closed);
        } catch (InvocationTargetException failure) {
            if (failure.getCause() instanceof RuntimeException exception) {
                throw exception;
            }
            if (failure.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("an accessor of a record throws no checked exception", failure);
        }
    }
}
