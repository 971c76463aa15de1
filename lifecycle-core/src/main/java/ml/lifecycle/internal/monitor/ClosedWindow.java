package ml.lifecycle.internal.monitor;

import java.time.Instant;
import ml.lifecycle.monitor.LabelCounts;
import ml.lifecycle.monitor.MonitorWindow;

/**
 * A window that is filled no more, to be judged.
 *
 * @param rows its rows
 * @param to when it was closed
 * @param end what closed it
 * @param joined the labels that arrived
 * @param labels what became of all predictions with an id
 * @param refused how many calls the signature refused
 * @param lost how many rows were answered and not recorded
 * @param emptyBefore how many windows without anything came directly before it and were only counted
 */
record ClosedWindow(OpenWindow rows, Instant to, MonitorWindow.End end, Joined.Batch joined, LabelCounts labels,
        long refused, long lost, long emptyBefore) {

    boolean isEmpty() {
        return rows.rows() == 0 && joined.arrived() == 0 && refused == 0 && lost == 0;
    }
}
