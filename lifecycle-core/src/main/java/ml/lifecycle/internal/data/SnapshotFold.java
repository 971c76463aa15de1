package ml.lifecycle.internal.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ml.lifecycle.ConflictException;
import ml.lifecycle.CorruptException;
import ml.lifecycle.internal.text.Json;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.spi.ArtifactStore;
import ml.lifecycle.spi.Damage;
import ml.lifecycle.spi.EventVisitor;
import ml.lifecycle.spi.LogId;
import org.jspecify.annotations.Nullable;

/** Reads events; an event that says nothing readable is damage, and the others still count. */
final class SnapshotFold implements EventVisitor {

    final List<StoredSnapshot> found = new ArrayList<>();
    final Map<String, Integer> aliases = new TreeMap<>();
    final List<SnapshotCodec.Part> parts = new ArrayList<>();
    @Nullable Damage damage;

    private final LogId log;
    private final String name;
    private final ArtifactStore artifacts;

    SnapshotFold(LogId log, String name, ArtifactStore artifacts) {
        this.log = log;
        this.name = name;
        this.artifacts = artifacts;
    }

    @Override
    public void event(long sequence, byte[] buffer, int offset, int length) {
        String what = "event " + sequence + " of data set '" + Names.printable(name) + "'";
        try {
            JsonNode json = Json.read(what, buffer, offset, length);
            switch (json.path("op").asText()) {
                case SnapshotCodec.OP -> {
                    SnapshotCodec.Event event = SnapshotCodec.read(what, json);
                    requireName(event.name());
                    found.add(new StoredSnapshot(event, artifacts));
                }
                case SnapshotCodec.ALIAS -> {
                    SnapshotCodec.Alias alias = SnapshotCodec.alias(what, json);
                    aliases.put(alias.alias(), alias.number());
                }
                case SnapshotCodec.PART -> parts.add(SnapshotCodec.part(what, json));
                default -> { }
            }
        } catch (CorruptException unreadable) {
            damage = new Damage(log.key(), -1, -1, unreadable.getMessage());
        }
    }

    private void requireName(String there) {
        if (!there.equals(name)) {
            throw new ConflictException("There is a data set '" + Names.printable(there) + "', whose name differs from '"
                    + Names.printable(name) + "' only in case or form; use that one, or a name that differs in more.");
        }
    }

    @Override
    public void damaged(Damage found) {
        damage = found;
    }
}
