package ml.lifecycle.internal.run;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import ml.lifecycle.model.ModelFormat;

/** The formats on the class path. */
final class ModelFormats {

    private static final List<ModelFormat> ALL =
            ServiceLoader.load(ModelFormat.class, ModelFormats.class.getClassLoader()).stream()
                    .map(ServiceLoader.Provider::get).toList();

    private ModelFormats() {}

    static Optional<ModelFormat> of(Object model) {
        return ALL.stream().filter(format -> format.supports(model)).findFirst();
    }

    static String names() {
        return ALL.isEmpty() ? "none" : String.join(", ", ALL.stream().map(ModelFormat::name).toList());
    }
}
