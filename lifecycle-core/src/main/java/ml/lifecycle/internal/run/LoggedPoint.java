package ml.lifecycle.internal.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import ml.lifecycle.internal.text.Json;
import ml.lifecycle.run.MetricPoint;
import ml.lifecycle.spi.EventVisitor;
import ml.lifecycle.spi.LifecycleStore;
import org.jspecify.annotations.Nullable;

/** Finds the point of a metric in the log: the only one of a metric that was never streamed. */
final class LoggedPoint implements EventVisitor {

    private final byte[] log;
    private final byte[] end;
    private final String metric;
    private @Nullable MetricPoint found;

    private LoggedPoint(String run, String metric) {
        this.metric = metric;
        log = beginning("log", run);
        end = beginning("end", run);
    }

    private static byte[] beginning(String op, String run) {
        return ("{\"op\":\"" + op + "\",\"run\":\"" + run + "\",").getBytes(StandardCharsets.UTF_8);
    }

    static Optional<MetricPoint> read(
            LifecycleStore store, StoredExperiment experiment, String run, String metric) {
        LoggedPoint point = new LoggedPoint(run, metric);
        try {
            store.logs().read(experiment.log(), experiment.index().beforeMetrics(run), point);
        } catch (Enough ended) {
            return Optional.ofNullable(point.found);
        }
        return Optional.ofNullable(point.found);
    }

    @Override
    public void event(long sequence, byte[] buffer, int offset, int length) {
        boolean last = begins(end, buffer, offset, length);
        if (last || begins(log, buffer, offset, length)) {
            point(Json.read("event " + sequence, buffer, offset, length).path("metrics").path(metric));
        }
        if (last) {
            throw new Enough();
        }
    }

    private static boolean begins(byte[] beginning, byte[] buffer, int offset, int length) {
        return length >= beginning.length
                && Arrays.equals(beginning, 0, beginning.length, buffer, offset, offset + beginning.length);
    }

    private void point(JsonNode cell) {
        if (cell.isArray()) {
            // Numbers that JSON does not know are texts.
            double value = cell.path(2).isTextual() ? Double.parseDouble(cell.path(2).asText()) : cell.path(2).asDouble();
            found = new MetricPoint(
                    metric, cell.path(0).asLong(), Instant.ofEpochMilli(cell.path(1).asLong()), value);
        }
    }

    /** Ends the reading of a log whose rest does not matter. */
    private static final class Enough extends RuntimeException {

        private static final long serialVersionUID = 1;

        Enough() {
            super(null, null, false, false);
        }
    }
}
