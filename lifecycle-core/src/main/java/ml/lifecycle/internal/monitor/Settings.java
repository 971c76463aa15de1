package ml.lifecycle.internal.monitor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.DriftSettings;
import ml.lifecycle.data.Snapshot;
import ml.lifecycle.data.Table;
import ml.lifecycle.gate.QualityGate;
import ml.lifecycle.internal.text.Count;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.model.Predictor;
import ml.lifecycle.monitor.Alarm;
import ml.lifecycle.monitor.Monitor;
import ml.lifecycle.monitor.MonitorBuilder;

/** What the user chose. */
final class Settings implements MonitorBuilder {

    private static final int MOST_ROWS = 1_000_000_000;
    private static final int MOST_WAITING = 10_000_000;
    private static final int MOST_WINDOWS = 1_000;
    private static final Duration LONGEST = Duration.ofDays(3650);

    Optional<Given> reference = Optional.empty();
    Optional<Integer> rows = Optional.empty();
    Optional<Duration> time = Optional.empty();
    Optional<QualityGate> gate = Optional.empty();
    DriftSettings drift = DriftSettings.usual();
    int failed = 1;
    int of = 1;
    final List<Consumer<? super Alarm>> listeners = new ArrayList<>();
    int waiting = 100_000;
    Duration age = Duration.ofDays(30);
    Optional<String> experiment = Optional.empty();
    boolean reportsUnlessPassed;

    private final Predictor model;
    private final BiFunction<Predictor, Settings, Monitor> open;

    /** A table, and what people call it. */
    record Given(String name, Table table) {}

    Settings(Predictor model, BiFunction<Predictor, Settings, Monitor> open) {
        this.model = model;
        this.open = open;
    }

    @Override
    public MonitorBuilder reference(Snapshot reference) {
        this.reference = Optional.of(new Given(reference.toString(), reference.table()));
        return this;
    }

    @Override
    public MonitorBuilder reference(Table reference) {
        this.reference = Optional.of(new Given("table " + reference.digest().substring(0, 12), reference));
        return this;
    }

    @Override
    public MonitorBuilder window(int rows) {
        this.rows = Optional.of(within("rows of a window", rows, 1, MOST_ROWS));
        return this;
    }

    @Override
    public MonitorBuilder window(Duration time) {
        this.time = Optional.of(within("time of a window", time));
        return this;
    }

    @Override
    public MonitorBuilder through(QualityGate gate) {
        this.gate = Optional.of(gate);
        return this;
    }

    @Override
    public MonitorBuilder drift(DriftSettings settings) {
        this.drift = settings;
        return this;
    }

    @Override
    public MonitorBuilder alarmAfter(int failed, int of) {
        this.of = within("windows that an alarm looks at", of, 1, MOST_WINDOWS);
        this.failed = within("failed ones among these " + of, failed, 1, of);
        return this;
    }

    @Override
    public MonitorBuilder onAlarm(Consumer<? super Alarm> listener) {
        listeners.add(listener);
        return this;
    }

    @Override
    public MonitorBuilder labelsWithin(int predictions, Duration age) {
        this.waiting = within("predictions that wait for labels", predictions, 1, MOST_WAITING);
        this.age = within("age of a prediction that waits for its label", age);
        return this;
    }

    @Override
    public MonitorBuilder experiment(String name) {
        this.experiment = Optional.of(name);
        return this;
    }

    @Override
    public MonitorBuilder reportsUnlessPassed() {
        this.reportsUnlessPassed = true;
        return this;
    }

    @Override
    public Monitor open() {
        return open.apply(model, this);
    }

    @Override
    public String toString() {
        return "monitor of " + Names.printable(model.source()) + ", not open"
                + "\n  reference  " + reference.map(given -> Names.printable(given.name()))
                        .orElse("what the model's run recorded as its training data")
                + "\n  window     " + window()
                + "\n  judged by  " + gate.map(chosen -> "gate " + Names.printable(chosen.name())).orElse("drift alone")
                + "\n  alarm      after " + failed + " failed of " + Count.of(of, "window");
    }

    private String window() {
        String most = Count.of(rows.orElse(Monitors.USUAL_ROWS), "row");
        return time.map(each -> each + (rows.isPresent() ? " or " + most : "")).orElse(most);
    }

    private static int within(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new RefusedException("The number of " + what + " is " + value + "; expected " + least + " to " + most
                    + ".");
        }
        return value;
    }

    private static Duration within(String what, Duration value) {
        if (value.compareTo(Duration.ofMillis(1)) < 0 || value.compareTo(LONGEST) > 0) {
            throw new RefusedException("The " + what + " is " + value + "; expected 1 millisecond to "
                    + LONGEST.toDays() + " days.");
        }
        return value;
    }
}
