package ml.lifecycle.tribuo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.Table;
import ml.lifecycle.internal.text.Names;
import org.jspecify.annotations.Nullable;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.Output;
import org.tribuo.classification.Label;
import org.tribuo.clustering.ClusterID;
import org.tribuo.regression.Regressor;

/** Makes a table of a data set; the rule is that of {@link FeatureRow}, read from right to left. */
final class DatasetTable {

    private final Dataset<?> dataset;
    /** The values of each feature, NaN where an example has none. */
    private final Map<String, double[]> features = new TreeMap<>();

    private DatasetTable(Dataset<?> dataset) {
        this.dataset = dataset;
        int row = 0;
        for (Example<?> example : dataset) {
            for (Feature feature : example) {
                double[] values = features.computeIfAbsent(feature.getName(), name -> missing());
                if (!Double.isNaN(values[row])) {
                    throw new RefusedException("Example " + row + " of the data set has the feature '"
                            + Names.printable(feature.getName()) + "' twice; a row of a table has one value in a column.");
                }
                values[row] = feature.getValue();
            }
            row++;
        }
    }

    private double[] missing() {
        double[] values = new double[dataset.size()];
        Arrays.fill(values, Double.NaN);
        return values;
    }

    static Table of(Dataset<?> dataset, @Nullable String output) {
        Map<String, List<? extends @Nullable Object>> columns = new DatasetTable(dataset).columns();
        if (output != null && columns.put(output, outputs(dataset)) != null) {
            throw new RefusedException("The data set has features of the name '" + Names.printable(output)
                    + "' already; choose another name for the column of answers.");
        }
        return Table.of(columns);
    }

    private Map<String, List<? extends @Nullable Object>> columns() {
        Map<String, List<? extends @Nullable Object>> columns = new LinkedHashMap<>();
        Map<String, List<String>> groups = new TreeMap<>();
        features.keySet().forEach(feature -> groups.computeIfAbsent(column(feature), name -> new ArrayList<>()).add(feature));
        groups.forEach((column, members) -> {
            List<@Nullable Object> texts = members.contains(column) ? null : texts(column, members);
            if (texts != null) {
                columns.put(column, texts);
            } else {
                members.forEach(member -> columns.put(member, numbers(features.get(member))));
            }
        });
        return columns;
    }

    /** What stands before the first {@code =}: the name of a column of texts, if there is one. */
    private static String column(String feature) {
        int end = feature.indexOf('=');
        return end <= 0 ? feature : feature.substring(0, end);
    }

    /** The texts that some features stand for; nothing if an example has two of them, or one that is not 1. */
    private @Nullable List<@Nullable Object> texts(String column, List<String> members) {
        @Nullable Object[] texts = new Object[dataset.size()];
        for (String member : members) {
            double[] values = features.get(member);
            for (int row = 0; row < texts.length; row++) {
                if (!Double.isNaN(values[row])) {
                    if (values[row] != 1 || texts[row] != null) {
                        return null;
                    }
                    texts[row] = member.substring(column.length() + 1);
                }
            }
        }
        return Arrays.asList(texts);
    }

    private static List<Double> numbers(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    private static List<@Nullable Object> outputs(Dataset<?> dataset) {
        List<@Nullable Object> outputs = new ArrayList<>();
        for (Example<?> example : dataset) {
            outputs.add(output(example.getOutput()));
        }
        return outputs;
    }

    private static @Nullable Object output(Output<?> output) {
        if (output instanceof Label label) {
            return label.getLabel().equals(Label.UNKNOWN) ? null : label.getLabel();
        }
        if (output instanceof ClusterID cluster) {
            return cluster.getID() == ClusterID.UNASSIGNED ? null : cluster.getID();
        }
        if (output instanceof Regressor number && number.size() == 1) {
            return number.getValues()[0];
        }
        throw new RefusedException("The answers of the data set are " + output.getClass().getName()
                + "; expected labels, clusters, or one number each. table(dataset) leaves the answers out.");
    }
}
