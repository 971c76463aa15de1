package ml.lifecycle.internal.stats;

import java.util.List;
import java.util.Optional;
import ml.lifecycle.data.DriftMethod;
import ml.lifecycle.internal.text.Count;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.report.ReportText;
import ml.lifecycle.signature.ColumnType;

/**
 * A column of the reference beside the same column of the current data: whether both can be compared, and how far they are
 * apart. Whoever judges drift asks this.
 */
public final class DriftPair {

    /** Fewer rows on a side are no sample of anything. */
    private static final long FEWEST = 5;
    /** With so many rows, a text of which more than this share is there but once names rows rather than kinds of them. */
    private static final long SOME = 20;
    private static final double SINGLES = 0.5;
    /** The part of the range of the quartiles that the buckets of a profile may be wide. */
    private static final double COARSEST = 0.1;

    private final DriftSide before;
    private final DriftSide now;

    private DriftPair(DriftSide before, DriftSide now) {
        this.before = before;
        this.now = now;
    }

    /**
     * Puts both beside each other.
     *
     * @param before that of the reference
     * @param now that of the current data
     * @return the pair
     */
    public static DriftPair of(DriftSide before, DriftSide now) {
        DriftSide first = before.beside(now);
        DriftSide second = now.beside(before);
        boolean numbers = first.values().texts == null && second.values().texts == null;
        return new DriftPair(first, numbers ? new DriftSide(second.name(), second.type(),
                Rounded.like(second.values(), first.values()), second.width()) : second);
    }

    /**
     * The side of the reference.
     *
     * @return the column
     */
    public DriftSide before() {
        return before;
    }

    /**
     * The current side.
     *
     * @return the column
     */
    public DriftSide now() {
        return now;
    }

    /**
     * Why nothing at all of both can be compared.
     *
     * @return the reason, a sentence without its full stop; empty if something can
     */
    public Optional<String> obstacle() {
        String name = Names.printable(before.name());
        if (before.values().rows() == 0 || now.values().rows() == 0) {
            return Optional.of(name + " has no rows on one side");
        }
        if (before.isEmpty() && now.isEmpty()) {
            return Optional.of(name + " has no value on either side");
        }
        return before.type() == now.type() || before.isNumeric() && now.isNumeric() ? Optional.empty()
                : Optional.of(name + " was " + before.type() + " in the reference and is " + now.type() + " now");
    }

    /**
     * Why the values say nothing of drift, although there are some; the shares of missing ones may.
     *
     * @return the reason, a part of a sentence; empty if they say something
     */
    public Optional<String> silence() {
        long fewest = Math.min(before.values().present(), now.values().present());
        double width = Math.max(before.width(), now.width());
        if (Double.isInfinite(width)) {
            return Optional.of("a profile does not count each of so many different values; compare the tables");
        }
        if (width > COARSEST * spread()) {
            return Optional.of("the profile counts numbers in parts that are too wide beside their quartiles;"
                    + " compare the tables");
        }
        if (before.values().texts != null && before.values().present() >= SOME
                && before.values().shareOfSingles() > SINGLES) {
            return Optional.of(ReportText.percent(before.values().shareOfSingles())
                    + " of its values occur but once in the reference, so that new ones say nothing");
        }
        return fewest < FEWEST && fewest > 0 ? Optional.of(Count.of(fewest, "value") + " on one side cannot tell drift from"
                + " chance; at least " + FEWEST + " are needed") : Optional.empty();
    }

    private double spread() {
        double quartiles = before.values().quantile(0.75) - before.values().quantile(0.25);
        return quartiles > 0 ? quartiles : before.values().scale();
    }

    /**
     * Whether a method can be asked.
     *
     * @param method the method
     * @return whether it needs no numbers, or the values are some, or truths, which are taken as 0 and 1
     */
    public boolean allows(DriftMethod method) {
        return !method.isOfNumbers() || before.type() != ColumnType.TEXT;
    }

    /**
     * Measures how far apart the values are.
     *
     * @param method how
     * @return the drift; without distance if there is none
     */
    public ColumnDrift drift(DriftMethod method) {
        return method.isOfNumbers() ? ColumnDrift.of(method, before.values().asNumbers(), now.values().asNumbers())
                : ColumnDrift.of(method, before.values(), now.values());
    }

    /**
     * Measures the distance of the values alone, which is faster.
     *
     * @param method how
     * @return the distance, NaN if there is none
     */
    public double distance(DriftMethod method) {
        return method.isOfNumbers() ? ColumnDrift.distance(method, before.values().asNumbers(), now.values().asNumbers())
                : ColumnDrift.distance(method, before.values(), now.values());
    }

    /**
     * Measures how far apart the shares of missing values are.
     *
     * @return the drift
     */
    public ColumnDrift missing() {
        return ColumnDrift.missing(before.values(), now.values());
    }

    /**
     * Whether any value is missing on a side, so that the shares can differ.
     *
     * @return whether one is
     */
    public boolean hasMissing() {
        return before.values().missing + now.values().missing > 0;
    }

    /**
     * Whether a change of the share of missing values matters that is more than chance: any where the reference has none.
     *
     * @param bound the change that does not matter where the reference has some
     * @return whether it does
     */
    public boolean missingMatters(double bound) {
        return before.values().missing == 0 || missing().distance() > bound;
    }

    /**
     * The greatest distance that the current rows could show.
     *
     * @param method how it is measured
     * @return the distance if all of them had one new value
     */
    public double reach(DriftMethod method) {
        return ColumnDrift.reach(method, before.values(), now.values());
    }

    /**
     * The share of the current values that the reference does not have.
     *
     * @return from 0 to 1; NaN where the reference hardly repeats its values, so that equal data would have new ones too
     */
    public double newShare() {
        Distribution values = before.values();
        boolean repeats = values.texts == null ? values.singles() * (double) now.values().present() <= values.present()
                || Math.max(values.values.length, now.values().values.length) <= Bins.EQUAL_SHARES
                : values.shareOfSingles() <= SINGLES;
        return before.isEmpty() || now.isEmpty() || before.width() + now.width() > 0 || !repeats ? Double.NaN
                : (double) NewValues.rows(now.values(), values) / now.values().present();
    }

    /**
     * The values of one side that the other does not have, the most frequent first.
     *
     * @param current whether those of the current data are meant
     * @return the values as texts; none where a side does not count each, or has more than ten numbers
     */
    public List<String> only(boolean current) {
        Distribution of = (current ? now : before).values();
        Distribution other = (current ? before : now).values();
        return before.width() + now.width() > 0 ? List.of() : NewValues.of(of, other);
    }
}
