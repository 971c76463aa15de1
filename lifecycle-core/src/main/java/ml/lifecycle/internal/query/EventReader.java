package ml.lifecycle.internal.query;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import ml.lifecycle.run.RunStatus;
import ml.lifecycle.spi.Damage;
import ml.lifecycle.spi.EventVisitor;

/**
 * Folds the events of an experiment's log, whose form is given in {@link ml.lifecycle.internal.run}, into an index. An
 * event that cannot be read is noted as damage, and what was read of it stays.
 */
final class EventReader implements EventVisitor {

    /** What stands for a name that cannot be read. */
    private static final String UNREADABLE = "(unreadable)";

    private static final byte[] OP = ascii("op");
    private static final byte[] RUN = ascii("run");
    private static final byte[] START = ascii("start");
    private static final byte[] LOG = ascii("log");
    private static final byte[] END = ascii("end");
    private static final byte[] CREATED = ascii("created");
    private static final byte[] QUESTION = ascii("question");
    private static final byte[] KPI = ascii("kpi");
    private static final byte[] AT = ascii("at");
    private static final byte[] NAME = ascii("name");
    private static final byte[] PARENT = ascii("parent");
    private static final byte[] SESSION = ascii("session");
    private static final byte[] STATUS = ascii("status");
    private static final byte[] FAILURE = ascii("failure");
    private static final byte[] PARAMS = ascii("params");
    private static final byte[] TAGS = ascii("tags");
    private static final byte[] METRICS = ascii("metrics");
    private static final byte[] ARTIFACTS = ascii("artifacts");
    private static final byte[] DATA = ascii("data");
    private static final byte[] MODELS = ascii("models");
    private static final byte[] TEXT = ascii("text");
    private static final byte[] CHECK = ascii("check");

    private final RunIndex index;
    private final boolean partial;
    private static final int NONE = -1;
    private static final int FINGERPRINT = 96;
    private static final int LONGEST_ID = 64;

    private final JsonScanner json = new JsonScanner();
    /** The run of the event that is being read. */
    private int current = NONE;
    private String session = "";
    private byte[] sessionBytes = {};

    EventReader(RunIndex index) {
        this(index, false);
    }

    /**
     * Creates a reader.
     *
     * @param index what the events are folded into
     * @param partial whether the index lacks what is before the first event, so that an event may be about a run, or the
     *         experiment, of which nothing is known here
     */
    EventReader(RunIndex index, boolean partial) {
        this.index = index;
        this.partial = partial;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void event(long sequence, byte[] buffer, int offset, int length) {
        read(sequence, buffer, offset, length);
    }

    /** Folds an event; whether that was possible here, which it always is where nothing is before. */
    boolean read(long sequence, byte[] buffer, int offset, int length) {
        boolean folded = true;
        current = NONE;
        try {
            json.reset(buffer, offset, length);
            folded = event();
        } catch (MalformedException failure) {
            if (current != NONE) {
                begun(current, RunStatus.INTERRUPTED, "");
                complete(current, DoubleColumn.ABSENT);
            }
            damaged(new Damage("log of experiment " + index.experiment, -1, -1, "event " + sequence
                    + " is not an event of an experiment: " + failure.getMessage()));
        }
        index.position = sequence;
        index.fingerprint = fingerprint(buffer, offset, length);
        return folded;
    }

    /** A hash of an event's beginning, which holds its op, run and time, and of its length. */
    static int fingerprint(byte[] buffer, int offset, int length) {
        return 31 * Dict.hash(buffer, offset, Math.min(length, FINGERPRINT)) + length;
    }

    @Override
    public void damaged(Damage damage) {
        index.damages.add(damage);
    }

    private boolean event() {
        if (!json.openObject() || !json.is(OP)) {
            throw new MalformedException("it does not begin with its op");
        }
        json.text();
        if (json.is(START)) {
            run();
            current = index.ids.add(json.bytes, json.from, json.length);
            start(current);
        } else if (json.is(LOG) || json.is(END)) {
            boolean end = json.is(END);
            run();
            current = partial ? index.ids.find(json.bytes, json.from, json.length)
                    : index.ids.add(json.bytes, json.from, json.length);
            if (current == NONE) {
                return false;
            }
            if (end) {
                end(current);
            } else {
                log(current);
            }
        } else if (json.is(CREATED) || json.is(QUESTION) || json.is(KPI)) {
            if (partial) {
                return false;
            }
            experiment();
        } else {
            throw new MalformedException("its op is unknown");
        }
        json.finish();
        return true;
    }

    /** Reads the id of the run, by which a store must be able to keep its points. */
    private void run() {
        if (!json.nextMember() || !json.is(RUN)) {
            throw new MalformedException("its op is not followed by its run");
        }
        json.text();
        boolean allowed = json.length > 0 && json.length <= LONGEST_ID;
        for (int i = 0; allowed && i < json.length; i++) {
            byte character = json.bytes[json.from + i];
            allowed = character >= 'a' && character <= 'z' || character >= '0' && character <= '9' || character == '-';
        }
        if (!allowed) {
            throw new MalformedException("the id of its run is none: expected 1 to 64 characters from a-z 0-9 -");
        }
    }

    private void experiment() {
        while (json.nextMember()) {
            if (json.is(NAME)) {
                json.text();
                index.experiment = json.string();
            } else if (json.is(TEXT)) {
                json.text();
                index.question = json.string();
            } else if (json.is(CHECK)) {
                json.skip();
                index.kpis.add(json.string());
            } else {
                json.skip();
            }
        }
    }

    private void start(int row) {
        String recordedBy = "";
        while (json.nextMember()) {
            if (json.is(NAME)) {
                text(index.names, row);
            } else if (json.is(AT)) {
                index.starts.set(row, json.integer());
            } else if (json.is(PARENT)) {
                text(index.parents, row);
            } else if (json.is(SESSION)) {
                recordedBy = session();
            } else {
                json.skip();
            }
        }
        begun(row, RunStatus.RUNNING, recordedBy);
        complete(row, DoubleColumn.ABSENT);
    }

    /** Runs of one session mostly follow each other, and share its name. */
    private String session() {
        json.text();
        if (!json.is(sessionBytes)) {
            session = json.string();
            sessionBytes = session.getBytes(StandardCharsets.UTF_8);
        }
        return session;
    }

    private void log(int row) {
        double at = DoubleColumn.ABSENT;
        while (json.nextMember()) {
            if (json.is(AT)) {
                at = json.integer();
            } else {
                section(row);
            }
        }
        begun(row, RunStatus.INTERRUPTED, "");
        complete(row, at);
    }

    /** A run whose first event this is has not ended. */
    private void begun(int row, RunStatus status, String recordedBy) {
        if (index.statuses.get(row) == 0) {
            index.status(row, status);
            index.open.add(new OpenRows.OpenRow(row, recordedBy));
        }
    }

    private void end(int row) {
        double at = DoubleColumn.ABSENT;
        RunStatus status = RunStatus.FINISHED;
        while (json.nextMember()) {
            if (json.is(AT)) {
                at = json.integer();
            } else if (json.is(STATUS)) {
                status = status();
            } else if (json.is(FAILURE)) {
                text(index.failures, row);
            } else {
                section(row);
            }
        }
        index.status(row, status);
        index.open.remove(row);
        index.ends.set(row, at);
        complete(row, at);
    }

    private RunStatus status() {
        json.text();
        try {
            return RunStatus.valueOf(json.string().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException failure) {
            throw new MalformedException("its status is unknown");
        }
    }

    /** A run whose start cannot be read is shown all the same, as far as it is known. */
    private void complete(int row, double at) {
        if (!index.names.has(row)) {
            index.names.set(row, UNREADABLE);
        }
        if (DoubleColumn.isAbsent(index.starts.get(row))) {
            index.starts.set(row, DoubleColumn.isAbsent(at) ? 0 : at);
        }
    }

    private void section(int row) {
        if (json.is(PARAMS)) {
            index.params.read(row, json);
        } else if (json.is(METRICS)) {
            metrics(row);
        } else if (json.is(TAGS)) {
            index.tags.read(row, json);
        } else if (json.is(ARTIFACTS)) {
            raw(index.artifacts, row);
        } else if (json.is(DATA)) {
            raw(index.data, row);
        } else if (json.is(MODELS)) {
            raw(index.models, row);
        } else {
            json.skip();
        }
    }

    private void text(TextColumn column, int row) {
        json.text();
        column.set(row, json.bytes, json.from, json.length);
    }

    private void metrics(int row) {
        if (index.beforeMetrics.get(row) == 0 && index.position <= Integer.MAX_VALUE) {
            index.beforeMetrics.set(row, (int) index.position);
        }
        index.metrics.read(row, json);
    }

    private void raw(TextColumn column, int row) {
        json.skip();
        String before = column.get(row);
        if (before == null) {
            column.set(row, json.bytes, json.from, json.length);
        } else {
            column.set(row, before + json.string());
        }
    }
}
