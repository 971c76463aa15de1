package ml.lifecycle.monitor;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ml.lifecycle.Printable;
import ml.lifecycle.data.DriftReport;
import ml.lifecycle.gate.GateReport;
import ml.lifecycle.gate.Verdict;

/**
 * What was seen in a window, and what is to be said of it.
 *
 * @param model where the model came from
 * @param number its number since the monitor was opened, from 1
 * @param from when it began
 * @param to when it was closed
 * @param end what closed it
 * @param verdict that of the gate; without a gate FAIL if something drifted, INCONCLUSIVE if nothing could be compared, or
 *         not a column that the reference has values of, else PASS
 * @param alarm whether the listeners were told
 * @param rows how many rows were recorded
 * @param refused how many calls the signature refused; their rows are not among the recorded
 * @param notRecorded how many rows were answered and not recorded, since the buffer was full
 * @param joined how many labels arrived
 * @param labels what became of all predictions with an id since the monitor was opened
 * @param metrics the numbers that its run records
 * @param drift how rows and answers differ from the reference, if there is one and there are rows
 * @param gate what the gate says, if there is one and it could be asked
 * @param notes what a reader must know beside it, as sentences
 * @param run the id of the run that keeps it; empty if it is not kept
 */
public record MonitorWindow(String model, long number, Instant from, Instant to, End end, Verdict verdict, boolean alarm,
        long rows, long refused, long notRecorded, long joined, LabelCounts labels, Map<String, Double> metrics,
        Optional<DriftReport> drift, Optional<GateReport> gate, List<String> notes, Optional<String> run)
        implements Printable {

    /** What closed a window. */
    public enum End {
        /** It had the number of rows. */
        ROWS,
        /** Its time was over. */
        TIME,
        /** Somebody closed it before. */
        ASKED
    }

    /** Copies the collections. */
    public MonitorWindow {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        notes = List.copyOf(notes);
    }

    /**
     * The window in JSON: {@code {"report":"window","version":1,"model":…,"number":…,"from":…,"to":…,"end":…,"verdict":…,
     * "alarm":…,"rows":…,"refused":…,"notRecorded":…,"joined":…,"labels":{…},"metrics":{…},"notes":[…],"drift":{…},
     * "gate":{…}}}. Moments are in ISO 8601, constants in lower case; {@code drift} is as in {@link DriftReport#toJson},
     * {@code gate} as in {@link GateReport#toJson}. Later versions may add keys.
     *
     * @return one line, in ASCII
     */
    public String toJson() {
        return WindowJson.of(this);
    }

    @Override
    public String toString() {
        return WindowText.of(this);
    }
}
