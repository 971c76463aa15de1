package ml.lifecycle.internal.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import ml.lifecycle.ConflictException;
import ml.lifecycle.CorruptException;
import ml.lifecycle.NotFoundException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.CsvFormat;
import ml.lifecycle.data.DataSet;
import ml.lifecycle.data.Snapshot;
import ml.lifecycle.data.Table;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.internal.signature.Similar;
import ml.lifecycle.internal.text.Digests;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.internal.text.Shown;
import ml.lifecycle.signature.ColumnType;
import ml.lifecycle.spi.Blob;
import ml.lifecycle.spi.Commit;
import ml.lifecycle.spi.Damage;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.LogId;
import org.jspecify.annotations.Nullable;

/** A data set as the fold of its log. What was read is kept; each call reads what has come since. */
final class LoggedDataSet implements DataSet {

    /** What a table is called that came from no file. */
    private static final String TABLE = "table.csv";

    private final LifecycleStore store;
    private final Clock clock;
    private final LogId log;
    private final String name;
    /** Who adds; empty if that is not said. */
    private final String by;
    /** Guarded by this. */
    private final List<StoredSnapshot> snapshots = new ArrayList<>();
    /** Guarded by this. */
    private final Map<String, Integer> aliases = new TreeMap<>();
    /** Of which other tables a snapshot holds a part, by its number. Guarded by this. */
    private final Map<Integer, Set<String>> origins = new HashMap<>();
    private long last;
    private @Nullable Damage damage;

    LoggedDataSet(LifecycleStore store, Clock clock, LogId log, String name) {
        this(store, clock, log, name, "");
    }

    private LoggedDataSet(LifecycleStore store, Clock clock, LogId log, String name, String by) {
        this.by = by;
        this.store = store;
        this.clock = clock;
        this.log = log;
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public DataSet by(String who) {
        return new LoggedDataSet(store, clock, log, name, Names.requireName("person's", who)).refresh();
    }

    @Override
    public Snapshot add(Path path) {
        try {
            return Files.isDirectory(path) ? addDirectory(path) : addCsv(path, CsvFormat.usual());
        } catch (IOException failure) {
            throw Tables.unreadable(path, failure);
        }
    }

    @Override
    public Snapshot add(Path csv, CsvFormat format) {
        if (Files.isDirectory(csv)) {
            throw new RefusedException("'" + Names.printable(csv.toString()) + "' is a directory, which is kept as it is and"
                    + " has no format; add(path) adds it. Nothing was added.");
        }
        try {
            return addCsv(csv, format);
        } catch (IOException failure) {
            throw Tables.unreadable(csv, failure);
        }
    }

    /** Read for its digest, which may be known; then for its profile; then to be kept. Nothing is held of it. */
    private Snapshot addCsv(Path csv, CsvFormat format) throws IOException {
        String source = Tables.nameOf(csv);
        CsvHead head;
        String digest;
        try (DigestInputStream content = new DigestInputStream(Tables.open(csv), Digests.sha256())) {
            head = CsvHead.read(content, source, format);
            digest = Digests.hex(content.getMessageDigest().digest());
        }
        refresh();
        Optional<StoredSnapshot> same = find(snapshot -> snapshot.isTable() && snapshot.digest().equals(digest)
                && snapshot.format().equals(format));
        if (same.isPresent()) {
            if (!store.artifacts().contains(digest)) {
                keep(csv, digest);
            }
            return same.get();
        }
        TableSummary summary;
        try (DigestInputStream content = new DigestInputStream(Tables.open(csv), Digests.sha256())) {
            summary = CsvTable.summary(content, source, head);
            requireSame(csv, digest, Digests.hex(content.getMessageDigest().digest()));
        }
        long size = keep(csv, digest);
        String table = summary.digest();
        TableProfile profile = summary.profile();
        String kept = keepProfile(profile);
        return append(snapshot -> snapshot.isTable() && snapshot.digest().equals(digest)
                        && (snapshot.format().equals(format) || snapshot.tableDigest().equals(table)),
                number -> new SnapshotCodec.Event(name, number, clock.instant(), digest, table, size, profile.rows(), source,
                        kept, head.types(), 0, format, by));
    }

    private long keep(Path csv, String digest) throws IOException {
        try (InputStream content = Tables.open(csv)) {
            Blob blob = store.artifacts().put(content);
            requireSame(csv, digest, blob.digest());
            return blob.size();
        }
    }

    private void requireSame(Path csv, String digest, String now) {
        if (!now.equals(digest)) {
            throw new ConflictException("The file '" + Names.printable(csv.toString()) + "' changed while it was added to "
                    + Names.printable(name) + "; nothing was added. Add it again when it is complete.");
        }
    }

    private Snapshot addDirectory(Path directory) throws IOException {
        Directories.requireWithout(directory, store.location());
        Directories found = Directories.list(directory);
        FileList list = found.digests();
        String digest = list.digest();
        refresh();
        Optional<StoredSnapshot> same = find(snapshot -> !snapshot.isTable() && snapshot.digest().equals(digest));
        if (same.isEmpty() || !list.isKept(store.artifacts())) {
            found.keep(list, store.artifacts());
            list.keep(store.artifacts());
        }
        String source = Tables.nameOf(directory.toRealPath());
        return same.isPresent() ? same.get()
                : append(snapshot -> !snapshot.isTable() && snapshot.digest().equals(digest),
                        number -> new SnapshotCodec.Event(name, number, clock.instant(), digest, digest, list.size(), -1,
                                source, "", List.of(), list.files().size(), CsvFormat.usual(), by));
    }

    @Override
    public Snapshot add(Table table) {
        if (!(table.profile() instanceof TableProfile profile)) {
            throw new RefusedException("A table of another kind (" + table.getClass().getName()
                    + ") cannot be added; tables come from files, columns, rows and records.");
        }
        Snapshot snapshot = addContent(table, profile);
        if (!table.source().equals(table.digest())) {
            int number = snapshot.number();
            String of = table.source();
            say(() -> origins.getOrDefault(number, Set.of()).contains(of),
                    () -> SnapshotCodec.write(new SnapshotCodec.Part(name, number, of, clock.instant())));
        }
        return snapshot;
    }

    private Snapshot addContent(Table table, TableProfile profile) {
        String digest = table.digest();
        refresh();
        Optional<StoredSnapshot> same = find(snapshot -> snapshot.tableDigest().equals(digest));
        if (same.isPresent() && store.artifacts().contains(same.get().digest())) {
            return same.get();
        }
        Blob blob;
        try (InputStream content = new TableCsv(table)) {
            blob = store.artifacts().put(content);
        } catch (IOException impossible) {
            throw new IllegalStateException("memory can always be read", impossible);
        }
        List<ColumnType> types = table.columns().stream().map(TableColumn::type).toList();
        String kept = keepProfile(profile);
        return append(snapshot -> snapshot.tableDigest().equals(digest) && store.artifacts().contains(snapshot.digest()),
                number -> new SnapshotCodec.Event(name, number, clock.instant(), blob.digest(), digest, blob.size(),
                        table.rows(), TABLE, kept, types, 0, CsvFormat.usual(), by));
    }

    /** Kept before the event that refers to it, as the content is. */
    private String keepProfile(TableProfile profile) {
        try (InputStream content = new ByteArrayInputStream(profile.counts().toBytes())) {
            return store.artifacts().put(content).digest();
        } catch (IOException impossible) {
            throw new IllegalStateException("memory can always be read", impossible);
        }
    }

    /** Whoever is first takes the next number; the others read again. */
    private Snapshot append(Predicate<StoredSnapshot> isSame, IntFunction<SnapshotCodec.Event> event) {
        while (true) {
            long seen;
            int number;
            synchronized (this) {
                refresh();
                requireUndamaged();
                Optional<StoredSnapshot> same = find(isSame);
                if (same.isPresent()) {
                    return same.get();
                }
                seen = last;
                number = snapshots.size() + 1;
            }
            try {
                store.logs().append(log, SnapshotCodec.write(event.apply(number)), seen, Commit.FORCED);
            } catch (ConflictException behind) {
                if (store.logs().last(log) == seen) {
                    throw behind;
                }
            }
        }
    }

    private synchronized void requireUndamaged() {
        if (damage != null) {
            throw new CorruptException("The log of data set '" + name + "' is damaged (" + damage + "), so that the"
                    + " numbers of its snapshots are not certain; nothing was added. verify() lists all damage.");
        }
    }

    private synchronized Optional<StoredSnapshot> find(Predicate<StoredSnapshot> isSame) {
        return snapshots.stream().filter(isSame).findFirst();
    }

    /** Reads what has come since the last look. */
    synchronized LoggedDataSet refresh() {
        if (store.logs().last(log) != last) {
            SnapshotFold fold = new SnapshotFold(log, name, store.artifacts());
            long read = store.logs().read(log, last, fold);
            snapshots.addAll(fold.found);
            aliases.putAll(fold.aliases);
            fold.parts.forEach(part -> origins.computeIfAbsent(part.number(), number -> new TreeSet<>()).add(part.of()));
            damage = fold.damage == null ? damage : fold.damage;
            last = read;
        }
        return this;
    }

    /** Whether a part of the log cannot be read, so that it may refer to more than it says. */
    synchronized Optional<Damage> damage() {
        return Optional.ofNullable(damage);
    }

    @Override
    public Snapshot snapshot(int number) {
        return snapshots().stream().filter(snapshot -> snapshot.number() == number).findFirst()
                .orElseThrow(() -> none("snapshot " + number));
    }

    @Override
    public Snapshot alias(String alias, int number) {
        Names.requireName("alias", alias);
        if (alias.chars().allMatch(Character::isDigit)) {
            throw new RefusedException("The alias '" + alias + "' of data set '" + Names.printable(name)
                    + "' is a number, as snapshots have; choose a word, for example reference.");
        }
        Snapshot snapshot = snapshot(number);
        say(() -> Integer.valueOf(number).equals(aliases.get(alias)),
                () -> SnapshotCodec.write(new SnapshotCodec.Alias(name, alias, number, clock.instant())));
        return snapshot;
    }

    /** Says something of the snapshots that are there, unless it is said. */
    private void say(BooleanSupplier isSaid, Supplier<byte[]> event) {
        while (true) {
            long seen;
            synchronized (this) {
                refresh();
                requireUndamaged();
                if (isSaid.getAsBoolean()) {
                    return;
                }
                seen = last;
            }
            try {
                store.logs().append(log, event.get(), seen, Commit.FORCED);
                return;
            } catch (ConflictException behind) {
                if (store.logs().last(log) == seen) {
                    throw behind;
                }
            }
        }
    }

    /** The digests of the tables that a snapshot holds a part of. */
    synchronized Set<String> origins(Snapshot snapshot) {
        refresh();
        return Set.copyOf(origins.getOrDefault(snapshot.number(), Set.of()));
    }

    @Override
    public Snapshot at(String alias) {
        Map<String, Integer> there = aliases();
        Integer number = there.get(alias);
        if (number == null) {
            throw new NotFoundException("Data set '" + Names.printable(name) + "' has no alias '" + Names.printable(alias)
                    + "'; it has " + (there.isEmpty() ? "none" : String.join(", ", there.keySet()))
                    + ". alias(name, number) makes one.");
        }
        return snapshot(number);
    }

    @Override
    public synchronized Map<String, Integer> aliases() {
        refresh();
        return Collections.unmodifiableMap(new TreeMap<>(aliases));
    }

    @Override
    public Snapshot latest() {
        List<Snapshot> all = snapshots();
        if (all.isEmpty()) {
            throw none("snapshot");
        }
        return all.get(all.size() - 1);
    }

    private NotFoundException none(String what) {
        String there = snapshots().stream().map(snapshot -> String.valueOf(snapshot.number()))
                .collect(Collectors.joining(", "));
        return new NotFoundException("Data set '" + Names.printable(name) + "' has no " + what + "; it has "
                + (there.isEmpty() ? "none yet, add(…) makes the first." + hint() : "the snapshots " + there + ".")
                + damage().map(found -> " A part of its log is damaged: " + found + ".").orElse(""));
    }

    /** What somebody may have meant who mistyped the name. */
    private String hint() {
        return Similar.hint(name, new DataSets(store, clock).all().stream().map(DataSet::name).toList());
    }

    /** The digests of all that its snapshots need of the store. */
    synchronized List<String> contents() {
        refresh();
        return snapshots.stream().flatMap(snapshot -> snapshot.contents().stream()).toList();
    }

    @Override
    public synchronized List<Snapshot> snapshots() {
        refresh();
        return List.copyOf(snapshots);
    }

    @Override
    public String toString() {
        return Shown.orWhyNot("data set " + name, this::text);
    }

    private synchronized String text() {
        refresh();
        if (last == 0) {
            return Names.printable(name) + ": no snapshot yet, add(…) makes the first." + hint();
        }
        return Names.printable(name) + ": " + snapshots.size() + (snapshots.size() == 1 ? " snapshot" : " snapshots")
                + snapshots.stream().map(snapshot -> "\n  " + snapshot.line()).collect(Collectors.joining())
                + aliases.entrySet().stream().map(alias -> "\n  " + Layout.cut(alias.getKey(), 40) + " -> v"
                        + alias.getValue()).collect(Collectors.joining());
    }
}
