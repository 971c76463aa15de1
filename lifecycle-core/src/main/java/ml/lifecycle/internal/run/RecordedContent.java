package ml.lifecycle.internal.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ml.lifecycle.ConflictException;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.run.ArtifactRef;
import ml.lifecycle.run.DataUse;
import ml.lifecycle.run.ModelInfo;
import ml.lifecycle.run.Run;
import org.jspecify.annotations.Nullable;

/**
 * All that a run has recorded except metrics, and which part of it is not yet written: in pieces, of which each is small
 * enough for an event. Guarded by the recorder's lock, but for {@link #isWaiting}.
 *
 * <p>What is new goes to the piece first and counts as recorded then: if memory ends between the two, it may be written,
 * though the caller was told of a failure, and it is written again when the caller tries again. Where each call waits for
 * the disk, what failed is taken back.
 */
final class RecordedContent {

    /** Characters of a piece after which a new one is begun; an event may take 16 MB. */
    private static final int PIECE = 1 << 20;

    private final Sections all = new Sections();
    private final Deque<Sections> waiting = new ArrayDeque<>();
    /** What the tags were that wait, if they were set before. */
    private final Map<String, String> formerTags = new LinkedHashMap<>();
    private int lastSize;
    private volatile boolean isWaiting;

    Sections all() {
        return all;
    }

    boolean isWaiting() {
        return isWaiting;
    }

    /** The next piece to be written; it waits on until {@link #written}. */
    @Nullable Sections next() {
        return waiting.peekFirst();
    }

    /** The only piece that waits, which may be empty, or {@code null} if several wait. */
    @Nullable Sections last() {
        if (waiting.size() > 1) {
            return null;
        }
        Sections only = waiting.peekFirst();
        return only == null ? new Sections() : only;
    }

    /** The piece that is next was written. */
    void written() {
        waiting.pollFirst();
        isWaiting = !waiting.isEmpty();
        if (!isWaiting) {
            formerTags.clear();
        }
    }

    /** Forgets what waits, as if it had never been recorded. */
    void takeBack() {
        for (Sections piece : waiting) {
            all.params.keySet().removeAll(piece.params.keySet());
            all.tags.keySet().removeIf(name -> piece.tags.containsKey(name) && !formerTags.containsKey(name));
            all.artifacts.keySet().removeAll(piece.artifacts.keySet());
            all.data.removeAll(piece.data);
            all.models.keySet().removeAll(piece.models.keySet());
        }
        all.tags.putAll(formerTags);
        formerTags.clear();
        waiting.clear();
        isWaiting = false;
    }

    private Sections piece(int size) {
        if (waiting.isEmpty() || lastSize + size > PIECE) {
            waiting.addLast(new Sections());
            lastSize = 0;
            isWaiting = true;
        }
        lastSize += size;
        return waiting.getLast();
    }

    /** Adds all of them or, if one has another value already, none. */
    void params(Run run, Map<String, String> params) {
        params.forEach((name, value) -> {
            String present = all.params.getOrDefault(name, value);
            if (!present.equals(value)) {
                throw new ConflictException(run + " has the param '" + name + "' with the value '"
                        + Names.printable(present) + "' already, which cannot become '" + Names.printable(value)
                        + "': params are written once. Use a tag for what changes, or start a new run.");
            }
        });
        params.forEach((name, value) -> {
            if (!all.params.containsKey(name)) {
                piece(name.length() + value.length()).params.put(name, value);
                all.params.put(name, value);
            }
        });
    }

    void tag(String name, String value) {
        String former = all.tags.get(name);
        if (!value.equals(former)) {
            if (former != null) {
                formerTags.putIfAbsent(name, former);
            }
            piece(name.length() + value.length()).tags.put(name, value);
            all.tags.put(name, value);
        }
    }

    void data(DataUse use) {
        if (!all.data.contains(use)) {
            piece(use.name().length() + use.digest().length()).data.add(use);
            all.data.add(use);
        }
    }

    /** Adds all of them or, if one of the paths has another content, none. */
    void artifacts(Run run, List<ArtifactRef> artifacts, @Nullable ModelInfo model) {
        for (ArtifactRef artifact : artifacts) {
            ArtifactRef present = all.artifacts.get(artifact.path());
            if (present != null && !present.equals(artifact)) {
                throw new ConflictException(run + " has the artifact '" + Names.printable(artifact.path())
                        + "' with other content already (" + present.size() + " bytes, SHA-256 "
                        + present.digest().substring(0, 12) + "…, not " + artifact.size() + " bytes, "
                        + artifact.digest().substring(0, 12) + "…). Choose another path.");
            }
        }
        if (model != null) {
            model(run, model);
        }
        for (ArtifactRef artifact : artifacts) {
            if (!all.artifacts.containsKey(artifact.path())) {
                piece(artifact.path().length() + 100).artifacts.put(artifact.path(), artifact);
                all.artifacts.put(artifact.path(), artifact);
            }
        }
    }

    private void model(Run run, ModelInfo model) {
        ModelInfo present = all.models.get(model.path());
        if (present == null) {
            piece(model.path().length() + String.valueOf(model.signature()).length()).models.put(model.path(), model);
            all.models.put(model.path(), model);
        } else if (!present.equals(model)) {
            throw new ConflictException(run + " has the model '" + Names.printable(model.path())
                    + "' with another signature or format already. Choose another path.");
        }
    }
}
