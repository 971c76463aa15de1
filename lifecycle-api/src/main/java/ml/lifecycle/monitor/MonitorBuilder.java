package ml.lifecycle.monitor;

import java.time.Duration;
import java.util.function.Consumer;
import ml.lifecycle.data.DriftSettings;
import ml.lifecycle.data.Snapshot;
import ml.lifecycle.data.Table;
import ml.lifecycle.gate.QualityGate;

/**
 * How a predictor is watched. For use by one thread.
 *
 * <p>Without a gate, a window fails if its rows or answers drifted from the reference. <b>False alarms:</b> each window is
 * tested anew, so with the usual settings chance alone fails up to 5 % of the windows: a monitor with a window an hour may
 * cry more than once a day. Ways out are a smaller {@link DriftSettings#falseAlarms rate} and
 * {@link #alarmAfter alarms after several windows}: if the windows were independent, 2 failures of 3 windows would come in
 * 0.7 % of them. They are not quite: all are compared with the same reference, and what is odd in a small reference is found
 * again and again as soon as the windows are large. A reference that is much larger than a window keeps that away.
 */
public interface MonitorBuilder {

    /**
     * What rows are compared with. If not chosen it is what the model's run recorded as its training data: a snapshot, or
     * the part of one, if a {@code Split} made it and it can be made again, else the snapshot that it is a part of.
     *
     * @param reference a table with the model's inputs; other columns are ignored
     * @return this
     */
    MonitorBuilder reference(Snapshot reference);

    /**
     * What rows are compared with.
     *
     * @param reference a table with the model's inputs; other columns are ignored
     * @return this
     */
    MonitorBuilder reference(Table reference);

    /**
     * Closes a window after so many rows; 1,000 if neither this nor a time is chosen.
     *
     * @param rows 1 to 1,000,000,000
     * @return this
     * @throws ml.lifecycle.RefusedException if it is less or more
     */
    MonitorBuilder window(int rows);

    /**
     * Closes a window after a time, full or not. A time without any row gives an INCONCLUSIVE window; those that follow it
     * without a row are only counted.
     *
     * @param time 1 millisecond to 3,650 days, by the clock of the lifecycle
     * @return this
     * @throws ml.lifecycle.RefusedException if it is less or more
     */
    MonitorBuilder window(Duration time);

    /**
     * Judges windows by a gate; by drift alone if not chosen. Its evidence is
     * <ul>
     *   <li>the rows of the window, beside the reference, both with the columns {@code prediction} and, where the model gives
     *       scores, {@code prediction_score} (that of the answer): for checks of drift and of data. Of a window with more
     *       than 16,384 rows it is an even sample of so many;</li>
     *   <li>the answers whose labels arrived during the window, at most 100,000, for checks of performance. Without any
     *       these checks are INCONCLUSIVE;</li>
     *   <li>the times of predictions that were asked for one by one, of the same sample.</li>
     * </ul>
     *
     * @param gate the gate
     * @return this
     */
    MonitorBuilder through(QualityGate gate);

    /**
     * Chooses how drift is judged; as usual if not chosen.
     *
     * @param settings the settings
     * @return this
     */
    MonitorBuilder drift(DriftSettings settings);

    /**
     * Raises an alarm if a window failed, and with it at least so many of the latest; every failed window alarms if not
     * chosen. Windows that are INCONCLUSIVE are not counted.
     *
     * @param failed how many, 1 or more
     * @param of of how many windows, at least as many, at most 1,000
     * @return this
     * @throws ml.lifecycle.RefusedException if the numbers are others
     */
    MonitorBuilder alarmAfter(int failed, int of);

    /**
     * Tells a listener of alarms, after the window is kept: the place to start a new training. It is called by the monitor's
     * own thread, so what takes long is better handed to another one. If it throws, {@link Monitor#failures} says so, and the
     * other listeners are told all the same. Several may be given.
     *
     * @param listener the listener
     * @return this
     */
    MonitorBuilder onAlarm(Consumer<? super Alarm> listener);

    /**
     * Chooses how long a prediction waits for its label; 100,000 predictions and 30 days if not chosen.
     *
     * @param predictions how many predictions with an id may come after it, 1 to 10,000,000
     * @param age how old it may be, by the clock of the lifecycle; positive
     * @return this
     * @throws ml.lifecycle.RefusedException if a limit is less or more
     */
    MonitorBuilder labelsWithin(int predictions, Duration age);

    /**
     * Chooses the experiment whose runs are the windows; {@code monitoring <model>} if not chosen.
     *
     * @param name its name
     * @return this
     */
    MonitorBuilder experiment(String name);

    /**
     * Keeps the artifacts {@code report.json}, {@code drift.html} and {@code gate.html} only of windows that did not pass; of
     * all if not chosen. Tags, metrics and the profile are kept of each window all the same: {@link ml.lifecycle.monitor} says
     * how much that is, and how old windows are removed.
     *
     * @return this
     */
    MonitorBuilder reportsUnlessPassed();

    /**
     * Starts to watch. The model predicts the reference once.
     *
     * @return the monitor, to be closed
     * @throws ml.lifecycle.RefusedException if there is neither a gate nor a reference, so that nothing could be judged; if
     *         the reference has not all inputs of the model, or no rows; if the name of the experiment is not allowed
     */
    Monitor open();
}
