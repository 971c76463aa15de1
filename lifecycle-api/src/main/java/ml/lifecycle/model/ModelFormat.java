package ml.lifecycle.model;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import ml.lifecycle.signature.Signature;

/**
 * How one framework's models are stored and used; found by {@link java.util.ServiceLoader}.
 *
 * <p>The duties of an implementation:
 * <ul>
 *   <li>Java serialization is used in neither direction.</li>
 *   <li>{@link #read} runs no code that the content names: what the content may refer to is a fixed list.</li>
 *   <li>Content that is not what {@link #write} wrote gives a {@link ml.lifecycle.CorruptException} or a
 *       {@link ml.lifecycle.RefusedException}, and nothing else.</li>
 * </ul>
 */
public interface ModelFormat {

    /**
     * The name of the format, which is stored with each model.
     *
     * @return for example {@code tribuo-protobuf}
     */
    String name();

    /**
     * Whether this format can write a model.
     *
     * @param model a framework's object
     * @return whether it can
     */
    boolean supports(Object model);

    /**
     * Refuses a model that cannot keep its contract. Called before the model is recorded, so that this is not found out by
     * its first prediction.
     *
     * @param model a framework's object that this format supports
     * @param signature the contract it is to be recorded with
     * @throws ml.lifecycle.RefusedException if they do not fit, with what does not
     */
    default void requireFit(Object model, Signature signature) {}

    /**
     * Writes a model.
     *
     * @param model a framework's object
     * @param out not closed
     * @throws IOException if {@code out} fails
     */
    void write(Object model, OutputStream out) throws IOException;

    /**
     * Reads a model whose digest has been checked already.
     *
     * @param content what {@link #write} wrote
     * @param signature the contract, which gives the order of the inputs
     * @return the model
     * @throws ml.lifecycle.CorruptException if the content is damaged
     * @throws ml.lifecycle.RefusedException if the content refers to what is not allowed, or does not fit the signature
     */
    LoadedModel read(byte[] content, Signature signature);

    /**
     * What a model has learnt, part by part: equal for equal models, whenever they were trained, so that two trainings can
     * be compared and their first difference shown.
     *
     * @param model a framework's object that this format supports
     * @return for each part, in a fixed order, where it stands and what is there; empty if the format cannot tell, so that
     *         what {@link #write} writes is all there is to compare
     */
    default List<String> parts(Object model) {
        return List.of();
    }
}
