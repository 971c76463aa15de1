package ml.lifecycle.model;

import java.util.List;
import java.util.Map;
import ml.lifecycle.Printable;
import ml.lifecycle.data.Table;
import ml.lifecycle.signature.Signature;
import ml.lifecycle.signature.SignaturePolicy;
import org.jspecify.annotations.Nullable;

/**
 * A stored model at work, behind its signature. Safe for use by several threads.
 *
 * <p>It stays the same version for its whole life; when an alias has moved, ask for a new predictor.
 */
public interface Predictor extends Printable {

    /**
     * Predicts one row.
     *
     * @param row values by column: {@code Number}, {@code String}, {@code Boolean} or {@code Instant}
     * @return the answer
     * @throws ml.lifecycle.signature.SignatureException if the row breaks the signature; the message lists all that is
     *         wrong with it
     */
    Prediction predict(Map<String, ? extends @Nullable Object> row);

    /**
     * Predicts many rows; the answers are the same as row by row.
     *
     * @param rows values by column
     * @return one answer for each row
     * @throws ml.lifecycle.signature.SignatureException if a row breaks the signature; nothing is predicted then
     */
    List<Prediction> predict(List<? extends Map<String, ? extends @Nullable Object>> rows);

    /**
     * Predicts the rows of a table; the answers are the same as row by row.
     *
     * @param table the rows
     * @return one answer for each row
     * @throws ml.lifecycle.signature.SignatureException if a row breaks the signature; nothing is predicted then
     */
    List<Prediction> predict(Table table);

    /**
     * The contract.
     *
     * @return the signature
     */
    Signature signature();

    /**
     * The same model behind another policy.
     *
     * @param policy what is done with a row that breaks the signature
     * @return another predictor of the same model
     */
    Predictor with(SignaturePolicy policy);

    /**
     * Where the model came from, with the version that an alias stood for.
     *
     * @return {@code models:/name/3} or {@code runs:/id/path}
     */
    String source();

    /**
     * The digest of the model's stored bytes.
     *
     * @return a SHA-256, 64 lower-case hexadecimal digits
     */
    String digest();
}
