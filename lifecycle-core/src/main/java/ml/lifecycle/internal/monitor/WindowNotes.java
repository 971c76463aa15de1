package ml.lifecycle.internal.monitor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ml.lifecycle.data.DriftSettings;
import ml.lifecycle.data.Table;
import ml.lifecycle.gate.Verdict;
import ml.lifecycle.internal.text.Count;
import ml.lifecycle.monitor.MonitorWindow;
import ml.lifecycle.report.ReportText;

/** What a reader must know beside the numbers of a window. */
final class WindowNotes {

    private final Reference reference;
    private final DriftSettings settings;
    private final Optional<Integer> size;

    /**
     * @param reference what windows are compared with
     * @param settings how drift is judged
     * @param size how many rows fill a window, if a number does
     */
    WindowNotes(Reference reference, DriftSettings settings, Optional<Integer> size) {
        this.reference = reference;
        this.settings = settings;
        this.size = size;
    }

    List<String> of(ClosedWindow window, Verdict verdict, boolean gated, boolean failed) {
        List<String> notes = new ArrayList<>();
        long rows = window.rows().rows();
        if (rows == 0) {
            notes.add("There was no row, so nothing was compared.");
        } else if (size.isPresent() && window.end() == MonitorWindow.End.ASKED && rows < size.get()) {
            notes.add("It was closed at " + ReportText.count(rows) + " of " + Count.of(size.get(), "row") + ".");
        }
        if (window.emptyBefore() > 0) {
            notes.add("Before it " + Count.of(window.emptyBefore(), "window") + " without a row went by.");
        }
        losses(window, notes);
        labels(window, notes);
        if (failed) {
            notes.add("The gate threw an exception, so there is no verdict; failures() has it.");
        }
        if (gated && rows > OpenWindow.PART) {
            notes.add("The gate judged the rows and times of an even sample of " + ReportText.count(OpenWindow.PART)
                    + "; the distances and the profile are of all rows.");
        }
        if (reference.table().isEmpty()) {
            notes.add("There is no reference, so drift is not judged.");
        }
        if (verdict == Verdict.FAIL) {
            notes.add(chance(gated) + caveat(rows));
        }
        return notes;
    }

    private static void losses(ClosedWindow window, List<String> notes) {
        if (window.lost() > 0) {
            notes.add(Count.of(window.lost(), "row") + " were answered, but not recorded, since they came faster than windows"
                    + " are judged: all numbers here leave them out.");
        }
        if (window.refused() > 0) {
            notes.add("The signature refused " + Count.of(window.refused(), "call") + "; their rows are not among those"
                    + " recorded.");
        }
        if (window.rows().infinite() > 0) {
            notes.add(Count.of(window.rows().infinite(), "infinite number") + " counted as missing.");
        }
    }

    private static void labels(ClosedWindow window, List<String> notes) {
        long joined = window.joined().arrived();
        if (joined > 0) {
            notes.add("Performance is that of the " + Count.of(joined, "row") + " whose labels arrived in this window,"
                    + " predicted now or before. If some labels come earlier or more often than others, these rows are no fair"
                    + " sample of all.");
        }
        if (joined > Joined.MOST) {
            notes.add("Of these labels only the first " + ReportText.count(Joined.MOST) + " were judged.");
        }
        if (joined + window.labels().waiting() + window.labels().never() > 0) {
            notes.add("Predictions with an id so far: " + window.labels() + ".");
        }
    }

    /** How often chance alone does this. */
    private String chance(boolean gated) {
        return gated ? "Each window is tested anew, so over many windows chance fails some of them."
                : "Each window is tested anew: unchanged data fails up to " + ReportText.percent(settings.falseAlarms())
                        + " of the windows.";
    }

    private String caveat(long rows) {
        long before = reference.table().map(Table::rows).orElse(0);
        return before == 0 || before > rows ? "" : " All are compared with the same " + Count.of(before, "row")
                + " of reference: what is odd in these is found in one window after the other.";
    }
}
