package ml.lifecycle.tribuo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ml.lifecycle.data.Table;
import ml.lifecycle.run.DataUse;
import ml.lifecycle.run.Run;
import ml.lifecycle.run.RunBody;
import ml.lifecycle.run.RunRecord;
import ml.lifecycle.signature.Signature;

/** A run that only remembers. */
class RecordingRun implements Run {

    final Map<String, String> params = new LinkedHashMap<>();
    final Map<String, Double> metrics = new LinkedHashMap<>();
    final Map<String, String> tags = new LinkedHashMap<>();
    final Map<String, byte[]> artifacts = new LinkedHashMap<>();
    final Map<String, Signature> signatures = new LinkedHashMap<>();
    final Map<String, Object> models = new LinkedHashMap<>();
    final List<DataUse> data = new ArrayList<>();

    @Override
    public String id() {
        return "id";
    }

    @Override
    public String name() {
        return "name";
    }

    @Override
    public Run param(String name, Object value) {
        params.put(name, String.valueOf(value));
        return this;
    }

    @Override
    public Run metric(String name, double value, long step) {
        metrics.put(name, value);
        return this;
    }

    @Override
    public Run tag(String name, String value) {
        tags.put(name, value);
        return this;
    }

    @Override
    public Run artifact(String path, Path file) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Run artifact(String path, byte[] content) {
        artifacts.put(path, content);
        return this;
    }

    @Override
    public Run model(String path, Object model, Signature signature) {
        models.put(path, model);
        signatures.put(path, signature);
        return this;
    }

    @Override
    public Run data(DataUse use, Table inputs) {
        return data(use);
    }

    @Override
    public Run data(DataUse use) {
        data.add(use);
        return this;
    }

    @Override
    public <E extends Exception> RunRecord run(String name, RunBody<E> body) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Run start(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void flush() {}

    @Override
    public void fail(Throwable failure) {}

    @Override
    public RunRecord record() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
