package ml.lifecycle.store.fs;

import java.util.ArrayList;
import java.util.List;
import ml.lifecycle.ConflictException;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.spi.EventLogs;

/** Events that go into a log together: whose turn it is, and what the others are told. */
final class Appends {

    private Appends() {}

    /** Gives their numbers to those whose expectation of the log is right, one after the other. */
    static List<Append> accept(List<Append> batch, Position end) {
        List<Append> accepted = new ArrayList<>(batch.size());
        long sequence = end.sequence();
        long used = end.used();
        for (Append append : batch) {
            if (append.expected == EventLogs.ANY || append.expected == sequence) {
                sequence = ++used;
                append.sequence = sequence;
                accepted.add(append);
            } else {
                append.found = sequence;
            }
        }
        return accepted;
    }

    /**
     * Tells those whose expectation was wrong, after the events are in that made it wrong. If these could not be written,
     * nobody was first, and the failure is theirs too.
     */
    static void refuse(List<Append> batch, long last, LogFile log) {
        for (Append append : batch) {
            if (append.ticket.isDone()) {
                continue;
            }
            if (append.found <= last) {
                append.ticket.fail(new ConflictException("The " + log + " has moved on: expected " + append.expected
                        + " as the number of its last event, found " + append.found
                        + ". Nothing was appended; read the new events and decide again"));
            } else {
                append.ticket.fail(new UnavailableException("The " + log + " could not be written; nothing was appended."
                        + " Try again when the cause is gone"));
            }
        }
    }

    /** Answers all tickets that have no answer yet. */
    static void failRest(List<Append> batch, Throwable failure) {
        for (Append append : batch) {
            if (!append.ticket.isDone()) {
                append.ticket.fail(failure);
            }
        }
    }
}
