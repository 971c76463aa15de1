package ml.lifecycle.registry;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import ml.lifecycle.Printable;
import ml.lifecycle.gate.GateReport;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a registered model. The state of the model is the sum of its events.
 *
 * @param sequence its place in the log of the model, from 1
 * @param at when
 * @param kind what happened
 * @param alias the alias it is about, or {@code null}
 * @param version the version that was registered or that the alias points to now; 0 if it is about none
 * @param previous the version that the alias pointed to before; 0 if to none
 * @param by who did it; empty where nobody was named
 * @param because why; empty where no reason was given
 * @param report the gate's report, or {@code null} if no gate was asked
 */
public record RegistryEvent(
        long sequence,
        Instant at,
        Kind kind,
        @Nullable String alias,
        int version,
        int previous,
        String by,
        String because,
        @Nullable GateReport report)
        implements Printable {

    /** Kinds of events. */
    public enum Kind {
        /** A version was registered. */
        REGISTERED,
        /** An alias was moved to a version. */
        PROMOTED,
        /** An alias was not moved, since the gate did not pass. */
        REFUSED,
        /** An alias was moved back. */
        ROLLED_BACK,
        /** An alias was bound to a gate. */
        PROTECTED,
        /** A version was deleted; its number is not given again. */
        DELETED
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.valueOf(sequence)).append("  ")
                .append(at.truncatedTo(ChronoUnit.SECONDS)).append("  ").append(kind);
        if (alias != null) {
            text.append(' ').append(alias);
        }
        if (version > 0) {
            text.append(previous > 0 ? " v" + previous + " -> v" + version : " v" + version);
        }
        text.append(by.isEmpty() ? "" : " by " + by);
        String margin = "\n" + " ".repeat(String.valueOf(sequence).length() + 2);
        text.append(because.isEmpty() ? "" : margin + because);
        if (report != null) {
            text.append(margin).append("gate ").append(report.gate()).append(": ").append(report.verdict())
                    .append(", ").append(report.results().size())
                    .append(report.results().size() == 1 ? " check on " : " checks on ").append(report.data());
        }
        return text.toString();
    }
}
