package ml.lifecycle.internal.monitor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.ColumnType;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Signature;
import org.jspecify.annotations.Nullable;

/** What is recorded of a row: the inputs, the answer and, where asked for, the score of the answer. Immutable. */
final class Layout {

    final List<ColumnType> types;
    final int inputs;
    final Output.Kind kind;
    final boolean scored;

    private final String[] inNames;

    private Layout(List<String> names, List<ColumnType> types, int inputs, Output.Kind kind, boolean scored) {
        this.inNames = names.toArray(String[]::new);
        this.types = List.copyOf(types);
        this.inputs = inputs;
        this.kind = kind;
        this.scored = scored;
    }

    static Layout of(Signature signature, boolean scored) {
        List<String> names = new ArrayList<>(signature.inputs().stream().map(Column::name).toList());
        List<ColumnType> types = new ArrayList<>(signature.inputs().stream().map(Column::type).toList());
        Output.Kind kind = signature.output().kind();
        Set<String> taken = signature.inputs().stream().map(Column::name).collect(Collectors.toSet());
        names.add(free("prediction", taken));
        types.add(kind == Output.Kind.NUMBER ? ColumnType.NUMBER : ColumnType.TEXT);
        if (scored) {
            names.add(free("prediction_score", taken));
            types.add(ColumnType.NUMBER);
        }
        return new Layout(names, types, signature.inputs().size(), kind, scored);
    }

    /** An input may have the name already. */
    private static String free(String name, Set<String> taken) {
        String free = name;
        for (int number = 2; taken.contains(free); number++) {
            free = name + "_" + number;
        }
        return free;
    }

    /** The names in an array; not to be changed. */
    String[] names() {
        return inNames;
    }

    /** The inputs of a row, in their order. */
    @Nullable Object[] inputs(Map<String, ? extends @Nullable Object> row) {
        @Nullable Object[] values = new Object[inputs];
        for (int column = 0; column < inputs; column++) {
            values[column] = row.get(inNames[column]);
        }
        return values;
    }

    int columns() {
        return inNames.length;
    }

    boolean isObject(int column) {
        return types.get(column) == ColumnType.TEXT || types.get(column) == ColumnType.TIMESTAMP;
    }
}
