package ml.lifecycle.monitor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.run.RunQuery;
import org.jspecify.annotations.Nullable;

/**
 * A predictor that watches what passes through it: inputs, answers, times and late labels, judged window by window. Safe for
 * use by several threads.
 *
 * <p>Predicting never waits for the watching. Each prediction copies its row into a buffer; one thread of the monitor makes
 * profiles of them, judges the window, keeps it as a run and tells the listeners. If that thread falls behind, rows beyond
 * the buffer are answered but not recorded, which is counted and stated in the window's report. Predictions that were made at
 * the same time by several threads may fall in either of two neighbouring windows. A row is in one window only.
 *
 * <p>What passes through is the predictor it was made of: it stays the same version when an alias moves.
 */
public interface Monitor extends Predictor, AutoCloseable {

    /**
     * Predicts one row whose true label will become known later.
     *
     * @param id what {@link #label} will call it; given again, it stands for the newer row, and the older one is never
     *         labelled
     * @param row values by column
     * @return the answer
     * @throws ml.lifecycle.signature.SignatureException if the row breaks the signature; it is counted as refused then
     */
    Prediction predict(String id, Map<String, ? extends @Nullable Object> row);

    /**
     * Tells the true label, or true class, of a row that was predicted with an id. It counts in the window that is open now.
     *
     * @param id the id
     * @param truth what is true
     * @return what became of it; nothing is thrown for an id that is not waiting
     * @throws ml.lifecycle.RefusedException if the model predicts numbers
     */
    LabelOutcome label(String id, String truth);

    /**
     * Tells the true number of a row that was predicted with an id. It counts in the window that is open now.
     *
     * @param id the id
     * @param truth what is true, finite
     * @return what became of it; nothing is thrown for an id that is not waiting
     * @throws ml.lifecycle.RefusedException if the model does not predict numbers, or the number is NaN or infinite
     */
    LabelOutcome label(String id, double truth);

    /**
     * Closes the open window now, and waits for its report; for a caller that has an end of its own, such as a batch.
     *
     * @return the report; nothing if there was no row and no label
     * @throws ml.lifecycle.RefusedException if it is called by a listener of this monitor
     * @throws ml.lifecycle.UnavailableException if the monitor is closed
     */
    Optional<MonitorWindow> closeWindow();

    /**
     * The windows that this monitor closed.
     *
     * @return the latest 100, the latest last
     */
    List<MonitorWindow> windows();

    /**
     * What became of the predictions that had an id, since the monitor was opened.
     *
     * @return the counts
     */
    LabelCounts labels();

    /**
     * What went wrong beside the predictions: listeners that threw, windows that could not be judged or kept.
     *
     * @return sentences, the latest 100, the latest last
     */
    List<String> failures();

    /**
     * The windows that are kept, of this and all other monitors of the same experiment.
     *
     * @return a query for their runs; {@link ml.lifecycle.monitor} says what is in them
     */
    RunQuery history();

    /**
     * Closes the last window, which is judged and kept if it has a row or a label, and ends the watching. Nothing is thrown
     * if it cannot be kept: {@link #failures} says so. Whoever predicts afterwards is answered by an
     * {@link ml.lifecycle.UnavailableException}; a prediction that is under way meanwhile may not be recorded. A second call
     * does nothing.
     */
    @Override
    void close();
}
