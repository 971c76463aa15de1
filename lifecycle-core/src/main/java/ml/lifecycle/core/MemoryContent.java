package ml.lifecycle.core;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import ml.lifecycle.spi.LogId;

/** What all opened stores of one name share. */
final class MemoryContent {

    /** A stored artifact, and when it was last kept. */
    record Artifact(byte[] content, Instant kept) {}

    final Map<LogId, MemoryLog> logs = new ConcurrentHashMap<>();
    final Map<String, List<MemoryMetrics.Writer>> writers = new ConcurrentHashMap<>();
    final Map<String, Artifact> artifacts = new ConcurrentSkipListMap<>();
    final Map<String, ByteBuffer> cache = new ConcurrentHashMap<>();
    final Set<String> sessions = ConcurrentHashMap.newKeySet();

    /** How many have it open; guarded by the provider. */
    int users;

    List<MemoryMetrics.Writer> writersOf(String run) {
        return writers.computeIfAbsent(run, key -> new CopyOnWriteArrayList<>());
    }
}
