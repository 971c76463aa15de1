package ml.lifecycle.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import ml.lifecycle.data.Table;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.model.Predictor;

/** The honest model and its broken relatives, each with one defect. */
final class Gallery {

    /** All that an assertion may be about. */
    record Exhibit(Predictor model, Predictor reloaded, Table train, LabelledData test, Callable<?> training) {}

    private static final int ROWS = 80;

    private final long seed;
    private final Table train;
    private final LabelledData test;
    private final Centroids centroids;

    private Gallery(long seed) {
        this.seed = seed;
        this.train = Toy.table(ROWS, 2 * seed);
        this.test = Toy.data(ROWS, 2 * seed + 1);
        this.centroids = Centroids.train(train);
    }

    static Exhibit honest(long seed) {
        Gallery gallery = new Gallery(seed);
        return gallery.exhibit(gallery.centroids.model());
    }

    /** The broken models by the name of their defect. */
    static Map<String, Exhibit> broken(long seed) {
        Gallery gallery = new Gallery(seed);
        Map<String, Exhibit> exhibits = new LinkedHashMap<>();
        exhibits.put("constant", gallery.exhibit(gallery.rows(row -> 0.2)));
        exhibits.put("label-swapped", gallery.exhibit(gallery.rows(row -> 1 - gallery.centroids.red(row))));
        exhibits.put("leaking", gallery.leaking());
        exhibits.put("order-dependent", gallery.exhibit(gallery.orderDependent()));
        exhibits.put("batch-dependent", gallery.exhibit(gallery.batchDependent()));
        exhibits.put("thread-unsafe", gallery.exhibit(gallery.threadUnsafe()));
        exhibits.put("answers at random", gallery.exhibit(gallery.random()));
        exhibits.put("trains at random", gallery.trainsAtRandom());
        exhibits.put("unfair to one group", gallery.exhibit(gallery.unfair()));
        exhibits.put("accepting anything", gallery.exhibit(gallery.centroids.model().acceptingAnything()));
        exhibits.put("degrading after save", gallery.degrading());
        exhibits.put("looking at the region", gallery.exhibit(gallery.rows(row ->
                gallery.centroids.red(row) * ("south".equals(row.get("region")) ? 0.9 : 1))));
        exhibits.put("not monotone", gallery.exhibit(gallery.rows(row -> {
            double red = gallery.centroids.red(row);
            return number(row, "x") > 9.5 ? red - 0.2 : red;
        })));
        exhibits.put("brittle", gallery.exhibit(gallery.rows(row -> {
            long last = Double.doubleToLongBits(number(row, "x")) & 7;
            double red = gallery.centroids.red(row);
            return last == 0 ? 1 - red : red;
        })));
        return exhibits;
    }

    private static double number(Map<String, Object> row, String column) {
        return row.get(column) instanceof Number number ? number.doubleValue() : 0;
    }

    private interface Score {
        double red(Map<String, Object> row);
    }

    private FakeModel rows(Score score) {
        return FakeModel.ofRows("broken", Toy.SIGNATURE, row -> FakeModel.scored(score.red(row)));
    }

    private Exhibit exhibit(Predictor model) {
        return new Exhibit(model, model, train, test, () -> Centroids.train(train));
    }

    /** Its training data holds a part of the test data. */
    private Exhibit leaking() {
        Map<String, List<Object>> columns = new LinkedHashMap<>();
        train.columns().forEach(column -> {
            List<Object> values = new ArrayList<>();
            for (int i = 0; i < ROWS; i++) {
                values.add((i < 10 ? test.table() : train).column(column.name()).value(i));
            }
            columns.put(column.name(), values);
        });
        Table leaked = Table.of(columns);
        return new Exhibit(Centroids.train(leaked).model(), Centroids.train(leaked).model(), leaked, test,
                () -> Centroids.train(leaked));
    }

    private FakeModel orderDependent() {
        return FakeModel.ofBatches("broken", Toy.SIGNATURE, rows -> {
            List<Prediction> answers = new ArrayList<>();
            double before = 0;
            for (Map<String, Object> row : rows) {
                double red = centroids.red(row);
                answers.add(FakeModel.scored(0.99 * red + 0.001 * before));
                before = red;
            }
            return answers;
        });
    }

    private FakeModel batchDependent() {
        return FakeModel.ofBatches("broken", Toy.SIGNATURE, rows -> {
            double mean = rows.stream().mapToDouble(row -> number(row, "y")).average().orElse(0);
            return rows.stream().map(row -> FakeModel.scored(centroids.red(number(row, "x"), number(row, "y") - mean)))
                    .toList();
        });
    }

    /** Keeps the row in a field while it works on it. */
    private FakeModel threadUnsafe() {
        double[] current = new double[2];
        return rows(row -> {
            current[0] = number(row, "x");
            current[1] = number(row, "y");
            Thread.yield();
            return centroids.red(current[0], current[1]);
        });
    }

    private FakeModel random() {
        Random random = new Random(seed);
        return rows(row -> 0.99 * centroids.red(row) + 0.01 * random.nextDouble());
    }

    private Exhibit trainsAtRandom() {
        Random shared = new Random(seed);
        return new Exhibit(centroids.model(), centroids.model(), train, test, () -> {
            int[] part = shared.ints(ROWS / 2, 0, ROWS).toArray();
            part[0] = 0;
            part[1] = 1;
            return Centroids.train(train.select(part));
        });
    }

    private FakeModel unfair() {
        return rows(row -> "south".equals(row.get("region")) && number(row, "y") > 0.5
                ? 1 - centroids.red(row) : centroids.red(row));
    }

    /** Loses precision when it is saved. */
    private Exhibit degrading() {
        Centroids loaded = new Centroids((float) centroids.blueX(), (float) centroids.blueY(),
                (float) centroids.redX(), (float) centroids.redY());
        return new Exhibit(centroids.model(), loaded.model(), train, test, () -> Centroids.train(train));
    }
}
