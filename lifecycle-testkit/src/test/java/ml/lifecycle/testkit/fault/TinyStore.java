package ml.lifecycle.testkit.fault;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import ml.lifecycle.ConflictException;
import ml.lifecycle.CorruptException;
import ml.lifecycle.Durability;
import ml.lifecycle.NotFoundException;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.spi.ArtifactStore;
import ml.lifecycle.spi.Blob;
import ml.lifecycle.spi.Commit;
import ml.lifecycle.spi.DerivedCache;
import ml.lifecycle.spi.EventLogs;
import ml.lifecycle.spi.EventVisitor;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.LogId;
import ml.lifecycle.spi.LogKind;
import ml.lifecycle.spi.MetricReader;
import ml.lifecycle.spi.MetricSink;
import ml.lifecycle.spi.MetricStore;
import ml.lifecycle.spi.StoreCheck;
import ml.lifecycle.spi.StoreSettings;

/** Another store, as small as can be: one journal that holds everything. It has the defect it is asked to have. */
final class TinyStore implements LifecycleStore, EventLogs, MetricStore, ArtifactStore, DerivedCache {

    private record Point(String run, String metric, long step, long time, double value) {}

    /** Opens the files of a store. */
    interface Files {
        TinyFiles open() throws IOException;
    }

    private final TinyFiles files;
    private final TinyJournal journal;
    private final Defect defect;
    private final boolean each;
    private final String session = UUID.randomUUID().toString();
    private final Map<LogId, TreeMap<Long, String>> events = new TreeMap<>(java.util.Comparator.comparing(LogId::toString));
    private final List<Point> points = new ArrayList<>();
    private final Map<String, byte[]> artifacts = new TreeMap<>();

    TinyStore(Files opener, Defect defect, StoreSettings settings) {
        this.defect = defect;
        this.each = settings.durability() == Durability.EACH;
        try {
            files = opener.open();
            journal = new TinyJournal(files, defect, this::accept);
            files.tryLock(session);
            journal.refresh();
        } catch (IOException failure) {
            throw new UnavailableException("The store could not be opened: " + failure.getMessage(), failure);
        }
    }

    static LifecycleStore on(SimulatedDisk disk, Defect defect, StoreSettings settings) {
        return new TinyStore(() -> TinyFiles.on(disk, defect), defect, settings);
    }

    static LifecycleStore in(Path place, Defect defect, StoreSettings settings) {
        return new TinyStore(() -> new RealTinyFiles(place), defect, settings);
    }

    private void accept(String payload) {
        String[] parts = payload.split(" ", 5);
        switch (parts[0]) {
            case "event" -> {
                LogId log = new LogId(LogKind.valueOf(parts[1]), parts[2]);
                events.computeIfAbsent(log, key -> new TreeMap<>()).put(Long.valueOf(parts[3]), parts[4]);
            }
            case "point" -> {
                String[] rest = parts[4].split(" ", 2);
                points.add(new Point(parts[1], rest[1], Long.parseLong(parts[2]), Long.parseLong(parts[3]),
                        Double.longBitsToDouble(Long.parseLong(rest[0]))));
            }
            default -> {
                byte[] content = Base64.getDecoder().decode(parts[1]);
                artifacts.put(Digests.sha256(new String(content, StandardCharsets.UTF_8)), content);
            }
        }
    }

    @Override
    public long append(LogId log, byte[] event, long expected, Commit commit) {
        return journal.alone(() -> {
            long last = lastOf(log);
            if (expected != ANY && expected != last && defect != Defect.IGNORES_EXPECTATIONS) {
                throw new ConflictException("The last number is " + last + ", expected " + expected);
            }
            if (!journal.damages().isEmpty()) {
                throw new CorruptException("The journal is damaged");
            }
            String text = new String(event, StandardCharsets.UTF_8);
            journal.write("event " + log.kind() + " " + log.key() + " " + (last + 1) + " " + text, commit == Commit.FORCED);
            return last + 1;
        });
    }

    private long lastOf(LogId log) {
        TreeMap<Long, String> ofLog = events.get(log);
        return ofLog == null ? 0 : ofLog.lastKey();
    }

    @Override
    public long last(LogId log) {
        return journal.alone(() -> lastOf(log));
    }

    @Override
    public long read(LogId log, long after, EventVisitor visitor) {
        Map<Long, String> found =
                journal.alone(() -> new TreeMap<>(events.getOrDefault(log, new TreeMap<>()).tailMap(after, false)));
        found.forEach((sequence, event) -> {
            byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
            visitor.event(sequence, bytes, 0, bytes.length);
        });
        journal.damages().forEach(visitor::damaged);
        return after + found.size();
    }

    @Override
    public void force(LogId log) {
        journal.alone(() -> {
            journal.force();
            return true;
        });
    }

    @Override
    public Set<String> keys(LogKind kind) {
        Set<String> keys = new TreeSet<>();
        journal.alone(() -> events.keySet().stream().filter(log -> log.kind() == kind).map(LogId::key).toList())
                .forEach(keys::add);
        return keys;
    }

    @Override
    public MetricSink open(LogId experiment, String run) {
        return new MetricSink() {
            @Override
            public void add(String metric, long step, long epochMillis, double value) {
                String line = "point " + run + " " + step + " " + epochMillis + " " + Double.doubleToLongBits(value);
                journal.alone(() -> {
                    journal.write(line + " " + metric, each);
                    return true;
                });
            }

            @Override
            public void flush() {
                journal.requireWhole();
            }

            @Override
            public void force() {
                TinyStore.this.force(experiment);
            }

            @Override
            public void close() {
                flush();
            }
        };
    }

    @Override
    public MetricReader follow(LogId experiment, String run) {
        int[] seen = {0};
        return visitor -> journal.alone(
                        () -> points.stream().filter(point -> point.run.equals(run)).skip(seen[0]).toList())
                .forEach(point -> {
                    seen[0]++;
                    visitor.point(point.metric, point.step, point.time, point.value);
                });
    }

    @Override
    public Blob put(InputStream content) throws IOException {
        byte[] bytes = content.readAllBytes();
        journal.alone(() -> {
            journal.write("artifact " + Base64.getEncoder().encodeToString(bytes), true);
            return true;
        });
        return new Blob(Digests.sha256(new String(bytes, StandardCharsets.UTF_8)), bytes.length);
    }

    @Override
    public InputStream open(String digest) {
        byte[] content = journal.alone(() -> artifacts.get(digest));
        if (content == null && journal.damages().isEmpty()) {
            throw new NotFoundException("There is no artifact " + digest);
        }
        return content != null ? new ByteArrayInputStream(content) : new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("damaged", new CorruptException("The journal is damaged"));
            }
        };
    }

    @Override
    public boolean contains(String digest) {
        return digests().contains(digest);
    }

    @Override
    public Set<String> digests() {
        return journal.alone(() -> Set.copyOf(artifacts.keySet()));
    }

    @Override
    public Set<Blob> sweep(Predicate<String> referenced, Duration grace) {
        return Set.of();
    }

    @Override
    public Optional<ByteBuffer> load(String key) {
        return Optional.empty();
    }

    @Override
    public void save(String key, ByteBuffer... parts) {
        // Nothing is derived that would be worth it.
    }

    @Override
    public StoreCheck verify() {
        return journal.alone(() -> new StoreCheck(events.size(), events.values().stream().mapToLong(Map::size).sum(),
                points.size(), artifacts.size(), journal.damages(), List.of()));
    }

    @Override
    public StoreCheck repair() {
        journal.alone(() -> {
            journal.cutTornEnd();
            return true;
        });
        return verify();
    }

    @Override
    public boolean alive(String other) {
        try {
            return files.isLocked(other);
        } catch (IOException failure) {
            throw new UnavailableException("The locks cannot be read", failure);
        }
    }

    @Override
    public void close() {
        try {
            files.close();
        } catch (IOException failure) {
            throw new UnavailableException("The store was not closed", failure);
        }
    }

    @Override
    public String location() {
        return "tiny";
    }

    @Override
    public EventLogs logs() {
        return this;
    }

    @Override
    public MetricStore metrics() {
        return this;
    }

    @Override
    public ArtifactStore artifacts() {
        return this;
    }

    @Override
    public DerivedCache cache() {
        return this;
    }

    @Override
    public String session() {
        return session;
    }

    @Override
    public void backup(Path target) {
        throw new UnavailableException("There is no copy of this store");
    }
}
