package ml.lifecycle.internal.stats;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Probabilities of several tests, of which none may alarm by chance. */
public final class Holm {

    private Holm() {}

    /**
     * Corrects them after S. Holm, A simple sequentially rejective multiple test procedure, Scandinavian Journal of
     * Statistics 6 (1979).
     *
     * @param probabilities those of the tests
     * @return the corrected ones, in the same order: a test counts at a level that its corrected probability does not exceed
     */
    public static double[] corrected(double... probabilities) {
        double[] corrected = new double[probabilities.length];
        List<Integer> order = IntStream.range(0, probabilities.length).boxed()
                .sorted(Comparator.comparingDouble(index -> probabilities[index])).toList();
        double greatest = 0;
        for (int rank = 0; rank < order.size(); rank++) {
            greatest = Math.max(greatest, Math.min(1, probabilities[order.get(rank)] * (order.size() - rank)));
            corrected[order.get(rank)] = greatest;
        }
        return corrected;
    }
}
