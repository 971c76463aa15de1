/**
 * Monitors: from the thread that predicts to the run that keeps a window.
 *
 * <p>{@code WatchedPredictor} asks the model and hands row and answer to the {@code Intake}, which copies them into one of
 * several buffers: a thread that finds a buffer taken goes on to the next, so that none ever waits. The {@code Watch}, one
 * thread, empties the buffers into the {@code OpenWindow}, and closes it by number or by time: the {@code WindowJudge} asks
 * the gate, the {@code WindowKeeper} makes a run of it, the listeners are told. Labels go their own way: a prediction with an
 * id waits in {@code WaitingLabels}, and with its label goes to the {@code Joined} of the open window.
 */
@NullMarked
package ml.lifecycle.internal.monitor;

import org.jspecify.annotations.NullMarked;
