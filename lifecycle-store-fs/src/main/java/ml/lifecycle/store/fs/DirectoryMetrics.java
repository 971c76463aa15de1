package ml.lifecycle.store.fs;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import ml.lifecycle.Durability;
import ml.lifecycle.RefusedException;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.spi.LogId;
import ml.lifecycle.spi.MetricReader;
import ml.lifecycle.spi.MetricSink;
import ml.lifecycle.spi.MetricStore;
import ml.lifecycle.spi.PointVisitor;

/** The metric points of one opened store: a file for each writer of each run. */
final class DirectoryMetrics implements MetricStore {

    /** What a file system allots at least; more is reserved as the file becomes longer. */
    private static final int PAGE = 4_096;

    private final DirectoryStore store;
    private final boolean each;
    private final AtomicLong count = new AtomicLong();
    private final Map<MetricWriter, String> writers = new ConcurrentHashMap<>();
    private volatile boolean closed;

    DirectoryMetrics(DirectoryStore store, Durability durability) {
        this.store = store;
        this.each = durability == Durability.EACH;
    }

    /** The directory with the writers' files of a run. */
    static String directory(LogId experiment, String run) {
        if (!Spelling.isPlain(run, 64, "-")) {
            throw new RefusedException("'" + run + "' is not the identity of a run: expected 1 to 64 characters from"
                    + " a-z 0-9 -");
        }
        return runs(experiment) + '/' + run;
    }

    static String runs(LogId experiment) {
        return LogFile.thing(experiment) + "/runs";
    }

    @Override
    public MetricSink open(LogId experiment, String run) {
        Stack.require();
        SharedDirectory shared = store.shared();
        String directory = directory(experiment, run);
        String path = directory + '/' + store.session() + '-' + count.incrementAndGet() + ".jsonl";
        int reserve = each ? (int) Math.min(PAGE, shared.tuning().segmentBytes()) : 0;
        MetricFile file = new MetricFile(shared.io(), shared.names(), path, reserve);
        Set<MetricWriter> ofRun = shared.writers(directory);
        MetricWriter writer = new MetricWriter(file, shared, each, closed -> {
            writers.remove(closed);
            shared.closed(directory, closed);
        });
        writers.put(writer, directory);
        ofRun.add(writer);
        if (closed) {
            writer.close(); // The one who closes may not have seen it.
            throw IoThread.closedException();
        }
        return writer;
    }

    @Override
    public MetricReader follow(LogId experiment, String run) {
        String directory = directory(experiment, run);
        Map<String, String> names = PointReader.names();
        Map<String, PointReader> readers = new HashMap<>();
        return visitor -> read(run, directory, visitor, path ->
                readers.computeIfAbsent(path, key -> new PointReader(key, names)));
    }

    private void read(String run, String directory, PointVisitor visitor, Function<String, PointReader> readers) {
        SharedDirectory shared = store.shared();
        shared.flush(directory);
        try {
            for (String file : files(shared.io(), directory)) {
                readers.apply(file).read(shared.io(), visitor);
            }
        } catch (IOException failure) {
            throw Failures.unavailable(
                    "The metric points of run '" + run + "' in '" + shared.io().root() + "' cannot be read", failure);
        }
    }

    static List<String> files(StoreIo io, String directory) throws IOException {
        return io.list(directory).stream()
                .filter(entry -> entry.kind() == StoreIo.Kind.FILE && entry.name().endsWith(".jsonl"))
                .map(entry -> directory + '/' + entry.name())
                .toList();
    }

    /** Ends all writers of this opened store. */
    void close() {
        closed = true;
        for (MetricWriter writer : List.copyOf(writers.keySet())) {
            try {
                writer.close();
            } catch (UnavailableException failure) {
                StoreLog.of(DirectoryMetrics.class).log(System.Logger.Level.WARNING, failure.getMessage(), failure);
            }
        }
    }
}
