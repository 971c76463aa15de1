package ml.lifecycle.core;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import ml.lifecycle.RefusedException;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.spi.ArtifactStore;
import ml.lifecycle.spi.Commit;
import ml.lifecycle.spi.DerivedCache;
import ml.lifecycle.spi.EventLogs;
import ml.lifecycle.spi.EventVisitor;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.LogId;
import ml.lifecycle.spi.LogKind;
import ml.lifecycle.spi.MetricStore;
import ml.lifecycle.spi.StoreCheck;

/** A store in memory, as one of those who have it open sees it. */
final class MemoryStore implements LifecycleStore, EventLogs, DerivedCache {

    private static final Pattern CACHE_KEY = Pattern.compile("[a-z0-9.-]{1,120}");

    private final String location;
    private final MemoryContent content;
    private final Runnable onClose;
    private final String session = UUID.randomUUID().toString();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final MemoryMetrics metrics = new MemoryMetrics(this);
    private final MemoryArtifacts artifacts;

    MemoryStore(String location, MemoryContent content, Clock clock, Runnable onClose) {
        this.location = location;
        this.content = content;
        this.onClose = onClose;
        this.artifacts = new MemoryArtifacts(this, clock);
        content.sessions.add(session);
    }

    /** The content, as long as this store is open. */
    MemoryContent content() {
        if (closed.get()) {
            throw new UnavailableException("The store '" + location + "' is closed; open it again");
        }
        return content;
    }

    @Override
    public String location() {
        return location;
    }

    @Override
    public EventLogs logs() {
        content();
        return this;
    }

    @Override
    public MetricStore metrics() {
        content();
        return metrics;
    }

    @Override
    public ArtifactStore artifacts() {
        content();
        return artifacts;
    }

    @Override
    public DerivedCache cache() {
        content();
        return this;
    }

    @Override
    public String session() {
        content();
        return session;
    }

    @Override
    public boolean alive(String other) {
        return content().sessions.contains(other);
    }

    @Override
    public long append(LogId log, byte[] event, long expectedLast, Commit commit) {
        MemoryContent open = content();
        if (event.length == 0 || event.length > MAX_EVENT_BYTES) {
            throw new RefusedException("An event of " + event.length + " bytes was not appended to " + log
                    + ": expected 1 to " + MAX_EVENT_BYTES + ". Keep what is large as an artifact");
        }
        for (byte b : event) {
            if (b == '\n' || b == '\r') {
                throw new RefusedException(
                        "An event with a line break was not appended to " + log + ": an event is one line. Escape it");
            }
        }
        return open.logs.computeIfAbsent(log, key -> new MemoryLog()).append(log, event, expectedLast);
    }

    @Override
    public long last(LogId log) {
        MemoryLog events = content().logs.get(log);
        return events == null ? 0 : events.last();
    }

    @Override
    public long read(LogId log, long after, EventVisitor visitor) {
        MemoryLog events = content().logs.get(log);
        return events == null ? after : events.read(after, visitor);
    }

    @Override
    public void force(LogId log) {
        content();
    }

    @Override
    public Set<String> keys(LogKind kind) {
        Set<String> keys = new TreeSet<>();
        content().logs.forEach((log, events) -> {
            if (log.kind() == kind && events.last() > 0) {
                keys.add(log.key());
            }
        });
        return keys;
    }

    @Override
    public Optional<ByteBuffer> load(String key) {
        return Optional.ofNullable(content().cache.get(checked(key))).map(ByteBuffer::asReadOnlyBuffer);
    }

    @Override
    public void save(String key, ByteBuffer... parts) {
        int length = 0;
        for (ByteBuffer part : parts) {
            length += part.remaining();
        }
        ByteBuffer whole = ByteBuffer.allocate(length);
        for (ByteBuffer part : parts) {
            whole.put(part.duplicate());
        }
        content().cache.put(checked(key), whole.flip());
    }

    private static String checked(String key) {
        if (!CACHE_KEY.matcher(key).matches()) {
            throw new RefusedException(
                    "'" + key + "' is no key of the cache: expected 1 to 120 characters from a-z 0-9 - .");
        }
        return key;
    }

    @Override
    public StoreCheck verify() {
        MemoryContent open = content();
        long events = open.logs.values().stream().mapToLong(MemoryLog::last).sum();
        long points = open.writers.values().stream()
                .flatMap(List::stream)
                .mapToLong(MemoryMetrics.Writer::size)
                .sum();
        return new StoreCheck(open.logs.size(), events, points, artifacts.verified(), List.of(), List.of());
    }

    @Override
    public StoreCheck repair() {
        content().cache.clear();
        return verify();
    }

    @Override
    public void backup(Path target) {
        content();
        throw new UnavailableException("The store '" + location
                + "' is in memory and has no copy on a disk; open a directory if its content is to be kept");
    }

    @Override
    public void close() {
        metrics.close();
        if (closed.compareAndSet(false, true)) {
            content.sessions.remove(session);
            onClose.run();
        }
    }

    @Override
    public String toString() {
        return location;
    }
}
