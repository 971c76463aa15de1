package ml.lifecycle.internal.model;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import ml.lifecycle.RefusedException;
import ml.lifecycle.model.ModelFormat;

/** The formats on the class path. */
public final class ModelFormats {

    private static final List<ModelFormat> ALL =
            ServiceLoader.load(ModelFormat.class, ModelFormats.class.getClassLoader()).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();

    private ModelFormats() {}

    /**
     * The format of a framework's object.
     *
     * @param model the object
     * @return the format that writes it, if any
     */
    public static Optional<ModelFormat> of(Object model) {
        return ALL.stream().filter(format -> format.supports(model)).findFirst();
    }

    /**
     * A format by the name that is stored with models.
     *
     * @param name the name
     * @param source the model, for the message
     * @return the format
     * @throws RefusedException if it is not on the class path
     */
    public static ModelFormat named(String name, String source) {
        return ALL.stream().filter(format -> format.name().equals(name)).findFirst()
                .orElseThrow(() -> new RefusedException("The model " + source + " is stored as '" + name
                        + "', which nothing on the class path reads (there are: " + names()
                        + "); add the module or the framework that does."));
    }

    /**
     * The names of all formats, for messages.
     *
     * @return for example {@code tribuo-protobuf}
     */
    public static String names() {
        return ALL.isEmpty() ? "none" : ALL.stream().map(ModelFormat::name).collect(Collectors.joining(", "));
    }
}
