package ml.lifecycle.store.fs;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ml.lifecycle.CorruptException;
import ml.lifecycle.RefusedException;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.spi.Damage;
import ml.lifecycle.spi.EventVisitor;
import ml.lifecycle.spi.LogId;
import ml.lifecycle.spi.LogKind;
import ml.lifecycle.spi.PointVisitor;
import ml.lifecycle.spi.StoreCheck;
import ml.lifecycle.store.fs.LineScanner.Tail;
import ml.lifecycle.store.fs.StoreIo.Entry;
import ml.lifecycle.store.fs.StoreIo.Kind;

/** Reads a whole store and checks everything in it. Changes nothing, and takes no lock. */
final class Verification {

    /** Receives what a walk over the store comes by. */
    interface Files {

        /** A log. */
        void log(LogId id) throws IOException;

        /** The file of one writer of metric points. */
        void metrics(String path) throws IOException;
    }

    private final SharedDirectory shared;
    private final StoreIo io;
    private final List<Damage> damages = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private long logs;
    private long events;
    private long points;
    private long artifacts;

    Verification(SharedDirectory shared) {
        this.shared = shared;
        this.io = shared.io();
    }

    StoreCheck run() {
        return run(List.of());
    }

    /** Checks, and puts remarks of who called in front of its own. */
    StoreCheck run(List<String> first) {
        remarks.addAll(first);
        flush();
        try {
            remarks.addAll(shared.remarks());
            description();
            damages.addAll(Placement.damages(io));
            walk(io, new Files() {
                @Override
                public void log(LogId id) throws IOException {
                    verifyLog(id);
                }

                @Override
                public void metrics(String path) throws IOException {
                    verifyMetrics(path);
                }
            }, remarks);
            verifyArtifacts();
            leftOvers();
        } catch (IOException failure) {
            throw Failures.unavailable("The store in '" + io.root() + "' cannot be checked", failure);
        }
        return new StoreCheck(logs, events, points, artifacts, damages, remarks);
    }

    /** A full disk takes nothing more; what is on it can still be checked. */
    private void flush() {
        try {
            shared.flush();
        } catch (UnavailableException failure) {
            remarks.add("not all is written yet, and what is not was not looked at: " + failure.getMessage());
        }
    }

    private void description() throws IOException {
        try {
            if (!Placement.isHidden(io, StoreDescription.FILE)) {
                StoreDescription.check(io);
            }
        } catch (CorruptException | RefusedException bad) {
            damages.add(new Damage(StoreDescription.FILE, 0, -1, String.valueOf(bad.getMessage())));
        } catch (NoSuchFileException missing) {
            damages.add(new Damage(StoreDescription.FILE, 0, -1, "is missing; restore it from a backup"));
        }
    }

    /** Visits all logs and all files of metric points. */
    static void walk(StoreIo io, Files files, List<String> remarks) throws IOException {
        for (LogKind kind : LogKind.values()) {
            String directory = LogFile.kind(kind);
            for (Entry entry : io.list(directory)) {
                if (!LogTable.isKey(kind, entry.name())) {
                    remarks.add(directory + "/" + entry.name() + " is not of this store and was not looked at");
                } else if (entry.kind() == Kind.DIRECTORY) {
                    visit(io, new LogId(kind, entry.name()), files);
                }
            }
        }
    }

    private static void visit(StoreIo io, LogId id, Files files) throws IOException {
        if (Placement.isSound(io, id)) {
            files.log(id);
        }
        String runs = DirectoryMetrics.runs(id);
        for (Entry run : io.list(runs)) {
            for (String file : DirectoryMetrics.files(io, runs + '/' + run.name())) {
                files.metrics(file);
            }
        }
    }

    private void verifyLog(LogId id) throws IOException {
        Segments segments = new Segments(io, LogFile.directory(id));
        LogReader reader = new LogReader(segments, new EventVisitor() {
            @Override
            public void event(long sequence, byte[] buffer, int offset, int length) {
                events++;
            }

            @Override
            public void damaged(Damage damage) {
                damages.add(damage);
            }
        }, position -> {});
        try {
            Position end = reader.read(Position.START);
            logs += reader.events() > 0 ? 1 : 0;
            remarkTail(segments.path(end.segment()), end.tail(), "event");
            strayFiles(segments, end);
        } finally {
            segments.release();
        }
    }

    private void strayFiles(Segments segments, Position end) throws IOException {
        int last = end.segment();
        for (Entry entry : io.list(segments.directory())) {
            String path = segments.directory() + '/' + entry.name();
            if (entry.name().matches("[0-9]{4,9}\\.jsonl") && number(entry.name()) > last
                    && io.size(segments.path(last + 1)) == StoreIo.ABSENT) {
                damages.add(new Damage(path, 0, io.size(path), "is not reached: '" + Segments.name(last + 1)
                        + "' is missing, and the events in both cannot be read"));
            } else if (entry.name().equals(Segments.name(last + 1)) && isStill(segments, end)) {
                damages.add(new Damage(path, 0, io.size(path), "is not reached: the end of '" + Segments.name(last)
                        + "' does not announce it, so its events are not read. Restore both from the same backup"));
            }
        }
    }

    /** Whether a log still ends in the same segment, now that the files behind it have been seen. */
    private static boolean isStill(Segments segments, Position end) throws IOException {
        return new LogReader(segments, (sequence, buffer, offset, length) -> {}, position -> {}).read(end).segment()
                == end.segment();
    }

    private static int number(String name) {
        return Integer.parseInt(name.substring(0, name.indexOf('.')));
    }

    private void remarkTail(String path, Tail tail, String what) {
        if (tail == Tail.TORN) {
            remarks.add(path + " ends with an unfinished " + what + ": a writer that is busy, or one that was killed");
        }
    }

    private void verifyMetrics(String path) throws IOException {
        PointVisitor visitor = new PointVisitor() {
            @Override
            public void point(String metric, long step, long epochMillis, double value) {
                points++;
            }

            @Override
            public void damaged(Damage damage) {
                damages.add(damage);
            }
        };
        Map<String, String> names = PointReader.names();
        PointReader.Result found = PointReader.read(io, path, visitor, names);
        if (!found.unused()) {
            remarkTail(path, found.tail(), "batch of metric points");
        }
    }

    private void verifyArtifacts() throws IOException {
        for (Entry prefix : io.list(Blobs.DIRECTORY)) {
            for (Entry entry : io.list(Blobs.DIRECTORY + '/' + prefix.name())) {
                verifyArtifact(Blobs.DIRECTORY + '/' + prefix.name() + '/' + entry.name(), entry);
            }
        }
    }

    private void verifyArtifact(String path, Entry entry) throws IOException {
        if (!Blobs.isDigest(entry.name()) || !path.equals(Blobs.path(entry.name()))) {
            remarks.add(path + " is not of this store and was not looked at");
            return;
        }
        if (entry.kind() != Kind.FILE) {
            damages.add(new Damage(path, -1, -1, "is not a plain file; links are never followed"));
            return;
        }
        try {
            if (Blobs.matches(io, path, entry.name())) {
                artifacts++;
            } else {
                damages.add(new Damage(path, 0, io.size(path), "the content does not match its SHA-256; this artifact"
                        + " cannot be used"));
            }
        } catch (NoSuchFileException sweptMeanwhile) {
            remarks.add(path + " was deleted during the check");
        }
    }

    private void leftOvers() throws IOException {
        int temporary = io.list(DirectoryStore.TEMPORARY).size();
        if (temporary > 0) {
            remarks.add(temporary + " temporary files: of writers that are busy, or that were killed");
        }
        for (Entry entry : io.list("")) {
            if (!Placement.isOurs(entry.name())) {
                remarks.add(entry.name() + " is not of this store and was not looked at");
            }
        }
    }
}
