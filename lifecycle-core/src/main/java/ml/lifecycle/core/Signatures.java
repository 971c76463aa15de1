package ml.lifecycle.core;

import java.util.List;
import java.util.TreeSet;
import ml.lifecycle.data.ColumnProfile;
import ml.lifecycle.data.Profile;
import ml.lifecycle.data.Table;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Range;
import ml.lifecycle.signature.Signature;

/** Signatures from training data. */
public final class Signatures {

    /** A column of more different texts is rather a name or an identity than a choice of levels. */
    private static final int MAX_LEVELS = 1_000;

    private Signatures() {}

    /**
     * The contract that training data implies: each column with its type; numbers with the range and texts with the
     * values that occur, of at most 1,000; a column with missing values is optional.
     *
     * @param inputs the training data without the answer
     * @param output the answer
     * @return the signature
     * @throws ml.lifecycle.RefusedException if there are no columns
     */
    public static Signature infer(Table inputs, Output output) {
        Profile profile = inputs.profile();
        List<Column> columns = inputs.columns().stream()
                .map(column -> infer(column, profile.column(column.name())))
                .toList();
        return new Signature(columns, output);
    }

    private static Column infer(TableColumn column, ColumnProfile profile) {
        boolean required = profile.missing() == 0;
        return switch (column.type()) {
            case NUMBER, INTEGER -> new Column(column.name(), column.type(), required,
                    Double.isNaN(profile.min()) ? null : new Range(profile.min(), profile.max()), List.of());
            case TEXT -> new Column(column.name(), column.type(), required, null,
                    profile.distinct() > MAX_LEVELS ? List.of() : levels(column));
            case BOOLEAN, TIMESTAMP -> new Column(column.name(), column.type(), required, null, List.of());
        };
    }

    /**
     * The different values of a column as text.
     *
     * @param column the column
     * @return the values, sorted, without missing ones
     */
    public static List<String> levels(TableColumn column) {
        TreeSet<String> levels = new TreeSet<>();
        for (int row = 0; row < column.size(); row++) {
            String text = column.text(row);
            if (text != null) {
                levels.add(text);
            }
        }
        return List.copyOf(levels);
    }
}
