package ml.lifecycle.internal.model;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import ml.lifecycle.CorruptException;
import ml.lifecycle.model.LoadedModel;
import ml.lifecycle.model.ModelFormat;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.signature.Signature;
import org.jspecify.annotations.Nullable;

/** The smallest real format, for tests: one threshold on the first input. */
public final class StumpFormat implements ModelFormat {

    /** "high" where the first input is above the threshold, else "low". */
    public record Stump(double threshold) {}

    @Override
    public String name() {
        return "stump";
    }

    @Override
    public boolean supports(Object model) {
        return model instanceof Stump;
    }

    @Override
    public void write(Object model, OutputStream out) throws IOException {
        out.write(("stump " + ((Stump) model).threshold()).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public LoadedModel read(byte[] content, Signature signature) {
        String text = new String(content, StandardCharsets.UTF_8);
        if (!text.startsWith("stump ")) {
            throw new CorruptException("not a stump");
        }
        Stump stump = new Stump(Double.parseDouble(text.substring(6)));
        return new LoadedModel() {
            @Override
            public List<Prediction> predict(List<@Nullable Object[]> rows) {
                return rows.stream().map(row -> {
                    boolean high = row[0] instanceof Double value && value > stump.threshold();
                    return new Prediction(high ? "high" : "low", Double.NaN, Map.of(), List.of());
                }).toList();
            }

            @Override
            public Object unwrap() {
                return stump;
            }
        };
    }
}
