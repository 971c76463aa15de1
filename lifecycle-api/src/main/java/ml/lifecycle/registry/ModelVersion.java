package ml.lifecycle.registry;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ml.lifecycle.Printable;
import ml.lifecycle.run.DataUse;
import ml.lifecycle.signature.Signature;

/**
 * One immutable version of a registered model.
 *
 * @param model the name of the registered model
 * @param number its number, from 1
 * @param run the id of the run that made it
 * @param path the artifact of that run
 * @param format the name of the format that reads it
 * @param digest the SHA-256 of its bytes, 64 lower-case hexadecimal digits
 * @param size the length of its bytes
 * @param signature its contract
 * @param data the data that its run used; evidence on what it was trained on does not count
 * @param metrics the metrics that its run had recorded when it was registered
 * @param registeredAt when it was registered
 * @param sameAs the number of the first version that has the same content, 0 if there was none: registering a model
 *         again is allowed, and shown
 */
public record ModelVersion(
        String model,
        int number,
        String run,
        String path,
        String format,
        String digest,
        long size,
        Signature signature,
        List<DataUse> data,
        Map<String, Double> metrics,
        Instant registeredAt,
        int sameAs)
        implements Printable {

    /** Makes the collections unmodifiable. */
    public ModelVersion {
        data = List.copyOf(data);
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }

    /**
     * Its address.
     *
     * @return {@code models:/name/3}
     */
    public String uri() {
        return "models:/" + model + "/" + number;
    }

    @Override
    public String toString() {
        return model + " version " + number + " (" + format + ", " + size + (size == 1 ? " byte" : " bytes")
                + ", run " + run + ")"
                + (sameAs == 0 ? "" : ", the same content as version " + sameAs);
    }
}
