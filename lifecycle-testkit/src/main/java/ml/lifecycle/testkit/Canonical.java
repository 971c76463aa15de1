package ml.lifecycle.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import ml.lifecycle.RefusedException;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.core.SampleRows;
import ml.lifecycle.model.ModelFormat;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.testkit.internal.Show;
import org.jspecify.annotations.Nullable;

/** What a training gave, taken apart in a fixed order, so that two of it can be compared. */
final class Canonical {

    private static final int ROWS = 500;
    private static final long SEED = 20_260_101;
    private static final int CHUNK = 16;

    private final List<Part> parts = new ArrayList<>();

    private Canonical() {}

    /** One part: where it stands and what is there. */
    record Part(String path, String value) {

        @Override
        public String toString() {
            return path.isEmpty() ? value : path + ": " + value;
        }
    }

    static List<Part> partsOf(Object trained) {
        Canonical canonical = new Canonical();
        canonical.add("", trained);
        return canonical.parts;
    }

    private void add(String path, @Nullable Object value) {
        if (value == null || value instanceof Number || value instanceof CharSequence || value instanceof Boolean
                || value instanceof Character || value instanceof Enum<?>) {
            parts.add(new Part(path, String.valueOf(value)));
        } else if (value instanceof Predictor model) {
            addAnswers(path, model);
        } else if (value instanceof RunRecord run) {
            add(child(path, "params"), run.params());
            add(child(path, "metrics"), run.metrics());
        } else if (value instanceof Map<?, ?> map) {
            addMap(path, map);
        } else if (value instanceof Set<?> set) {
            addAll(path, set.stream().sorted(Comparator.comparing(String::valueOf)).toList());
        } else if (value instanceof Iterable<?> items) {
            addAll(path, items);
        } else if (value.getClass().isArray()) {
            addArray(path, value);
        } else if (value instanceof Record record) {
            addRecord(path, record);
        } else {
            addModel(path, value);
        }
    }

    /** By its answers: the stored bytes of a model may hold the time of the training. */
    private void addAnswers(String path, Predictor model) {
        parts.add(new Part(child(path, "signature"), model.signature().toString()));
        List<Map<String, Object>> rows = SampleRows.draw(model.signature(), ROWS, SEED);
        List<Prediction> answers = model.predict(rows);
        for (int i = 0; i < rows.size(); i++) {
            Prediction answer = answers.get(i);
            parts.add(new Part(child(path, "answer to " + Show.row(rows.get(i))),
                    answer.label() + " " + answer.value() + " " + answer.scores()));
        }
    }

    private void addMap(String path, Map<?, ?> map) {
        map.entrySet().stream()
                .sorted(Comparator.comparing(entry -> String.valueOf(entry.getKey())))
                .forEach(entry -> add(child(path, String.valueOf(entry.getKey())), entry.getValue()));
    }

    private void addAll(String path, Iterable<?> items) {
        int index = 0;
        for (Object item : items) {
            add(path + "[" + index++ + "]", item);
        }
    }

    private void addArray(String path, Object array) {
        for (int i = 0; i < Array.getLength(array); i++) {
            add(path + "[" + i + "]", Array.get(array, i));
        }
    }

    private void addRecord(String path, Record record) {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                add(child(path, component.getName()), component.getAccessor().invoke(record));
            } catch (InvocationTargetException failure) {
                throw Rethrow.unchanged(failure.getCause());
            } catch (ReflectiveOperationException | RuntimeException failure) {
                throw new RefusedException("The component " + component.getName() + " of " + record.getClass().getName()
                        + " cannot be read for the comparison; make the record public.", failure);
            }
        }
    }

    private void addModel(String path, Object model) {
        for (ModelFormat format : ServiceLoader.load(ModelFormat.class)) {
            if (format.supports(model)) {
                String name = path + model.getClass().getSimpleName() + " as " + format.name();
                List<String> learnt = format.parts(model);
                learnt.forEach(part -> parts.add(new Part(name, part)));
                if (learnt.isEmpty()) {
                    addBytes(name, bytes(format, model));
                }
                return;
            }
        }
        throw new RefusedException("Two trainings cannot be compared by a " + model.getClass().getName()
                + ": no model format on the class path can write it. Return the model, a Predictor, the record of the"
                + " run, or the learned numbers as a record, array, list or map.");
    }

    private static byte[] bytes(ModelFormat format, Object model) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            format.write(model, out);
        } catch (IOException failure) {
            throw new UnavailableException("The model could not be written to memory as " + format.name() + ".", failure);
        }
        return out.toByteArray();
    }

    private void addBytes(String path, byte[] bytes) {
        for (int from = 0; from < bytes.length; from += CHUNK) {
            StringBuilder hex = new StringBuilder();
            for (int i = from; i < Math.min(bytes.length, from + CHUNK); i++) {
                hex.append(String.format("%02x ", bytes[i]));
            }
            parts.add(new Part(path + ", from byte " + from, hex.toString().strip()));
        }
    }

    private static String child(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
