package ml.lifecycle.tribuo;

import java.util.List;
import java.util.stream.IntStream;
import ml.lifecycle.data.Table;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.signature.ColumnType;

/**
 * The mean silhouette of clusters by the Euclidean distance of their features: P. J. Rousseeuw, Silhouettes: a graphical
 * aid to the interpretation and validation of cluster analysis, J. Comput. Appl. Math. 20 (1987). A row that is alone in
 * its cluster counts 0.
 */
final class Silhouette {

    private static final int MAX_ROWS = 1_000;

    private Silhouette() {}

    /**
     * The silhouette.
     *
     * @param inputs the rows, of which at most 1,000 at equal distances are taken
     * @param answers the cluster of each row
     * @return from -1 to 1; NaN if there are fewer than two clusters
     */
    static double of(Table inputs, List<Prediction> answers) {
        int count = Math.min(MAX_ROWS, inputs.rows());
        int[] rows = IntStream.range(0, count).map(index -> (int) ((long) index * inputs.rows() / count)).toArray();
        int[] clusters = IntStream.of(rows).map(row -> (int) answers.get(row).value()).toArray();
        int last = IntStream.of(clusters).max().orElse(0);
        if (IntStream.of(clusters).distinct().count() < 2) {
            return Double.NaN;
        }
        int[] sizes = new int[last + 1];
        IntStream.of(clusters).forEach(cluster -> sizes[cluster]++);
        double sum = 0;
        for (int row = 0; row < count; row++) {
            double[] distances = new double[sizes.length];
            for (int other = 0; other < count; other++) {
                distances[clusters[other]] += distance(inputs.columns(), rows[row], rows[other]);
            }
            sum += width(distances, sizes, clusters[row]);
        }
        return sum / count;
    }

    private static double width(double[] distances, int[] sizes, int own) {
        if (sizes[own] < 2) {
            return 0;
        }
        double within = distances[own] / (sizes[own] - 1);
        double nearest = IntStream.range(0, sizes.length).filter(cluster -> cluster != own && sizes[cluster] > 0)
                .mapToDouble(cluster -> distances[cluster] / sizes[cluster]).min().orElseThrow();
        double larger = Math.max(within, nearest);
        return larger == 0 ? 0 : (nearest - within) / larger;
    }

    private static double distance(List<TableColumn> columns, int row, int other) {
        double sum = 0;
        for (TableColumn column : columns) {
            if (column.type() == ColumnType.TEXT) {
                // Two different texts are two features, each 1 in one row and 0 in the other.
                sum += column.value(row) instanceof String text && text.equals(column.value(other)) ? 0 : 2;
            } else {
                double difference = column.number(row) - column.number(other);
                sum += difference * difference;
            }
        }
        return Math.sqrt(sum);
    }
}
