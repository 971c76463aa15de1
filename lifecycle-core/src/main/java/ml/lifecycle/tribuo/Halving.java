package ml.lifecycle.tribuo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import ml.lifecycle.gate.Metric;
import ml.lifecycle.internal.text.Names;

/** Drops the worse candidates after each step of a search, and writes down why. For use by one thread. */
final class Halving<T extends org.tribuo.Output<T>> {

    private final Metric metric;
    private final Rungs rungs;
    private final int folds;
    private final StringBuilder protocol = new StringBuilder();

    /**
     * @param metric by what candidates are compared
     * @param rungs how many are kept
     * @param folds how many folds there are in all
     */
    Halving(Metric metric, Rungs rungs, int folds) {
        this.metric = metric;
        this.rungs = rungs;
        this.folds = folds;
    }

    /** Takes the worse ones out, and leaves the others in their order, the simplest first. */
    List<Tried<T>> drop(List<Tried<T>> alive, int step) {
        List<Tried<T>> sorted = sorted(alive);
        int kept = rungs.kept(sorted.size());
        protocol(step, sorted, kept);
        List<Tried<T>> dropped = sorted.subList(kept, sorted.size());
        alive.removeIf(dropped::contains);
        return dropped;
    }

    /** Stable: of equals the simpler one is first. Without the metric nobody is dropped for it before the others. */
    private List<Tried<T>> sorted(List<Tried<T>> tried) {
        int sign = metric.kind().greaterIsBetter() ? -1 : 1;
        List<Tried<T>> sorted = new ArrayList<>(tried);
        sorted.sort(Comparator.comparingDouble(each -> sign * each.mean(metric.key())));
        return sorted;
    }

    /** What is dropped was measured on a part of the folds only, and might have won on all of them. */
    private void protocol(int step, List<Tried<T>> sorted, int kept) {
        protocol.append(String.format(Locale.ROOT, "Step %d: mean %s in %d of %d folds; %d of %d candidates go on.%n",
                step, metric.key(), rungs.upTo().get(step - 1), folds, kept, sorted.size()));
        for (int place = 0; place < sorted.size(); place++) {
            protocol.append(String.format(Locale.ROOT, "  %-7s %.4f  %s%n", place < kept ? "" : "dropped",
                    sorted.get(place).mean(metric.key()), Names.printable(sorted.get(place).candidate().name())));
        }
    }

    /** What was dropped in each step, for a person to read. */
    @Override
    public String toString() {
        return protocol.toString();
    }
}
