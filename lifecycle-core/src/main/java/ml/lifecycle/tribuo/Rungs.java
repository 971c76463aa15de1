package ml.lifecycle.tribuo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import ml.lifecycle.RefusedException;

/**
 * The steps of a search. After each but the last only the better ones go on.
 *
 * @param upTo of each step, how many folds have been measured when it ends
 * @param keptOneOf of how many candidates one goes on
 */
record Rungs(List<Integer> upTo, int keptOneOf) {

    /** All folds at once, and nobody is dropped. */
    static Rungs one(int folds) {
        return new Rungs(List.of(folds), 1);
    }

    /**
     * Each step has some times the folds of the one before it, and the last has all; the first has 2 or more.
     *
     * @throws RefusedException if there are too few folds for two steps
     */
    static Rungs halving(int folds, int keptOneOf) {
        List<Integer> upTo = new ArrayList<>(List.of(folds));
        for (int fewer = divided(folds, keptOneOf); fewer < upTo.get(upTo.size() - 1); fewer = divided(fewer, keptOneOf)) {
            upTo.add(fewer);
        }
        if (upTo.size() < 2) {
            throw new RefusedException("With " + folds + " folds nothing can be dropped on the way; give 3 or more, or leave"
                    + " halving out.");
        }
        Collections.reverse(upTo);
        return new Rungs(List.copyOf(upTo), keptOneOf);
    }

    /** Of one fold there is no deviation. */
    private static int divided(int folds, int by) {
        return Math.max(2, (folds + by - 1) / by);
    }

    int kept(int candidates) {
        return (candidates + keptOneOf - 1) / keptOneOf;
    }

    boolean isOne() {
        return upTo.size() == 1;
    }
}
