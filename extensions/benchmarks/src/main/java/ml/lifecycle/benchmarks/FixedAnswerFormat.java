package ml.lifecycle.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import ml.lifecycle.model.LoadedModel;
import ml.lifecycle.model.ModelFormat;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.signature.Signature;
import org.jspecify.annotations.Nullable;

/** The smallest model: it always answers the same. Public for the service loader. */
public final class FixedAnswerFormat implements ModelFormat {

    /** A model. */
    record FixedAnswer(String label) {}

    /** For the service loader. */
    public FixedAnswerFormat() {}

    @Override
    public String name() {
        return "fixed-answer";
    }

    @Override
    public boolean supports(Object model) {
        return model instanceof FixedAnswer;
    }

    @Override
    public void write(Object model, OutputStream out) throws IOException {
        out.write(((FixedAnswer) model).label().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public LoadedModel read(byte[] content, Signature signature) {
        FixedAnswer model = new FixedAnswer(new String(content, StandardCharsets.UTF_8));
        return new LoadedModel() {
            @Override
            public List<Prediction> predict(List<@Nullable Object[]> rows) {
                Prediction answer = new Prediction(model.label(), Double.NaN, Map.of(), List.of());
                return rows.stream().map(row -> answer).toList();
            }

            @Override
            public Object unwrap() {
                return model;
            }
        };
    }
}
