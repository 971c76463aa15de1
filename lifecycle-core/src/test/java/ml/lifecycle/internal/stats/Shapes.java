package ml.lifecycle.internal.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import ml.lifecycle.gate.Average;
import ml.lifecycle.gate.Metric;
import ml.lifecycle.gate.MetricKind;
import ml.lifecycle.gate.Predictions;

/** What judged rows look like in the simulations of bounds: classes and their shares, tails of errors, weights. */
final class Shapes {

    /** Rows from which a true value is taken, where no formula gives it. */
    private static final int TRUTH = 300_000;

    /** Draws rows. */
    @FunctionalInterface
    interface Draw {
        Predictions rows(int rows, Random random);
    }

    /**
     * A metric on rows of one shape.
     *
     * @param metric the metric
     * @param name the shape, for the table
     * @param draw draws rows of it
     */
    record Shape(Metric metric, String name, Draw draw) {

        /** The true value, to about three digits. */
        double truth() {
            return Metrics.value(metric, draw.rows(TRUTH, new Random(-1)));
        }
    }

    private Shapes() {}

    static List<Shape> all() {
        List<Shape> shapes = new ArrayList<>();
        List<Metric> ofLabels = List.of(new Metric(MetricKind.ACCURACY, null, null), new Metric(MetricKind.F1, "c1", null),
                new Metric(MetricKind.BALANCED_ACCURACY, null, null), new Metric(MetricKind.F1, null, Average.MACRO),
                new Metric(MetricKind.PRECISION, null, Average.MACRO), new Metric(MetricKind.MCC, null, null),
                new Metric(MetricKind.KAPPA, null, null));
        for (Metric metric : ofLabels) {
            shapes.add(new Shape(metric, "2 classes", labels(new double[] {0.5, 0.5}, 0.85)));
            shapes.add(new Shape(metric, "5 % in a class", labels(new double[] {0.95, 0.05}, 0.9)));
            shapes.add(new Shape(metric, "3 classes", labels(new double[] {0.5, 0.3, 0.2}, 0.8)));
            shapes.add(new Shape(metric, "exponential weights", weighed(labels(new double[] {0.5, 0.5}, 0.85))));
        }
        for (Metric metric : List.of(new Metric(MetricKind.ROC_AUC, "c1", null), new Metric(MetricKind.ROC_AUC, null, Average.MACRO),
                new Metric(MetricKind.AVERAGE_PRECISION, "c1", null),
                new Metric(MetricKind.AVERAGE_PRECISION, null, Average.MACRO))) {
            shapes.add(new Shape(metric, "2 classes", scores(new double[] {0.5, 0.5}, 1.2)));
            shapes.add(new Shape(metric, "5 % in a class", scores(new double[] {0.95, 0.05}, 1.5)));
            shapes.add(new Shape(metric, "3 classes", scores(new double[] {0.5, 0.3, 0.2}, 1.2)));
        }
        for (Metric metric : List.of(new Metric(MetricKind.LOG_LOSS, null, null), new Metric(MetricKind.BRIER, null, null),
                new Metric(MetricKind.CALIBRATION_ERROR, null, null))) {
            shapes.add(new Shape(metric, "calibrated", calibrated(0)));
            shapes.add(new Shape(metric, "overconfident", calibrated(0.15)));
        }
        for (MetricKind kind : List.of(MetricKind.MAE, MetricKind.RMSE, MetricKind.R2)) {
            Metric metric = new Metric(kind, null, null);
            shapes.add(new Shape(metric, "normal errors", numbers(Random::nextGaussian)));
            shapes.add(new Shape(metric, "exponential errors", numbers(random -> -Math.log(1 - random.nextDouble()))));
            shapes.add(new Shape(metric, "lognormal errors", numbers(random -> Math.exp(random.nextGaussian()))));
            shapes.add(new Shape(metric, "exponential weights", weighed(numbers(Random::nextGaussian))));
        }
        for (MetricKind kind : List.of(MetricKind.NMI, MetricKind.AMI, MetricKind.ADJUSTED_RAND)) {
            shapes.add(new Shape(new Metric(kind, null, null), "3 clusters", clusters(3)));
            shapes.add(new Shape(new Metric(kind, null, null), "10 clusters", clusters(10)));
        }
        return shapes;
    }

    private static List<String> names(int classes) {
        return IntStream.range(0, classes).mapToObj(one -> "c" + one).toList();
    }

    private static int pick(double[] shares, Random random) {
        double place = random.nextDouble();
        int one = 0;
        while (one + 1 < shares.length && place >= shares[one]) {
            place -= shares[one++];
        }
        return one;
    }

    /** Each class is answered right with the same probability, else as one of the others. */
    static Draw labels(double[] shares, double right) {
        return (rows, random) -> {
            int[] truth = new int[rows];
            int[] predicted = new int[rows];
            for (int row = 0; row < rows; row++) {
                truth[row] = pick(shares, random);
                predicted[row] = random.nextDouble() < right ? truth[row]
                        : (truth[row] + 1 + random.nextInt(shares.length - 1)) % shares.length;
            }
            return Predictions.ofCodes(names(shares.length), truth, predicted);
        };
    }

    static Draw weighed(Draw draw) {
        return (rows, random) -> draw.rows(rows, random)
                .weights(random.doubles(rows).map(share -> -Math.log(1 - share)).toArray());
    }

    /** The true class has a higher logit by a shift; the scores are the softmax of all. */
    static Draw scores(double[] shares, double shift) {
        return (rows, random) -> {
            int[] truth = new int[rows];
            int[] predicted = new int[rows];
            double[][] scores = new double[rows][shares.length];
            for (int row = 0; row < rows; row++) {
                truth[row] = pick(shares, random);
                double sum = 0;
                for (int one = 0; one < shares.length; one++) {
                    scores[row][one] = Math.exp(random.nextGaussian() + (one == truth[row] ? shift : 0));
                    sum += scores[row][one];
                }
                for (int one = 0; one < shares.length; one++) {
                    scores[row][one] /= sum;
                    predicted[row] = scores[row][one] > scores[row][predicted[row]] ? one : predicted[row];
                }
            }
            return Predictions.ofCodes(names(shares.length), truth, predicted).scores(scores);
        };
    }

    /** Two classes; what is said is what is so, or nearer to certainty by something. */
    static Draw calibrated(double more) {
        return (rows, random) -> {
            int[] truth = new int[rows];
            int[] predicted = new int[rows];
            double[][] scores = new double[rows][];
            for (int row = 0; row < rows; row++) {
                double share = 0.03 + 0.94 * random.nextDouble();
                truth[row] = random.nextDouble() < share ? 1 : 0;
                double said = Math.min(0.99, Math.max(0.01, share < 0.5 ? share - more : share + more));
                scores[row] = new double[] {1 - said, said};
                predicted[row] = said > 0.5 ? 1 : 0;
            }
            return Predictions.ofCodes(names(2), truth, predicted).scores(scores);
        };
    }

    /** Draws an error. */
    @FunctionalInterface
    interface Noise {
        double of(Random random);
    }

    static Draw numbers(Noise noise) {
        return (rows, random) -> {
            double[] truth = new double[rows];
            double[] predicted = new double[rows];
            for (int row = 0; row < rows; row++) {
                truth[row] = 3 * random.nextGaussian();
                predicted[row] = truth[row] + (random.nextBoolean() ? 1 : -1) * noise.of(random);
            }
            return Predictions.ofNumbers(truth, predicted);
        };
    }

    static Draw clusters(int clusters) {
        return (rows, random) -> {
            int[] truth = random.ints(rows, 0, clusters).toArray();
            int[] found = IntStream.of(truth).map(one -> random.nextDouble() < 0.7 ? one : random.nextInt(clusters)).toArray();
            return Predictions.ofClusters(names(clusters), truth, found);
        };
    }
}
