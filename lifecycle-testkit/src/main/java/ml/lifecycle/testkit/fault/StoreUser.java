package ml.lifecycle.testkit.fault;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import ml.lifecycle.ConflictException;
import ml.lifecycle.Durability;
import ml.lifecycle.spi.Commit;
import ml.lifecycle.spi.EventLogs;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.LogId;
import ml.lifecycle.spi.LogKind;
import ml.lifecycle.spi.MetricSink;
import ml.lifecycle.spi.StoreSettings;
import ml.lifecycle.testkit.fault.History.Operation;

/** What the processes of {@link StoreProcessTck} do. */
final class StoreUser {

    static final LogId LOG = new LogId(LogKind.MODEL, "shared");

    static final String READY = "ready";

    private static final int BATCH = 50;

    private StoreUser() {}

    /**
     * Works.
     *
     * @param arguments the class of the test and the place of the store, then "write" and a name, or "race", a name, a
     *         number of threads and one of rounds
     */
    public static void main(String[] arguments) throws Exception {
        JavaProcess.endAfterMinutes();
        Constructor<?> constructor = Class.forName(arguments[0]).getDeclaredConstructor();
        constructor.setAccessible(true);
        StoreProcessTck test = (StoreProcessTck) constructor.newInstance();
        StoreSettings settings = new StoreSettings(Durability.RUN, Clock.systemUTC());
        try (LifecycleStore store = test.open(Path.of(arguments[1]), settings)) {
            if (arguments[2].equals("write")) {
                write(store, arguments[3]);
            } else {
                race(store, arguments[3], Integer.parseInt(arguments[4]), Integer.parseInt(arguments[5]));
            }
        }
    }

    /** Writes everything there is to write, until it is killed. */
    private static void write(LifecycleStore store, String name) throws IOException {
        JavaProcess.say("session " + store.session());
        Random random = new Random(name.hashCode());
        MetricSink sink = store.metrics().open(LOG, "run-" + name);
        for (int i = 0; ; i++) {
            String event = name + "-" + i + "x".repeat(random.nextInt(300));
            long sequence = store.logs().append(LOG, event.getBytes(StandardCharsets.UTF_8), EventLogs.ANY,
                    random.nextInt(4) == 0 ? Commit.FORCED : Commit.WRITTEN);
            JavaProcess.say("event " + sequence + " " + event);
            for (int point = 0; point < BATCH; point++) {
                sink.add("m", (long) BATCH * i + point, i, random.nextDouble());
            }
            sink.flush();
            JavaProcess.say("points run-" + name + " " + (long) BATCH * (i + 1));
            if (i % 5 == 0) {
                byte[] content = (event + " as an artifact").getBytes(StandardCharsets.UTF_8);
                JavaProcess.say("artifact " + store.artifacts().put(new ByteArrayInputStream(content)).digest());
            }
        }
    }

    /** Several threads look at the last number and try to add the next one. */
    private static void race(LifecycleStore store, String name, int threads, int rounds)
            throws InterruptedException, IOException {
        JavaProcess.say(READY);
        JavaProcess.hear();
        List<Thread> all = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            String who = name + "/" + t;
            Thread thread = new Thread(() -> compete(store, who, rounds));
            thread.setUncaughtExceptionHandler(StoreUser::fail);
            all.add(thread);
            thread.start();
        }
        for (Thread thread : all) {
            thread.join();
        }
    }

    /** A thread that fails must not go by unnoticed. */
    private static void fail(Thread thread, Throwable failure) {
        failure.printStackTrace();
        Runtime.getRuntime().halt(1);
    }

    private static void compete(LifecycleStore store, String who, int rounds) {
        EventLogs logs = store.logs();
        for (int i = 0; i < rounds; i++) {
            long begun = System.nanoTime();
            long last = logs.last(LOG);
            JavaProcess.say(Operation.look(begun, System.nanoTime(), last).toString());
            begun = System.nanoTime();
            boolean won = true;
            try {
                logs.append(LOG, (who + "-" + i).getBytes(StandardCharsets.UTF_8), last, Commit.WRITTEN);
            } catch (ConflictException lost) {
                won = false;
            }
            JavaProcess.say(Operation.raise(begun, System.nanoTime(), last, won).toString());
        }
    }
}
