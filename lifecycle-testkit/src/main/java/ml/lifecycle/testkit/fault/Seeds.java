package ml.lifecycle.testkit.fault;

import java.util.Random;
import java.util.SplittableRandom;

/** Chance by seeds that are counted up. */
final class Seeds {

    private Seeds() {}

    /** Neighbouring seeds of {@link Random} begin with nearly the same numbers; these are mixed first. */
    static Random random(long seed) {
        return new Random(new SplittableRandom(seed).nextLong());
    }
}
