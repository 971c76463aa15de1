package ml.lifecycle.tribuo;

import java.util.List;
import java.util.function.IntFunction;
import ml.lifecycle.RefusedException;
import ml.lifecycle.core.Signatures;
import ml.lifecycle.data.Table;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.signature.ColumnType;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Signature;
import org.jspecify.annotations.Nullable;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.OutputFactory;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.clustering.ClusterID;
import org.tribuo.clustering.ClusteringFactory;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;

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
     * @throws RefusedException if a value is missing or infinite, there are no rows or no features, or the label is a
     *         column of numbers with fractions
     * @throws ml.lifecycle.NotFoundException if there is no such column
     */
    public static MutableDataset<Label> classification(Table table, String label) {
        return classification(table.without(label), table.column(label), false);
    }

    static MutableDataset<Label> classification(Table inputs, TableColumn labels, boolean gaps) {
        if (labels.type() == ColumnType.NUMBER) {
            throw new RefusedException("Column '" + Names.printable(labels.name()) + "' is NUMBER, and a classifier would"
                    + " learn each of its values as a class of its own. Train a regression (TribuoRun.regress), or write"
                    + " the classes as text, for example 'class 1'.");
        }
        return dataset(inputs, new LabelFactory(), gaps, row -> {
            String text = labels.text(row);
            if (text == null) {
                throw missing(labels, row, "training needs one. Leave the row out");
            }
            return new Label(text);
        });
    }

    /**
     * Rows with a number to be predicted.
     *
     * @param table all columns but the number are features
     * @param target the column of numbers
     * @return the data set
     * @throws RefusedException if a value is missing or infinite, there are no rows or no features, or the target is no
     *         column of numbers
     * @throws ml.lifecycle.NotFoundException if there is no such column
     */
    public static MutableDataset<Regressor> regression(Table table, String target) {
        return regression(table.without(target), table.column(target), false);
    }

    static MutableDataset<Regressor> regression(Table inputs, TableColumn target, boolean gaps) {
        if (target.type() != ColumnType.NUMBER && target.type() != ColumnType.INTEGER) {
            throw new RefusedException("Column '" + Names.printable(target.name()) + "' is " + target.type()
                    + ", and a regression learns numbers. Train a classifier (TribuoRun.train), or give a column of"
                    + " numbers.");
        }
        for (int row = 0; row < target.size(); row++) {
            if (!Double.isFinite(target.number(row))) {
                throw missing(target, row, "training needs a finite one. Leave the row out");
            }
        }
        return dataset(inputs, new RegressionFactory(), gaps, row -> new Regressor(target.name(), target.number(row)));
    }

    /**
     * Rows to find clusters in.
     *
     * @param table all columns are features
     * @return the data set
     * @throws RefusedException if a value is missing or infinite, or there are no rows or no features
     */
    public static MutableDataset<ClusterID> clustering(Table table) {
        return clustering(table, false);
    }

    static MutableDataset<ClusterID> clustering(Table table, boolean gaps) {
        return dataset(table, new ClusteringFactory(), gaps, row -> ClusteringFactory.UNASSIGNED_CLUSTER_ID);
    }

    /**
     * The features of a data set as columns, sorted by name: each feature is a column of numbers, but {@code column=text}
     * features that are 1, and of which no example has two, are one column of texts, as
     * {@link #classification(Table, String)} makes them. A feature that an example lacks is a missing value there.
     *
     * @param dataset the data set
     * @return the table, without the answers
     * @throws RefusedException if there are no features, a name cannot be that of a column, or a value is infinite
     */
    public static Table table(Dataset<?> dataset) {
        return DatasetTable.of(dataset, null);
    }

    /**
     * A data set as a table, the answers in the last column; see {@link #table(Dataset)}. Labels are texts, clusters whole
     * numbers, what a regression learns numbers; one that is unknown or unassigned is missing.
     *
     * @param dataset the data set
     * @param output what to call the column of answers
     * @return the table
     * @throws RefusedException if there are no features, a name cannot be that of a column, a value is infinite, there is a
     *         feature of the name of the answers, or the answers are neither labels nor clusters nor one number each
     */
    public static Table table(Dataset<?> dataset, String output) {
        return DatasetTable.of(dataset, output);
    }

    private static <T extends org.tribuo.Output<T>> MutableDataset<T> dataset(
            Table inputs, OutputFactory<T> factory, boolean gaps, IntFunction<T> output) {
        if (inputs.rows() == 0 || inputs.columns().isEmpty()) {
            throw new RefusedException("The training data has " + inputs.rows() + " rows and "
                    + inputs.columns().size() + " columns besides the answer; at least one of each is needed.");
        }
        inputs.columns().forEach(column -> requireFinite(column, gaps));
        Signature signature = Signatures.infer(inputs, Output.cluster("any"));
        FeatureRow features = new FeatureRow(signature.inputs());
        List<TableColumn> columns = inputs.columns();
        SimpleDataSourceProvenance source = new SimpleDataSourceProvenance("table " + inputs.digest(), factory);
        MutableDataset<T> dataset = gaps ? new TableDataset<>(source, factory, columns) : new MutableDataset<>(source, factory);
        for (int row = 0; row < inputs.rows(); row++) {
            Example<T> example = features.example(output.apply(row), values(columns, row));
            if (example.size() == 0) {
                throw new RefusedException("Row " + row + " of the training data has no value in any column; leave it out.");
            }
            dataset.add(example);
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

    private static void requireFinite(TableColumn column, boolean gaps) {
        for (int row = 0; row < column.size(); row++) {
            if (column.isMissing(row) && !gaps) {
                throw missing(column, row, "Tribuo, which would read it as 0, needs one. Leave the row out, or let the"
                        + " model fill gaps with an ImputeTrainer");
            }
            if (column.value(row) instanceof Double number && !Double.isFinite(number)) {
                throw new RefusedException("Row " + row + " of the training data has the value " + number + " in column '"
                        + Names.printable(column.name()) + "'; Tribuo would learn from it without a word. Leave the row"
                        + " out or replace the value.");
            }
        }
    }

    private static RefusedException missing(TableColumn column, int row, String remedy) {
        return new RefusedException("Row " + row + " of the training data has no value in column '"
                + Names.printable(column.name()) + "', and " + remedy + ".");
    }
}
