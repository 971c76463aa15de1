package ml.lifecycle.core;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import ml.lifecycle.NotFoundException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.core.MemoryContent.Artifact;
import ml.lifecycle.spi.ArtifactStore;
import ml.lifecycle.spi.Blob;

/** Artifacts in memory. */
final class MemoryArtifacts implements ArtifactStore {

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private final MemoryStore store;
    private final Clock clock;

    MemoryArtifacts(MemoryStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Blob put(InputStream content) throws IOException {
        MemoryContent kept = store.content();
        byte[] bytes = content.readAllBytes();
        String digest = sha256(bytes);
        kept.artifacts.put(digest, new Artifact(bytes, clock.instant()));
        return new Blob(digest, bytes.length);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    @Override
    public InputStream open(String digest) {
        Artifact artifact = store.content().artifacts.get(checked(digest));
        if (artifact == null) {
            throw new NotFoundException("There is no artifact " + digest + " in '" + store.location()
                    + "'. It was never kept here, or nothing referred to it any more and it was swept");
        }
        return new ByteArrayInputStream(artifact.content());
    }

    @Override
    public boolean contains(String digest) {
        return store.content().artifacts.containsKey(checked(digest));
    }

    private static String checked(String digest) {
        if (!DIGEST.matcher(digest).matches()) {
            String shown = digest.length() > 80 ? digest.substring(0, 80) + "…" : digest;
            throw new RefusedException("'" + shown.replaceAll("\\p{Cntrl}", "?")
                    + "' is not the digest of an artifact: expected the 64 lower-case hexadecimal digits of a SHA-256");
        }
        return digest;
    }

    @Override
    public Set<String> digests() {
        return new TreeSet<>(store.content().artifacts.keySet());
    }

    @Override
    public Set<Blob> sweep(Predicate<String> referenced, Duration grace) {
        MemoryContent content = store.content();
        Instant before = clock.instant().minus(grace);
        Set<Blob> deleted = new LinkedHashSet<>();
        for (String digest : content.artifacts.keySet()) {
            if (!referenced.test(digest)) {
                content.artifacts.computeIfPresent(digest, (key, artifact) -> {
                    if (artifact.kept().isAfter(before)) {
                        return artifact;
                    }
                    deleted.add(new Blob(digest, artifact.content().length));
                    return null;
                });
            }
        }
        return deleted;
    }

    /** How many contents still have their digest. */
    long verified() {
        return store.content().artifacts.entrySet().stream()
                .filter(entry -> sha256(entry.getValue().content()).equals(entry.getKey()))
                .count();
    }
}
