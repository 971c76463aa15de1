package ml.lifecycle.store.fs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import ml.lifecycle.ConflictException;
import ml.lifecycle.Durability;
import ml.lifecycle.spi.Commit;
import ml.lifecycle.spi.EventLogs;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.LogId;
import ml.lifecycle.spi.LogKind;
import ml.lifecycle.spi.MetricSink;
import ml.lifecycle.spi.StoreSettings;

/** Another process that uses a store. What it was told, it prints: a line is out before the next call begins. */
final class Child {

    static final LogId LOG = new LogId(LogKind.MODEL, "shared");

    /** No child lives longer than this, whatever happens to its parent. */
    private static final long SECONDS = 60;

    private Child() {}

    /** Starts a process. */
    static Process start(Path store, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-Xshare:auto",
                "-cp", System.getProperty("java.class.path"), Child.class.getName(), store.toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    /**
     * Works.
     *
     * @param arguments the store, then "write" and a name, or "race" with a number of threads and one of rounds
     */
    public static void main(String[] arguments) throws Exception {
        Thread guard = new Thread(() -> {
            try {
                TimeUnit.SECONDS.sleep(SECONDS);
            } catch (InterruptedException never) {
                return;
            }
            Runtime.getRuntime().halt(3);
        });
        guard.setDaemon(true);
        guard.start();
        StoreSettings settings = new StoreSettings(Durability.RUN, Clock.systemUTC());
        try (LifecycleStore store = new DirectoryStoreProvider().open(arguments[0], settings)) {
            if (arguments[1].equals("write")) {
                write(store, arguments[2]);
            } else {
                race(store, arguments[2], Integer.parseInt(arguments[3]), Integer.parseInt(arguments[4]));
            }
        }
    }

    private static synchronized void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    /** Writes everything there is to write, until it is killed. */
    private static void write(LifecycleStore store, String name) throws IOException {
        say("session " + store.session());
        Random random = new Random(name.hashCode());
        MetricSink sink = store.metrics().open(LOG, "run-" + name);
        for (int i = 0; ; i++) {
            String event = name + "-" + i + "x".repeat(random.nextInt(300));
            long sequence = store.logs().append(LOG, event.getBytes(StandardCharsets.UTF_8), EventLogs.ANY,
                    random.nextInt(4) == 0 ? Commit.FORCED : Commit.WRITTEN);
            say("event " + sequence + " " + event);
            for (int point = 0; point < 50; point++) {
                sink.add("m", 50L * i + point, i, random.nextDouble());
            }
            sink.flush();
            say("points run-" + name + " " + 50 * (i + 1));
            if (i % 5 == 0) {
                byte[] content = (event + " as an artifact").getBytes(StandardCharsets.UTF_8);
                say("artifact " + store.artifacts().put(new ByteArrayInputStream(content)).digest());
            }
        }
    }

    /** Several threads look at the last number and try to add the next one. */
    private static void race(LifecycleStore store, String name, int threads, int rounds) throws InterruptedException {
        List<Thread> all = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            String who = name + "/" + t;
            Thread thread = new Thread(() -> compete(store, who, rounds));
            all.add(thread);
            thread.start();
        }
        for (Thread thread : all) {
            thread.join();
        }
    }

    private static void compete(LifecycleStore store, String who, int rounds) {
        EventLogs logs = store.logs();
        for (int i = 0; i < rounds; i++) {
            long begun = System.nanoTime();
            long last = logs.last(LOG);
            say(new History.Operation(begun, System.nanoTime(), History.LOOK, last, true).toString());
            begun = System.nanoTime();
            boolean won = true;
            try {
                logs.append(LOG, (who + "-" + i).getBytes(StandardCharsets.UTF_8), last, Commit.WRITTEN);
            } catch (ConflictException lost) {
                won = false;
            }
            say(new History.Operation(begun, System.nanoTime(), last, last + 1, won).toString());
        }
    }
}
