package ml.lifecycle.internal.data;

import com.dynatrace.hash4j.hashing.Hashing;

/** Hashes of values, the same on every machine. */
final class Hashes {

    /** Distinct counts use two to this power of registers, which is a standard error of about 1.2 %. */
    static final int PRECISION = 12;
    /** The hash of a missing value. */
    static final long MISSING = 0x9E3779B97F4A7C15L;

    private Hashes() {}

    /** An odd number with no pattern in its bits: the golden ratio's. */
    static final long ODD = MISSING;

    /** Mixes all bits: the finaliser of SplitMix64, G. Steele, D. Lea, C. Flood, OOPSLA 2014. */
    static long mix(long key) {
        long mixed = (key ^ key >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }

    /** Mixes the bits of several keys. */
    static void mix(long[] keys, int length, long[] into) {
        for (int index = 0; index < length; index++) {
            into[index] = mix(keys[index]);
        }
    }

    static long of(String text) {
        return Hashing.komihash5_0().hashCharsToLong(text);
    }
}
