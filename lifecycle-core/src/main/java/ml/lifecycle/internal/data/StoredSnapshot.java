package ml.lifecycle.internal.data;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import ml.lifecycle.CorruptException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.Profile;
import ml.lifecycle.data.Snapshot;
import ml.lifecycle.data.Table;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.spi.ArtifactStore;
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
    public InputStream open() {
        return artifacts.open(event.digest());
    }

    @Override
    public Table table() {
        try (InputStream content = open()) {
            return Tables.read(content, event.source());
        } catch (RefusedException refused) {
            throw new CorruptException("The content of " + this + " is no longer the CSV that was added ("
                    + refused.getMessage() + "); verify() lists all damage.", refused);
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
        return event.profile().isEmpty() ? List.of(event.digest()) : List.of(event.digest(), event.profile());
    }

    /** For lists: number, rows, size, moment, source. */
    String line() {
        return "v" + number() + "  " + rows() + " rows  " + size() + " bytes  "
                + addedAt().truncatedTo(ChronoUnit.SECONDS) + "  " + Layout.cut(source(), 30);
    }

    @Override
    public String toString() {
        return Names.printable(event.name()) + " v" + event.number();
    }
}
