package ml.lifecycle.internal.monitor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.Profile;
import ml.lifecycle.gate.Verdict;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.monitor.Alarm;
import ml.lifecycle.monitor.MonitorWindow;
import ml.lifecycle.monitor.MonitorWindow.End;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fills windows, closes them, and has them judged, kept and told: one thread, or whoever closes a window in its place. */
final class Watch {

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int SHOWN = 100;

    final Intake intake;
    final WaitingLabels waiting;
    final Joined joined = new Joined();

    private final Parts parts;
    private final Thread thread;
    private final ReentrantLock turn = new ReentrantLock(true);
    private final Deque<MonitorWindow> windows = new ArrayDeque<>();
    private final Deque<String> failures = new ArrayDeque<>();
    private final Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);
    private long alarms;
    private OpenWindow open;
    private long empty;
    private volatile boolean closing;
    private volatile boolean ended;

    /**
     * What a watch is made of.
     *
     * @param settings what the user chose
     * @param clock tells when windows begin and end
     * @param layout what is recorded
     * @param judge judges windows
     * @param keeper keeps them
     * @param rule says which alarm
     * @param waitingRows how many rows may wait to be taken
     */
    record Parts(Settings settings, Clock clock, Layout layout, WindowJudge judge, WindowKeeper keeper, AlarmRule rule,
            long waitingRows) {}

    Watch(Parts parts) {
        this.parts = parts;
        thread = new Thread(this::work, "lifecycle-monitor");
        thread.setDaemon(true);
        intake = new Intake(parts.layout(), parts.waitingRows(), () -> LockSupport.unpark(thread));
        waiting = new WaitingLabels(parts.settings().waiting, parts.settings().age.toMillis());
        open = new OpenWindow(parts.layout(), 1, parts.clock().instant());
    }

    void start() {
        thread.start();
    }

    private void work() {
        while (!ended) {
            try {
                step();
            } catch (RuntimeException | Error failure) {
                failed("The monitor's thread met " + Names.printable(failure.toString()), failure);
            }
            // A listener may have left its interrupt here, with which no pause would be one.
            Thread.interrupted();
            if (!ended) {
                LockSupport.parkNanos(pause().toNanos());
            }
        }
    }

    /** Until the window's time is over, but not so long that a wake-up call that got lost matters. */
    private Duration pause() {
        if (parts.settings().time.isEmpty()) {
            return PAUSE;
        }
        Duration left = Duration.ofMillis(Math.max(1, parts.settings().time.get().toMillis() / 10));
        return left.compareTo(PAUSE) < 0 ? left : PAUSE;
    }

    /** Takes what is there, and closes windows that are full or whose time is over. */
    void step() {
        boolean more = true;
        while (more) {
            turn.lock();
            try {
                boolean over = isOver();
                if (over || intake.waiting() >= missing()) {
                    intake.takeAll(this::take);
                } else {
                    intake.takeFull(this::take);
                }
                // Taking may have closed it as full, and begun another one.
                if (over && isOver()) {
                    closeNow(End.TIME);
                }
                more = intake.wakeAt(missing()) && !ended && !closing;
                endIfAsked();
            } finally {
                turn.unlock();
            }
        }
    }

    private boolean isOver() {
        return parts.settings().time.isPresent()
                && Duration.between(open.from, parts.clock().instant()).compareTo(parts.settings().time.get()) >= 0;
    }

    /** How many rows the open window lacks. */
    private long missing() {
        return parts.settings().rows.map(rows -> rows - open.rows()).orElse(Long.MAX_VALUE);
    }

    private void take(RowBuffer rows) {
        open.infinite(rows.infinite());
        for (int row = 0; row < rows.size(); row++) {
            open.add(rows, row);
            if (missing() == 0) {
                closeNow(End.ROWS);
            }
        }
    }

    Optional<MonitorWindow> closeWindow() {
        if (turn.isHeldByCurrentThread()) {
            throw new RefusedException("A listener of this monitor cannot close a window: the window that it is told of is"
                    + " closed, and the next has just begun.");
        }
        turn.lock();
        try {
            long before = open.number;
            intake.takeAll(this::take);
            Optional<MonitorWindow> last = closeNow(End.ASKED);
            // All rows may just have filled a window.
            Optional<MonitorWindow> closed = last.isPresent() || open.number == before ? last : latest();
            endIfAsked();
            return closed;
        } finally {
            turn.unlock();
        }
    }

    /** Ends the watching; what is recorded later is counted as lost. */
    void close() {
        intake.close();
        closing = true;
        if (!turn.isHeldByCurrentThread()) {
            turn.lock();
            try {
                endIfAsked();
            } finally {
                turn.unlock();
            }
            LockSupport.unpark(thread);
        }
        // Else it is a listener that closes the monitor: the window that it is told of is finished first.
    }

    private void endIfAsked() {
        if (closing && !ended) {
            intake.takeAll(this::take);
            closeNow(End.ASKED);
            ended = true;
        }
    }

    private Optional<MonitorWindow> closeNow(End end) {
        Instant to = parts.clock().instant();
        waiting.expire(to.toEpochMilli());
        ClosedWindow closed = new ClosedWindow(open, to.isBefore(open.from) ? open.from : to, end, joined.take(),
                waiting.counts(), intake.takeRefused(), intake.takeLost(), empty);
        if (closed.isEmpty() && (end != End.TIME || empty > 0)) {
            empty += end == End.TIME ? 1 : 0;
            open = new OpenWindow(parts.layout(), open.number, to);
            return Optional.empty();
        }
        empty = closed.isEmpty() ? 1 : 0;
        open = new OpenWindow(parts.layout(), open.number + 1, to);
        return Optional.of(finish(closed));
    }

    private MonitorWindow finish(ClosedWindow closed) {
        MonitorWindow window = judged(closed);
        synchronized (windows) {
            add(windows, window);
            verdicts.merge(window.verdict(), 1L, Long::sum);
            alarms += window.alarm() ? 1 : 0;
        }
        if (window.alarm()) {
            tell(new Alarm(window, parts.rule().failed(), parts.rule().counted()));
        }
        return window;
    }

    /** Judges and keeps it; whatever goes wrong, the next window is another chance. */
    private MonitorWindow judged(ClosedWindow closed) {
        MonitorWindow window = parts.judge().unjudged(closed);
        try {
            Profile profile = closed.rows().profile();
            MonitorWindow judged = parts.judge().judge(closed, profile, sentence -> failed(sentence, null));
            window = with(judged, parts.rule().alarms(judged.verdict()), Optional.empty());
            return with(window, window.alarm(), Optional.of(parts.keeper().keep(window, profile)));
        } catch (RuntimeException | Error failure) {
            failed("Window " + window.number() + " is not kept: " + Names.printable(failure.toString()), failure);
            return window;
        }
    }

    private static MonitorWindow with(MonitorWindow window, boolean alarm, Optional<String> run) {
        return new MonitorWindow(window.model(), window.number(), window.from(), window.to(), window.end(), window.verdict(),
                alarm, window.rows(), window.refused(), window.notRecorded(), window.joined(), window.labels(),
                window.metrics(), window.drift(), window.gate(), window.notes(), run);
    }

    /** Whatever a listener throws is its own, and must reach neither the others nor this thread. */
    private void tell(Alarm alarm) {
        parts.settings().listeners.forEach(listener -> {
            try {
                listener.accept(alarm);
            } catch (RuntimeException | Error failure) {
                failed("A listener threw at the alarm of window " + alarm.window().number() + ": "
                        + Names.printable(failure.toString()), failure);
            }
        });
    }

    private void failed(String sentence, @Nullable Throwable cause) {
        LOG.warn("{}", sentence, cause);
        synchronized (failures) {
            add(failures, sentence);
        }
    }

    private static <T> void add(Deque<T> latest, T next) {
        latest.addLast(next);
        if (latest.size() > SHOWN) {
            latest.removeFirst();
        }
    }

    private Optional<MonitorWindow> latest() {
        synchronized (windows) {
            return Optional.ofNullable(windows.peekLast());
        }
    }

    List<MonitorWindow> windows() {
        synchronized (windows) {
            return List.copyOf(windows);
        }
    }

    /** How many windows were closed with a verdict. */
    long closed(Verdict verdict) {
        synchronized (windows) {
            return verdicts.getOrDefault(verdict, 0L);
        }
    }

    long alarms() {
        synchronized (windows) {
            return alarms;
        }
    }

    List<String> failures() {
        synchronized (failures) {
            return List.copyOf(failures);
        }
    }

    boolean isClosed() {
        return closing;
    }

    Parts parts() {
        return parts;
    }
}
