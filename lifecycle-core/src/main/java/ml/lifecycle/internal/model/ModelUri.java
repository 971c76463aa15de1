package ml.lifecycle.internal.model;

import java.util.Objects;
import ml.lifecycle.RefusedException;
import ml.lifecycle.internal.text.Names;
import org.jspecify.annotations.Nullable;

/** The address of a model or an artifact. */
public sealed interface ModelUri {

    /**
     * A version of a registered model.
     *
     * @param model the name of the registered model
     * @param number the number of the version
     */
    record OfVersion(String model, int number) implements ModelUri {}

    /**
     * The version that an alias points to.
     *
     * @param model the name of the registered model
     * @param alias the alias
     */
    record OfAlias(String model, String alias) implements ModelUri {}

    /**
     * An artifact of a run.
     *
     * @param run the id of the run
     * @param path the path of the artifact
     */
    record OfRun(String run, String path) implements ModelUri {}

    /**
     * Reads an address. Names of models hold no slash, so a slash begins the number of a version; of several {@code @}
     * the last one begins the alias.
     *
     * @param uri the address
     * @return its parts
     * @throws RefusedException if it is none
     */
    static ModelUri parse(String uri) {
        ModelUri parsed = Objects.requireNonNull(uri, "uri").startsWith("models:/")
                ? ofModel(uri.substring("models:/".length()))
                : uri.startsWith("runs:/") ? ofRun(uri.substring("runs:/".length())) : null;
        if (parsed == null) {
            throw new RefusedException("The address '" + Names.printable(uri) + "' cannot be read; expected"
                    + " models:/name@alias, models:/name/3 or runs:/id/path.");
        }
        return parsed;
    }

    private static @Nullable ModelUri ofModel(String rest) {
        int slash = rest.indexOf('/');
        if (slash > 0) {
            String number = rest.substring(slash + 1);
            return number.matches("[1-9][0-9]{0,8}")
                    ? new OfVersion(rest.substring(0, slash), Integer.parseInt(number)) : null;
        }
        int at = rest.lastIndexOf('@');
        return at > 0 && at < rest.length() - 1 ? new OfAlias(rest.substring(0, at), rest.substring(at + 1)) : null;
    }

    private static @Nullable ModelUri ofRun(String rest) {
        int slash = rest.indexOf('/');
        return slash > 0 && slash < rest.length() - 1
                ? new OfRun(rest.substring(0, slash), rest.substring(slash + 1)) : null;
    }
}
