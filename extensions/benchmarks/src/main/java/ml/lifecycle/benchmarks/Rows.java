package ml.lifecycle.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;

/** Builds rows from medians; a row whose parts were not measured is left out. */
final class Rows {

    private final Results results;
    private final List<Row> rows = new ArrayList<>();

    Rows(Results results) {
        this.results = results;
    }

    List<Row> all() {
        return List.copyOf(rows);
    }

    /** How a peer is called, and under which name it was measured. */
    record Peer(String label, String name) {}

    /**
     * The time of Lifecycle beside that of the first peer, which must be so many times longer.
     *
     * @param least the ratio to be reached, 0 for a row that only informs
     */
    void faster(String work, DoubleFunction<String> shown, String ours, double least, Peer... peers) {
        OptionalDouble own = results.median(ours);
        OptionalDouble counted = results.median(peers[0].name());
        if (own.isEmpty() || counted.isEmpty()) {
            return;
        }
        double ratio = counted.getAsDouble() / own.getAsDouble();
        rows.add(new Row(work, shown.apply(own.getAsDouble()), peers(shown, peers), Format.times(ratio),
                least == 0 ? "" : "≥ " + plain(least) + " ×", least == 0 ? "" : verdict(ratio, least)));
    }

    /** A value of Lifecycle that must not be greater than a limit. */
    void atMost(String work, DoubleFunction<String> shown, String ours, double limit, Peer... peers) {
        OptionalDouble own = results.median(ours);
        if (own.isEmpty()) {
            return;
        }
        rows.add(new Row(work, shown.apply(own.getAsDouble()), peers(shown, peers), ratio(own.getAsDouble(), peers),
                "≤ " + shown.apply(limit), verdict(limit / own.getAsDouble(), 1)));
    }

    /** So many things in the time that was measured, at a least speed. */
    void atLeast(String work, String ours, double things, double leastPerSecond) {
        results.median(ours).ifPresent(time -> rows.add(new Row(work,
                Format.rate(time / things) + " (" + Format.time(time) + ")", "", "",
                "≥ " + Format.rate(1e9 / leastPerSecond), verdict(things / time * 1e9, leastPerSecond))));
    }

    private String ratio(double own, Peer... peers) {
        if (peers.length == 0) {
            return "";
        }
        OptionalDouble first = results.median(peers[0].name());
        return first.isEmpty() ? "" : Format.times(first.getAsDouble() / own);
    }

    private String peers(DoubleFunction<String> shown, Peer... peers) {
        List<String> texts = new ArrayList<>();
        for (Peer peer : peers) {
            results.median(peer.name()).ifPresent(value -> texts.add(peer.label() + " " + shown.apply(value)));
        }
        return String.join(", ", texts);
    }

    private static String verdict(double reached, double least) {
        return reached >= least ? "met" : "**missed** by " + Format.digits(least / reached) + " ×";
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Format.digits(number);
    }
}
