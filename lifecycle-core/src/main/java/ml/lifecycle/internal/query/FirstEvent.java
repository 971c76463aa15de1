package ml.lifecycle.internal.query;

import java.util.Optional;
import ml.lifecycle.RefusedException;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.spi.EventLogs;
import ml.lifecycle.spi.EventVisitor;
import ml.lifecycle.spi.LogId;
import org.jspecify.annotations.Nullable;

/** Reads the true name of an experiment without reading all of its log. */
public final class FirstEvent implements EventVisitor {

    private static final byte[] NAME = {'n', 'a', 'm', 'e'};

    private boolean seen;
    private @Nullable String name;

    private FirstEvent() {}

    /**
     * The name in the first event.
     *
     * @param logs where the log is
     * @param log the log of an experiment
     * @return the name, if it can be read and is allowed
     */
    public static Optional<String> name(EventLogs logs, LogId log) {
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
                name = Names.requireName("experiment", name(buffer, offset, length));
            } catch (MalformedException | RefusedException damaged) {
                name = null;
            }
        }
        throw new Enough();
    }

    private static @Nullable String name(byte[] buffer, int offset, int length) {
        JsonScanner json = new JsonScanner();
        json.reset(buffer, offset, length);
        String name = null;
        for (boolean member = json.openObject(); member; member = json.nextMember()) {
            if (json.is(NAME)) {
                json.text();
                name = json.string();
            } else {
                json.skip();
            }
        }
        json.finish();
        return name;
    }

    /** Ends the reading. */
    private static final class Enough extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Enough() {
            super("enough was read", null, false, false);
        }
    }
}
