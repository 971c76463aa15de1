package ml.lifecycle.testkit;

import java.util.Map;
import ml.lifecycle.data.Table;

/** The honest learner of the gallery: the nearer of two class means, with a score that grows towards red. */
record Centroids(double blueX, double blueY, double redX, double redY) {

    static Centroids train(Table table) {
        double[] sums = new double[4];
        int[] counts = new int[2];
        for (int i = 0; i < table.rows(); i++) {
            int colour = "red".equals(table.column("colour").text(i)) ? 1 : 0;
            sums[2 * colour] += table.column("x").number(i);
            sums[2 * colour + 1] += table.column("y").number(i);
            counts[colour]++;
        }
        return new Centroids(sums[0] / counts[0], sums[1] / counts[0], sums[2] / counts[1], sums[3] / counts[1]);
    }

    double red(double x, double y) {
        double nearer = square(x - blueX) + square(y - blueY) - square(x - redX) - square(y - redY);
        return 1 / (1 + Math.exp(-nearer));
    }

    double red(Map<String, Object> row) {
        double x = row.get("x") instanceof Number number ? number.doubleValue() : 0;
        double y = row.get("y") instanceof Number number ? number.doubleValue() : 0;
        return red(x, y);
    }

    private static double square(double value) {
        return value * value;
    }

    FakeModel model() {
        return FakeModel.ofRows("honest", Toy.SIGNATURE, row -> FakeModel.scored(red(row)));
    }
}
