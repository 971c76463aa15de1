package ml.lifecycle.internal.stats;

/**
 * Confusion matrices with rows added that were not seen. They go to the true classes in proportion to their size, and
 * wrong ones in equal parts to the other classes that occur.
 */
final class Smoothed {

    private Smoothed() {}

    /** Adds right rows, and other wrong ones. */
    static double[] cells(int classes, double[] counts, double right, double wrong) {
        Confusion matrix = new Confusion(classes, classes, counts);
        double[] truths = matrix.truths();
        boolean[] occurs = occurring(truths, matrix.answered());
        int others = number(occurs) - 1;
        double[] smoothed = counts.clone();
        for (int truth = 0; truth < classes; truth++) {
            double share = truths[truth] / matrix.total();
            for (int label = 0; label < classes; label++) {
                if (occurs[label]) {
                    smoothed[truth * classes + label] += share * (label == truth ? right : wrong / others);
                }
            }
        }
        return smoothed;
    }

    /** Adds rows that only the first has right, and as many that only the second has right. */
    static double[] jointCells(int classes, double[] counts, double extra) {
        double[] truths = new double[classes];
        double[] answered = new double[classes];
        double total = 0;
        for (int cell = 0; cell < counts.length; cell++) {
            truths[cell / classes / classes] += counts[cell];
            answered[cell / classes % classes] += counts[cell];
            answered[cell % classes] += counts[cell];
            total += counts[cell];
        }
        boolean[] occurs = occurring(truths, answered);
        int others = number(occurs) - 1;
        double[] smoothed = counts.clone();
        for (int truth = 0; truth < classes; truth++) {
            double share = extra * truths[truth] / total / others;
            for (int label = 0; label < classes; label++) {
                if (occurs[label] && label != truth) {
                    smoothed[(truth * classes + truth) * classes + label] += share;
                    smoothed[(truth * classes + label) * classes + truth] += share;
                }
            }
        }
        return smoothed;
    }

    private static boolean[] occurring(double[] truths, double[] answered) {
        boolean[] occurs = new boolean[truths.length];
        for (int label = 0; label < occurs.length; label++) {
            occurs[label] = truths[label] + answered[label] > 0;
        }
        return occurs;
    }

    private static int number(boolean[] occurs) {
        int number = 0;
        for (boolean one : occurs) {
            number += one ? 1 : 0;
        }
        return number;
    }
}
