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
 */
@NullMarked
package ml.lifecycle.monitor;

import org.jspecify.annotations.NullMarked;
