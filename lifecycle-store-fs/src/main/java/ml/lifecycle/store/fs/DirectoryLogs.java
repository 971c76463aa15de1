package ml.lifecycle.store.fs;

import java.io.IOException;
import java.util.Set;
import ml.lifecycle.RefusedException;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.spi.Commit;
import ml.lifecycle.spi.EventLogs;
import ml.lifecycle.spi.EventVisitor;
import ml.lifecycle.spi.LogId;
import ml.lifecycle.spi.LogKind;

/** The logs as one opened store gives them to its user. */
final class DirectoryLogs implements EventLogs {

    private final DirectoryStore store;

    DirectoryLogs(DirectoryStore store) {
        this.store = store;
    }

    @Override
    public long append(LogId log, byte[] event, long expectedLast, Commit commit) {
        LogTable logs = store.shared().logs();
        requireEvent(log, event);
        return logs.append(log, new Append(event, expectedLast, commit));
    }

    private static void requireEvent(LogId log, byte[] event) {
        if (event.length == 0 || event.length > MAX_EVENT_BYTES) {
            throw new RefusedException("An event of " + event.length + " bytes was not appended to " + log
                    + ": expected 1 to " + MAX_EVENT_BYTES + ". Keep what is large as an artifact");
        }
        for (byte b : event) {
            if (b == '\n' || b == '\r') {
                throw new RefusedException("An event with a line break was not appended to " + log
                        + ": a line of the log is one event. Escape it");
            }
        }
    }

    @Override
    public long last(LogId log) {
        try {
            return store.shared().logs().file(log).last();
        } catch (IOException failure) {
            throw unreadable(log, failure);
        }
    }

    @Override
    public long read(LogId log, long after, EventVisitor visitor) {
        try {
            return store.shared().logs().file(log).read(after, visitor);
        } catch (IOException failure) {
            throw unreadable(log, failure);
        }
    }

    private UnavailableException unreadable(LogId log, IOException failure) {
        return Failures.unavailable("The log " + log.key() + " in '" + store.location() + "' cannot be read", failure);
    }

    @Override
    public void force(LogId log) {
        store.shared().logs().force(log);
    }

    @Override
    public Set<String> keys(LogKind kind) {
        try {
            return store.shared().logs().keys(kind);
        } catch (IOException failure) {
            throw Failures.unavailable("The logs in '" + store.location() + "' cannot be listed", failure);
        }
    }
}
