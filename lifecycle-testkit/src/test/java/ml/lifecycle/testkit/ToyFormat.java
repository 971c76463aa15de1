package ml.lifecycle.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import ml.lifecycle.model.LoadedModel;
import ml.lifecycle.model.ModelFormat;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.signature.Signature;

/** Stores the honest learner as four numbers. */
public final class ToyFormat implements ModelFormat {

    @Override
    public String name() {
        return "toy";
    }

    @Override
    public boolean supports(Object model) {
        return model instanceof Wrapped;
    }

    /** How often the loaded models were asked for many rows at once; how often for one depends on the time it takes. */
    public static final AtomicLong BATCHES = new AtomicLong();

    /** Not a record, so that it is compared by its bytes. */
    static final class Wrapped {
        private final Centroids centroids;

        Wrapped(Centroids centroids) {
            this.centroids = centroids;
        }
    }

    @Override
    public void write(Object model, OutputStream out) throws IOException {
        Centroids it = ((Wrapped) model).centroids;
        out.write((it.blueX() + " " + it.blueY() + " " + it.redX() + " " + it.redY()).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public LoadedModel read(byte[] content, Signature signature) {
        double[] numbers = Stream.of(new String(content, StandardCharsets.UTF_8).split(" "))
                .mapToDouble(Double::parseDouble).toArray();
        Centroids centroids = new Centroids(numbers[0], numbers[1], numbers[2], numbers[3]);
        return new LoadedModel() {
            @Override
            public List<Prediction> predict(List<Object[]> rows) {
                BATCHES.addAndGet(rows.size() > 1 ? 1 : 0);
                return rows.stream()
                        .map(row -> FakeModel.scored(centroids.red((Double) row[0], (Double) row[1])))
                        .toList();
            }

            @Override
            public Object unwrap() {
                return centroids;
            }
        };
    }
}
