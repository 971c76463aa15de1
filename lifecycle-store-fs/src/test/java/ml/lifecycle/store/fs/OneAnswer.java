package ml.lifecycle.store.fs;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import ml.lifecycle.model.LoadedModel;
import ml.lifecycle.model.ModelFormat;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.signature.Signature;

/** Models that answer everything with one label, the text that they are. */
public final class OneAnswer implements ModelFormat {

    @Override
    public String name() {
        return "one-answer";
    }

    @Override
    public boolean supports(Object model) {
        return model instanceof String;
    }

    @Override
    public void write(Object model, OutputStream out) throws IOException {
        out.write(((String) model).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public LoadedModel read(byte[] content, Signature signature) {
        String label = new String(content, StandardCharsets.UTF_8);
        return new LoadedModel() {
            @Override
            public List<Prediction> predict(List<Object[]> rows) {
                return rows.stream()
                        .map(row -> new Prediction(label, Double.NaN, Map.of(label, 1.0), List.of()))
                        .toList();
            }

            @Override
            public Object unwrap() {
                return label;
            }
        };
    }
}
