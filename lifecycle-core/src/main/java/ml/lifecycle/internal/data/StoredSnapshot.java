package ml.lifecycle.internal.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import ml.lifecycle.ConflictException;
import ml.lifecycle.CorruptException;
import ml.lifecycle.NotFoundException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.CsvFormat;
import ml.lifecycle.data.Profile;
import ml.lifecycle.data.Snapshot;
import ml.lifecycle.data.Table;
import ml.lifecycle.internal.content.Referenced;
import ml.lifecycle.internal.text.Count;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.spi.ArtifactStore;
import ml.lifecycle.spi.Blob;
import org.jspecify.annotations.Nullable;

/** A snapshot whose content is in a store. */
final class StoredSnapshot implements Snapshot {

    private final SnapshotCodec.Event event;
    private final ArtifactStore artifacts;
    /** Reading it twice gives the same. */
    private volatile @Nullable Profile known;

    StoredSnapshot(SnapshotCodec.Event event, ArtifactStore artifacts) {
        this.event = event;
        this.artifacts = artifacts;
    }

    @Override
    public String dataSet() {
        return event.name();
    }

    @Override
    public int number() {
        return event.number();
    }

    @Override
    public String digest() {
        return event.digest();
    }

    @Override
    public String tableDigest() {
        return event.table();
    }

    @Override
    public long size() {
        return event.size();
    }

    @Override
    public long rows() {
        return event.rows();
    }

    @Override
    public String source() {
        return event.source();
    }

    @Override
    public Instant addedAt() {
        return event.at();
    }

    @Override
    public Optional<String> by() {
        return event.by().isEmpty() ? Optional.empty() : Optional.of(event.by());
    }

    @Override
    public InputStream open() {
        return Referenced.open(artifacts, event.digest(), "the snapshot " + this);
    }

    @Override
    public boolean isTable() {
        return event.files() == 0;
    }

    @Override
    public Map<String, Long> files() {
        if (isTable()) {
            return Map.of(event.source(), event.size());
        }
        Map<String, Long> sizes = new TreeMap<>();
        list().files().forEach((name, blob) -> sizes.put(name, blob.size()));
        return Collections.unmodifiableMap(sizes);
    }

    private FileList list() {
        return FileList.read(toString(), artifacts, event.digest());
    }

    @Override
    public InputStream open(String file) {
        if (isTable() && file.equals(event.source())) {
            return open();
        }
        NavigableMap<String, Blob> files = isTable() ? new TreeMap<>() : list().files();
        Blob blob = files.get(file);
        if (blob == null) {
            List<String> there = (isTable() ? List.of(event.source()) : List.copyOf(files.keySet())).stream()
                    .map(Names::printable).toList();
            throw new NotFoundException(this + " has no file '" + Names.printable(file) + "'; it has "
                    + Layout.list(there, 400) + ".");
        }
        return artifacts.open(blob.digest());
    }

    @Override
    public Path export(Path directory) {
        SnapshotExport.to(this, files().keySet(), directory);
        return directory;
    }

    private void requireTable() {
        if (!isTable()) {
            throw new RefusedException(this + " is a directory of " + Layout.files(event.files()) + " and no table; files()"
                    + " lists them, and open(name) reads one.");
        }
    }

    @Override
    public Table table() {
        requireTable();
        try {
            if (event.types().isEmpty()) {
                return Tables.read(this::open, event.source());
            }
            try (InputStream content = open()) {
                return CsvTable.read(content, event.source(), CsvHead.of(event.types(), event.rows(), event.format()));
            }
        } catch (RefusedException | ConflictException other) {
            throw new CorruptException("The content of " + this + " is no longer the CSV that was added ("
                    + other.getMessage() + "); verify() lists all damage.", other);
        } catch (IOException failure) {
            throw Contents.failure("The content of " + this, failure);
        }
    }

    @Override
    public Profile profile() {
        Profile read = known;
        if (read == null) {
            read = readProfile();
            known = read;
        }
        return read;
    }

    /** A profile is computed from the content where it was lost, or stands in an event of the first form. */
    private Profile readProfile() {
        requireTable();
        if (event.profile().isEmpty() || !artifacts.contains(event.profile())) {
            return table().profile();
        }
        String what = "The profile of " + this;
        try (InputStream content = artifacts.open(event.profile())) {
            return new TableProfile(TableCounts.read(what, content.readAllBytes()));
        } catch (IOException failure) {
            throw Contents.failure(what, failure);
        }
    }

    /** The digests of what it needs of the store. */
    List<String> contents() {
        List<String> contents = new ArrayList<>();
        contents.add(event.digest());
        if (!event.profile().isEmpty()) {
            contents.add(event.profile());
        }
        if (!isTable()) {
            list().files().values().forEach(blob -> contents.add(blob.digest()));
        }
        return contents;
    }

    /** How its content is written. */
    CsvFormat format() {
        return event.format();
    }

    /** For lists: number, rows, size, moment, source. */
    String line() {
        return "v" + number() + "  " + (isTable() ? Count.of(rows(), "row") : Layout.files(event.files())) + "  " + Count.of(size(), "byte") + "  "
                + addedAt().truncatedTo(ChronoUnit.SECONDS) + "  " + Layout.cut(source(), 30)
                + (event.by().isEmpty() ? "" : "  by " + Layout.cut(event.by(), 30));
    }

    @Override
    public String toString() {
        return Names.printable(event.name()) + " v" + event.number();
    }
}
