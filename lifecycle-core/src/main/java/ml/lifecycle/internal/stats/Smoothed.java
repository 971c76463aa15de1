package ml.lifecycle.internal.stats;

/**
 * Confusion matrices with rows added that were not seen. They go to the true classes in proportion to their size, and
 * wrong ones in equal parts to the other classes that occur.
 */
final class Smoothed {

    private Smoothed() {}

    /** Adds right rows, and other wrong ones. */
    static double[] cells(int classes, int answers, double[] counts, double right, double wrong) {
        Confusion matrix = new Confusion(classes, answers, counts);
        double[] truths = matrix.truths();
        boolean[] occurs = occurring(truths, matrix.answered());
        int others = number(occurs) - 1;
        double[] smoothed = counts.clone();
        for (int truth = 0; truth < classes; truth++) {
            double share = truths[truth] / matrix.total();
            for (int label = 0; label < answers; label++) {
                if (occurs[label]) {
                    smoothed[truth * answers + label] += share * (label == truth ? right : wrong / others);
                }
            }
        }
        return smoothed;
    }

    /** Adds rows that only the first has right, and as many that only the second has right. */
    static double[] jointCells(int classes, int answers, double[] counts, double extra) {
        double[] truths = new double[classes];
        double[] answered = new double[answers];
        double total = 0;
        for (int cell = 0; cell < counts.length; cell++) {
            truths[cell / answers / answers] += counts[cell];
            answered[cell / answers % answers] += counts[cell];
            answered[cell % answers] += counts[cell];
            total += counts[cell];
        }
        boolean[] occurs = occurring(truths, answered);
        int others = number(occurs) - 1;
        double[] smoothed = counts.clone();
        for (int truth = 0; truth < classes; truth++) {
            double share = extra * truths[truth] / total / others;
            for (int label = 0; label < answers; label++) {
                if (occurs[label] && label != truth) {
                    smoothed[(truth * answers + truth) * answers + label] += share;
                    smoothed[(truth * answers + label) * answers + truth] += share;
                }
            }
        }
        return smoothed;
    }

    private static boolean[] occurring(double[] truths, double[] answered) {
        boolean[] occurs = new boolean[answered.length];
        for (int label = 0; label < occurs.length; label++) {
            occurs[label] = answered[label] > 0 || label < truths.length && truths[label] > 0;
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
