package ml.lifecycle.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ml.lifecycle.Printable;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.DriftReport;
import ml.lifecycle.data.DriftSettings;
import ml.lifecycle.data.Table;
import ml.lifecycle.run.DataUse;
import ml.lifecycle.signature.Column;
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
     * Predicts one row given as values alone, without the cost of a map.
     *
     * @param row one value for each of the signature's inputs, in their order; {@code null} where there is none
     * @return the answer
     * @throws ml.lifecycle.RefusedException if the row has more or fewer values
     * @throws ml.lifecycle.signature.SignatureException if the row breaks the signature; the message lists all that is
     *         wrong with it
     */
    default Prediction predict(@Nullable Object[] row) {
        List<Column> inputs = signature().inputs();
        if (row.length != inputs.size()) {
            throw new RefusedException("The row has " + row.length + " values, and " + source() + " has " + inputs.size()
                    + " inputs: " + inputs.stream().map(Column::name).toList() + ". Give one value for each, in this order.");
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int place = 0; place < row.length; place++) {
            values.put(inputs.get(place).name(), row[place]);
        }
        return predict(values);
    }

    /**
     * Predicts one row of numbers; see {@link #predict(Object[])}.
     *
     * @param row one number for each of the signature's inputs, in their order
     * @return the answer
     * @throws ml.lifecycle.RefusedException if the row has more or fewer values
     * @throws ml.lifecycle.signature.SignatureException if the row breaks the signature; the message lists all that is
     *         wrong with it
     */
    default Prediction predict(double[] row) {
        @Nullable Object[] values = new Object[row.length];
        for (int place = 0; place < row.length; place++) {
            values[place] = row[place];
        }
        return predict(values);
    }

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
     * How the answers to current rows differ from those to reference rows, with the usual settings; see
     * {@link #drift(Table, Table, DriftSettings)}.
     *
     * @param reference the rows to compare with, such as those the model was accepted on
     * @param current the rows of today
     * @return the report; nothing is thrown for answers that drifted
     */
    default DriftReport drift(Table reference, Table current) {
        return drift(reference, current, DriftSettings.usual());
    }

    /**
     * How the answers to current rows differ from those to reference rows: the label or the number, and each score that
     * the answers have, as the columns {@code label} or {@code value}, and {@code score of …}. Columns that are no inputs do
     * not count. Numbers out of their range are answered, since rows that drift have them, unless the policy says otherwise.
     * If the model refuses any row, the column {@code refused} says which, and is compared like the others; a refused row has
     * a missing value in the others, or is in none if the policy leaves such rows out. To ask counts as no traffic of a monitor.
     *
     * @param reference the rows to compare with
     * @param current the rows of today
     * @param settings how it is judged; see {@link Table#driftTo(Table, DriftSettings)}
     * @return the report; nothing is thrown for answers that drifted
     * @throws ml.lifecycle.RefusedException if a method needs numbers and its column has none, or there are no rows
     */
    default DriftReport drift(Table reference, Table current, DriftSettings settings) {
        return Answers.drift(this, reference, current, settings);
    }

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
     * What is done with a row that breaks the signature.
     *
     * @return the policy that this predictor was given; the strict one if it cannot tell
     */
    default SignaturePolicy policy() {
        return SignaturePolicy.strict();
    }

    /**
     * The same model, behind the same policy, without anybody who watches it: for tools that probe, whose questions are no
     * traffic.
     *
     * @return this predictor, or the one behind a monitor
     */
    default Predictor unwatched() {
        return this;
    }

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

    /**
     * What the run that made the model recorded as its training data, by which rows that it has seen are recognised.
     *
     * @return the uses of the role {@code TRAIN}; empty if it recorded none, or nothing is known of the run
     */
    default List<DataUse> trainedOn() {
        return List.of();
    }
}
