package ml.lifecycle.benchmarks;

/**
 * A row of the table.
 *
 * @param work what was done
 * @param ours how Lifecycle did
 * @param peers how others did
 * @param ratio how many times Lifecycle is better than the peer that counts
 * @param aim what was to be reached; empty for a row that only informs
 * @param verdict whether it was reached, or by how much not
 */
record Row(String work, String ours, String peers, String ratio, String aim, String verdict) {

    String markdown() {
        return "| " + String.join(" | ", work, ours, peers, ratio, aim, verdict) + " |";
    }
}
