package ml.lifecycle.internal.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import ml.lifecycle.Durability;
import ml.lifecycle.core.MemoryStoreProvider;
import ml.lifecycle.internal.text.Json;
import ml.lifecycle.spi.Commit;
import ml.lifecycle.spi.EventLogs;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.LogId;
import ml.lifecycle.spi.LogKind;
import ml.lifecycle.spi.StoreSettings;

/** A log of random runs that begin and end in some order, written by hand. */
final class RandomLog {

    static final LogId LOG = new LogId(LogKind.EXPERIMENT, "random");

    private final Random random;
    private final String prefix;
    private final List<String> open = new ArrayList<>();
    private final List<byte[]> events = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private int count;

    RandomLog(Random random, String prefix) {
        this.random = random;
        this.prefix = prefix;
        events.add(Json.bytes(Json.object().put("op", "created").put("at", 1).put("name", "exp " + prefix)));
    }

    static LifecycleStore store(String name) {
        return new MemoryStoreProvider().open("memory:" + name,
                new StoreSettings(Durability.RUN, Clock.systemUTC()));
    }

    List<byte[]> events(int runs) {
        while (count < runs) {
            if (!open.isEmpty() && random.nextInt(3) > 0) {
                String run = open.get(random.nextInt(open.size()));
                boolean end = random.nextInt(3) > 0;
                ObjectNode event = Json.object().put("op", end ? "end" : "log").put("run", run).put("at", time());
                if (end) {
                    event.put("status", random.nextInt(4) == 0 ? "FAILED" : "FINISHED");
                    open.remove(run);
                }
                sections(event);
                events.add(Json.bytes(event));
            } else {
                start();
            }
        }
        return events;
    }

    private long time() {
        return 1_000_000 + random.nextInt(3000);
    }

    private void start() {
        String run = String.format("%s%06d", prefix, random.nextInt(1_000_000));
        if (!ids.add(run)) {
            return;
        }
        ObjectNode event = Json.object().put("op", "start").put("run", run).put("at", time())
                .put("name", any(Reference.NAMES)).put("session", "gone");
        if (random.nextInt(4) == 0) {
            event.put("parent", any(Reference.VALUES));
        }
        open.add(run);
        count++;
        events.add(Json.bytes(event));
    }

    private void sections(ObjectNode event) {
        ObjectNode params = event.putObject("params");
        text(params, "depth");
        text(params, "a b");
        ObjectNode metrics = event.putObject("metrics");
        metric(metrics, "accuracy");
        metric(metrics, "f1 macro");
        metric(metrics, "loss");
        text(event.putObject("tags"), "owner");
    }

    private void text(ObjectNode object, String key) {
        if (random.nextBoolean()) {
            object.put(key, any(Reference.VALUES));
        }
    }

    private void metric(ObjectNode metrics, String name) {
        if (random.nextBoolean()) {
            double value = random.nextInt(4) == 0
                    ? Reference.NUMBERS[random.nextInt(Reference.NUMBERS.length)] : random.nextGaussian();
            // Mostly the step and time of the point before, as an end of a run has them.
            boolean other = random.nextInt(4) == 0;
            var point = metrics.putArray(name).add(other ? random.nextInt(2000) : 1)
                    .add(other ? random.nextInt(100_000) : 1);
            if (Double.isFinite(value)) {
                point.add(value);
            } else {
                point.add(Double.toString(value));
            }
        }
    }

    private String any(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    static void append(LifecycleStore store, LogId log, List<byte[]> events) {
        for (byte[] event : events) {
            store.logs().append(log, event, EventLogs.ANY, Commit.WRITTEN);
        }
    }
}
