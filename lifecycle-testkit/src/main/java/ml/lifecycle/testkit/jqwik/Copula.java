package ml.lifecycle.testkit.jqwik;

import java.util.List;
import ml.lifecycle.data.Correlation;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Makes independent shares go together as the ranks of columns do: a Gaussian copula (M. C. Cario and B. L. Nelson,
 * Modeling and generating random vectors with arbitrary marginal distributions and correlation matrix, 1997). Shares stay
 * spread evenly. Immutable.
 */
final class Copula {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    /** Correlations that were measured pair by pair may contradict each other; then all are weakened by this share. */
    private static final double WEAKER = 0.98;
    /** What is left of a column whose others say nearly all about it. */
    private static final double LEAST = 1e-6;

    /** Lower triangular; its product with its own transpose holds the correlations. */
    private final double[][] root;

    private Copula(double[][] root) {
        this.root = root;
    }

    /**
     * Of columns and what is known of pairs of them.
     *
     * @param columns their names; a pair about which nothing is known is independent
     * @param correlations of these and other columns
     */
    static Copula of(List<String> columns, List<Correlation> correlations) {
        double[][] matrix = new double[columns.size()][columns.size()];
        for (Correlation pair : correlations) {
            int first = columns.indexOf(pair.first());
            int second = columns.indexOf(pair.second());
            if (first >= 0 && second >= 0 && first != second && !Double.isNaN(pair.spearman())) {
                matrix[first][second] = matrix[second][first] = ofNormals(pair.spearman());
            }
        }
        for (int i = 0; i < matrix.length; i++) {
            matrix[i][i] = 1;
        }
        return new Copula(root(matrix));
    }

    /** W. H. Kruskal, Ordinal measures of association, Journal of the American Statistical Association 53 (1958). */
    private static double ofNormals(double ofRanks) {
        return 2 * Math.sin(Math.PI * ofRanks / 6);
    }

    private static double[][] root(double[][] matrix) {
        double strength = 1;
        double[][] root = cholesky(matrix, strength);
        while (root.length < matrix.length) {
            strength *= WEAKER;
            root = cholesky(matrix, strength);
        }
        return root;
    }

    /** Cholesky's factor of a correlation matrix; without rows if the matrix is none (but for rounding). */
    private static double[][] cholesky(double[][] matrix, double strength) {
        int size = matrix.length;
        double[][] root = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double rest = i == j ? 1 : strength * matrix[i][j];
                for (int k = 0; k < j; k++) {
                    rest -= root[i][k] * root[j][k];
                }
                if (i == j && rest < -LEAST) {
                    return new double[0][];
                }
                root[i][j] = i == j ? Math.sqrt(Math.max(rest, LEAST)) : rest / root[j][j];
            }
        }
        return root;
    }

    /**
     * Joins shares.
     *
     * @param shares independent ones, one for each column, each more than 0 and less than 1
     * @return as many, each from 0 to 1
     */
    double[] join(double[] shares) {
        double[] joined = new double[shares.length];
        for (int i = shares.length - 1; i >= 0; i--) {
            double sum = 0;
            double norm = 0;
            for (int j = 0; j <= i; j++) {
                sum += root[i][j] * NORMAL.inverseCumulativeProbability(shares[j]);
                norm += root[i][j] * root[i][j];
            }
            joined[i] = NORMAL.cumulativeProbability(sum / Math.sqrt(norm));
        }
        return joined;
    }
}
