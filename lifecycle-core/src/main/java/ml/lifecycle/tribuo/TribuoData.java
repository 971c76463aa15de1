package ml.lifecycle.tribuo;

import java.util.List;
import java.util.function.IntFunction;
import ml.lifecycle.RefusedException;
import ml.lifecycle.core.Signatures;
import ml.lifecycle.data.Table;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Signature;
import org.jspecify.annotations.Nullable;
import org.tribuo.MutableDataset;
import org.tribuo.OutputFactory;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.clustering.ClusterID;
import org.tribuo.clustering.ClusteringFactory;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Tables as data sets of Tribuo. Each data set knows the features and labels of its own rows alone; nothing of rows that
 * were left for a test leaks into it. Their description is the digest of the table.
 */
@SuppressWarnings("exports") // Tribuo is optional: to require it transitively would force it on every module
public final class TribuoData {

    private TribuoData() {}

    /**
     * Rows with their labels.
     *
     * @param table all columns but the label are features
     * @param label the column of labels
     * @return the data set
     * @throws RefusedException if a value is missing or infinite, or there are no rows or no features
     * @throws ml.lifecycle.NotFoundException if there is no such column
     */
    public static MutableDataset<Label> classification(Table table, String label) {
        return classification(table.without(label), table.column(label));
    }

    static MutableDataset<Label> classification(Table inputs, TableColumn labels) {
        return dataset(inputs, inputs.digest(), new LabelFactory(), row -> {
            String text = labels.text(row);
            if (text == null) {
                throw missing(labels, row, "training");
            }
            return new Label(text);
        });
    }

    /**
     * Rows to find clusters in.
     *
     * @param table all columns are features
     * @return the data set
     * @throws RefusedException if a value is missing or infinite, or there are no rows or no features
     */
    public static MutableDataset<ClusterID> clustering(Table table) {
        return dataset(table, table.digest(), new ClusteringFactory(),
                row -> ClusteringFactory.UNASSIGNED_CLUSTER_ID);
    }

    private static <T extends org.tribuo.Output<T>> MutableDataset<T> dataset(
            Table inputs, String digest, OutputFactory<T> factory, IntFunction<T> output) {
        if (inputs.rows() == 0 || inputs.columns().isEmpty()) {
            throw new RefusedException("The training data has " + inputs.rows() + " rows and "
                    + inputs.columns().size() + " columns besides the answer; at least one of each is needed.");
        }
        inputs.columns().forEach(TribuoData::requireFinite);
        Signature signature = Signatures.infer(inputs, Output.cluster("any"));
        FeatureRow features = new FeatureRow(signature.inputs());
        List<TableColumn> columns = inputs.columns();
        MutableDataset<T> dataset = new MutableDataset<>(
                new SimpleDataSourceProvenance("table " + digest, factory), factory);
        for (int row = 0; row < inputs.rows(); row++) {
            dataset.add(features.example(output.apply(row), values(columns, row)));
        }
        return dataset;
    }

    private static @Nullable Object[] values(List<TableColumn> columns, int row) {
        @Nullable Object[] values = new Object[columns.size()];
        for (int index = 0; index < values.length; index++) {
            values[index] = columns.get(index).value(row);
        }
        return values;
    }

    private static void requireFinite(TableColumn column) {
        for (int row = 0; row < column.size(); row++) {
            if (column.isMissing(row)) {
                throw missing(column, row, "Tribuo, which would read it as 0,");
            }
            if (column.value(row) instanceof Double number && !Double.isFinite(number)) {
                throw new RefusedException("Row " + row + " of the training data has the value " + number + " in column '"
                        + Names.printable(column.name()) + "'; Tribuo would learn from it without a word. Leave the row"
                        + " out or replace the value.");
            }
        }
    }

    private static RefusedException missing(TableColumn column, int row, String needs) {
        return new RefusedException("Row " + row + " of the training data has no value in column '"
                + Names.printable(column.name()) + "', and " + needs
                + " needs one. Leave the row out or fill the value in.");
    }
}
