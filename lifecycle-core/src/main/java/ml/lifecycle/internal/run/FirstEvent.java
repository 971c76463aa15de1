package ml.lifecycle.internal.run;

import java.util.Optional;
import ml.lifecycle.CorruptException;
import ml.lifecycle.internal.text.Json;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.spi.EventLogs;
import ml.lifecycle.spi.EventVisitor;
import ml.lifecycle.spi.LogId;
import org.jspecify.annotations.Nullable;

/** Reads the true name of an experiment without reading all of its log. */
final class FirstEvent implements EventVisitor {

    private boolean seen;
    private @Nullable String name;

    private FirstEvent() {}

    /** The name in the first event, if that can be read. */
    static Optional<String> name(EventLogs logs, LogId log) {
        FirstEvent first = new FirstEvent();
        try {
            logs.read(log, 0, first);
        } catch (RuntimeException failure) {
            // Whatever a store makes of the exception by which the visitor ends the reading.
            if (!first.seen) {
                throw failure;
            }
        }
        return Optional.ofNullable(first.name);
    }

    @Override
    public void event(long sequence, byte[] buffer, int offset, int length) {
        seen = true;
        if (sequence == 1) {
            try {
                String text = Json.read("the first event", buffer, offset, length).path("name").asText();
                name = Names.requireName("experiment", text);
            } catch (CorruptException | ml.lifecycle.RefusedException damaged) {
                name = null;
            }
        }
        throw new Enough();
    }

    /** Ends the reading. */
    private static final class Enough extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Enough() {
            super("enough was read", null, false, false);
        }
    }
}
