/**
 * Models in production, watched: a {@link ml.lifecycle.monitor.Monitor} is a predictor that records what it is asked and
 * answers, judges it window by window, and keeps each window as a run.
 *
 * <p>Each window is a run of the experiment {@code monitoring <model>} (or one of the user's choice), FINISHED whatever its
 * verdict, with
 * <ul>
 *   <li>the tags {@code model} (its source), {@code reference}, {@code window.number}, {@code window.from},
 *       {@code window.to}, {@code window.end}, {@code verdict}, {@code alarm} and, where there are any, {@code drifted} (names
 *       of columns);</li>
 *   <li>the metrics {@code rows}, {@code rows_refused}, {@code rows_not_recorded}, {@code labels_joined},
 *       {@code labels_waiting}, {@code labels_never}; {@code latency_p50_ms}, {@code latency_p95_ms}, {@code latency_p99_ms};
 *       {@code accuracy}, or {@code mae} and {@code rmse}, on the labels that arrived; {@code drift/<column>}
 *       (the distance by the method that decides) and {@code missing/<column>} (a share); a column whose name no metric can
 *       have stands there as {@code column <n>}, counted from 1;</li>
 *   <li>the artifacts {@code profile.bin}, to be read by {@link ml.lifecycle.data.Profile#ofBytes} and merged with those of
 *       other windows and processes; {@code report.json}; {@code drift.html} and {@code gate.html} where there is such a
 *       report.</li>
 * </ul>
 *
 * <h2>How much is kept, and how it is removed</h2>
 * The memory holds the latest 100 windows, however many there were. The store keeps each window for ever, since no run is
 * ever deleted: for a model of four numbers some 54 kB, of which 49 kB are the reports.
 * {@link ml.lifecycle.monitor.MonitorBuilder#reportsUnlessPassed} keeps these only where there is something to see.
 *
 * <p>To remove old windows, let the experiment be that of a time, as {@code experiment("monitoring iris 2026-11")}, with a
 * new monitor for each. In a directory as store everything of an experiment is in one directory, the one in
 * {@code experiments/} that begins with its name: when no process has the store open, delete it, and then let
 * {@link ml.lifecycle.Maintenance#collectGarbage} delete the artifacts. Do not give that name to another experiment.
 */
@NullMarked
package ml.lifecycle.monitor;

import org.jspecify.annotations.NullMarked;
