package ml.lifecycle.monitor;

import ml.lifecycle.report.ReportText;

/**
 * What became of predictions that had an id.
 *
 * @param joined how many got their label
 * @param waiting how many wait for it
 * @param never how many were given up: too old, too many after them, or their id was given again
 */
public record LabelCounts(long joined, long waiting, long never) {

    @Override
    public String toString() {
        return ReportText.count(joined) + " labelled, " + ReportText.count(waiting) + " waiting, "
                + ReportText.count(never) + " never labelled";
    }
}
