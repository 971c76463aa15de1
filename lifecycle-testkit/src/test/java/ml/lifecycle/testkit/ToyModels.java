package ml.lifecycle.testkit;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.ColumnType;
import ml.lifecycle.signature.Output;
import ml.lifecycle.signature.Signature;

/** Models of the small world for tests in other packages. */
public final class ToyModels {

    private ToyModels() {}

    /** A signature with a column of each type, some optional, some without range or levels. */
    public static final class Everything implements Supplier<Signature> {

        @Override
        public Signature get() {
            return Signature.of(Output.label("answer", List.of("no", "yes")),
                    Column.number("bounded").between(-0.25, 3.75),
                    Column.number("any").optional(),
                    Column.integer("count").between(0.5, 9.5),
                    Column.text("colour").oneOf("blue", "red"),
                    Column.text("words").optional(),
                    new Column("flag", ColumnType.BOOLEAN, true, null, List.of()),
                    new Column("moment", ColumnType.TIMESTAMP, true, null, List.of()));
        }
    }

    public static Predictor honest() {
        return Centroids.train(Toy.table(40, 1)).model();
    }

    public static Predictor ofRows(Signature signature, Function<Map<String, Object>, Prediction> answer) {
        return FakeModel.ofRows("model", signature, answer);
    }

    public static Predictor acceptingAnything(Signature signature, Function<Map<String, Object>, Prediction> answer) {
        return FakeModel.ofRows("model", signature, answer).acceptingAnything();
    }

    public static Prediction label(String label) {
        return FakeModel.label(label);
    }

    public static Prediction scored(double red) {
        return FakeModel.scored(red);
    }
}
