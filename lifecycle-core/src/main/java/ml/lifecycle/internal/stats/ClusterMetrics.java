package ml.lifecycle.internal.stats;

import java.util.Arrays;
import ml.lifecycle.gate.Metric;
import ml.lifecycle.gate.MetricKind;

/** Agreement of clusters and true classes, as functions of their contingency table. */
final class ClusterMetrics {

    private ClusterMetrics() {}

    /**
     * The value of a metric.
     *
     * @param metric one of clusters
     * @param table classes by clusters
     * @return the value, NaN if it is not defined
     */
    static double value(Metric metric, Confusion table) {
        if (!(table.total() > 0) || metric.kind() != MetricKind.NMI && isSaidByTheSizes(table)) {
            return Double.NaN;
        }
        return switch (metric.kind()) {
            case NMI -> normalised(table, 0);
            case AMI -> normalised(table, expectedInformation(table));
            case ADJUSTED_RAND -> adjustedRand(table);
            default -> Double.NaN;
        };
    }

    /** Where all rows are in one class and one cluster, or each is alone in both, chance would have given the same. */
    private static boolean isSaidByTheSizes(Confusion table) {
        double[] truths = table.truths();
        double[] clusters = table.answered();
        return isOne(truths) && isOne(clusters) || areAlone(truths) && areAlone(clusters);
    }

    private static boolean isOne(double[] sizes) {
        return Arrays.stream(sizes).filter(size -> size > 0).count() == 1;
    }

    private static boolean areAlone(double[] sizes) {
        return Arrays.stream(sizes).allMatch(size -> size <= 1);
    }

    /**
     * Information above what is expected by chance, relative to the mean entropy; see N. X. Vinh, J. Epps, J. Bailey,
     * Information theoretic measures for clusterings comparison, JMLR 11 (2010). One class in one cluster gives NaN.
     */
    private static double normalised(Confusion table, double expected) {
        double entropy = (entropy(table.truths(), table.total()) + entropy(table.answered(), table.total())) / 2;
        double span = entropy - expected;
        if (entropy == 0 || span == 0) {
            return Double.NaN;
        }
        return (information(table) - expected) / span;
    }

    private static double entropy(double[] sizes, double total) {
        double entropy = 0;
        for (double size : sizes) {
            if (size > 0) {
                entropy -= size / total * Math.log(size / total);
            }
        }
        return entropy;
    }

    private static double information(Confusion table) {
        double[] truths = table.truths();
        double[] clusters = table.answered();
        double total = table.total();
        double information = 0;
        for (int cell = 0; cell < table.cells.length; cell++) {
            double both = table.cells[cell];
            if (both > 0) {
                double independent = truths[cell / table.answers] * clusters[cell % table.answers] / total;
                information += both / total * Math.log(both / independent);
            }
        }
        return information;
    }

    /** Under random assignment with the sizes kept, the cells are hypergeometric: Vinh et al. 2010, theorem 4. */
    private static double expectedInformation(Confusion table) {
        int total = (int) Math.round(table.total());
        double[] logFactorial = new double[total + 1];
        for (int n = 2; n <= total; n++) {
            logFactorial[n] = logFactorial[n - 1] + Math.log(n);
        }
        double expected = 0;
        for (double truth : table.truths()) {
            for (double cluster : table.answered()) {
                expected += expectedCell((int) Math.round(truth), (int) Math.round(cluster), total, logFactorial);
            }
        }
        return expected;
    }

    private static double expectedCell(int a, int b, int n, double[] logFactorial) {
        double constant = logFactorial[a] + logFactorial[b] + logFactorial[n - a] + logFactorial[n - b]
                - logFactorial[n];
        double sum = 0;
        for (int both = Math.max(1, a + b - n); both <= Math.min(a, b); both++) {
            double probability = Math.exp(constant - logFactorial[both] - logFactorial[a - both]
                    - logFactorial[b - both] - logFactorial[n - a - b + both]);
            sum += (double) both / n * Math.log((double) n * both / ((double) a * b)) * probability;
        }
        return sum;
    }

    /** L. Hubert, P. Arabie, Comparing partitions, Journal of Classification 2 (1985). */
    private static double adjustedRand(Confusion table) {
        double together = 0;
        for (double cell : table.cells) {
            together += pairs(cell);
        }
        double truths = 0;
        for (double size : table.truths()) {
            truths += pairs(size);
        }
        double clusters = 0;
        for (double size : table.answered()) {
            clusters += pairs(size);
        }
        double expected = truths * clusters / pairs(table.total());
        double span = (truths + clusters) / 2 - expected;
        return span == 0 ? Double.NaN : (together - expected) / span;
    }

    private static double pairs(double size) {
        return size * (size - 1) / 2;
    }
}
