package ml.lifecycle.internal.data;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import ml.lifecycle.ConflictException;
import ml.lifecycle.CorruptException;
import ml.lifecycle.NotFoundException;
import ml.lifecycle.internal.text.Digests;
import ml.lifecycle.spi.ArtifactStore;
import ml.lifecycle.spi.Blob;
import ml.lifecycle.spi.Commit;
import ml.lifecycle.spi.Damage;
import ml.lifecycle.spi.DerivedCache;
import ml.lifecycle.spi.EventLogs;
import ml.lifecycle.spi.EventVisitor;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.LogId;
import ml.lifecycle.spi.LogKind;
import ml.lifecycle.spi.MetricStore;
import ml.lifecycle.spi.StoreCheck;

/** Logs and artifacts in maps, which a test can damage. */
final class TestStore implements LifecycleStore, EventLogs, ArtifactStore {

    final Map<LogId, List<byte[]>> events = new TreeMap<>(Comparator.comparing(LogId::key));
    final Map<String, byte[]> contents = new TreeMap<>();
    /** Runs once, before the next append. */
    Runnable beforeAppend = () -> {};
    /** Runs before a content is kept. */
    Runnable beforePut = () -> {};
    Commit lastCommit = Commit.WRITTEN;

    @Override
    public long append(LogId log, byte[] event, long expectedLast, Commit commit) {
        Runnable before = beforeAppend;
        beforeAppend = () -> {};
        before.run();
        synchronized (this) {
            List<byte[]> there = events.computeIfAbsent(log, absent -> new ArrayList<>());
            if (expectedLast != ANY && expectedLast != there.size()) {
                throw new ConflictException("expected " + expectedLast + ", found " + there.size());
            }
            there.add(event.clone());
            lastCommit = commit;
            return there.size();
        }
    }

    @Override
    public synchronized long last(LogId log) {
        return events.getOrDefault(log, List.of()).size();
    }

    @Override
    public synchronized long read(LogId log, long after, EventVisitor visitor) {
        List<byte[]> there = events.getOrDefault(log, List.of());
        for (int index = (int) after; index < there.size(); index++) {
            byte[] event = there.get(index);
            if (event.length == 0) {
                visitor.damaged(new Damage(log.key(), 0, -1, "event " + (index + 1) + " is damaged"));
            } else {
                visitor.event(index + 1, event, 0, event.length);
            }
        }
        return there.size();
    }

    @Override
    public void force(LogId log) {}

    @Override
    public synchronized Set<String> keys(LogKind kind) {
        return events.keySet().stream().filter(log -> log.kind() == kind).map(LogId::key)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public synchronized Blob put(InputStream content) throws IOException {
        beforePut.run();
        byte[] bytes = content.readAllBytes();
        contents.put(Digests.of(bytes), bytes);
        return new Blob(Digests.of(bytes), bytes.length);
    }

    @Override
    public synchronized InputStream open(String digest) {
        byte[] bytes = contents.get(digest);
        if (bytes == null) {
            throw new NotFoundException("There is no content " + digest);
        }
        return new FilterInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int read = super.read(buffer, offset, length);
                if (read < 0 && !Digests.of(bytes).equals(digest)) {
                    throw new IOException(new CorruptException("Content " + digest + " is damaged"));
                }
                return read;
            }
        };
    }

    @Override
    public synchronized boolean contains(String digest) {
        return contents.containsKey(digest);
    }

    @Override
    public Set<String> digests() {
        return contents.keySet();
    }

    @Override
    public Set<Blob> sweep(Predicate<String> referenced, Duration grace) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String location() {
        return "test";
    }

    @Override
    public EventLogs logs() {
        return this;
    }

    @Override
    public MetricStore metrics() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ArtifactStore artifacts() {
        return this;
    }

    @Override
    public DerivedCache cache() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String session() {
        return "test";
    }

    @Override
    public boolean alive(String session) {
        return true;
    }

    @Override
    public StoreCheck verify() {
        throw new UnsupportedOperationException();
    }

    @Override
    public StoreCheck repair() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void backup(Path target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
