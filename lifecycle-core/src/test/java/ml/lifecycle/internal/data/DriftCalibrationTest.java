package ml.lifecycle.internal.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import ml.lifecycle.data.DriftMethod;
import ml.lifecycle.internal.stats.DriftPair;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Samples of equal distributions differ by each method no more often than its level says, by table and by profile, and
 * shifted ones do. The random numbers are fixed, so the counts are too. The build draws few samples; with the profile
 * {@code long-proofs} there are many, and the counts are in {@code target/drift-calibration.txt}.
 */
class DriftCalibrationTest {

    private static final double LEVEL = 0.05;
    private static final int TRIALS = Integer.getInteger("lifecycle.drift.trials", 100);
    private static final boolean LONG = TRIALS > 1000;
    /** How many rows a side has, with how many pairs of them in the build, of each hundred. */
    private static final int[][] SIZES = {{10, 10, 0}, {20, 20, 100}, {30, 30, 0}, {40, 40, 100}, {60, 60, 0},
        {200, 200, 0}, {1000, 30, 100}, {30, 1000, 100}, {1000, 1000, 0}, {900, 3000, 20}, {10_000, 10_000, 0},
        {100_000, 1000, 0}, {100_000, 100_000, 0}};
    /** The long proof draws so many rows of a size at most. */
    private static final int MOST_ROWS = 40_000_000;
    /** Of many tests, one may come so far by chance. */
    private static final double RARE = 1e-4;

    /** How two columns become a pair. */
    private enum Way {
        TABLE(DriftSample::byTable),
        PROFILE(DriftSample::byProfile);

        private final Pairing pairing;

        Way(Pairing pairing) {
            this.pairing = pairing;
        }
    }

    private interface Pairing {
        DriftPair of(Col before, Col now);
    }

    /** How many of so many pairs differ by each method, or are not compared. */
    private static Map<DriftMethod, int[]> alarms(DriftSample sample, Way way, int[] rows, double shift, int trials) {
        Map<DriftMethod, int[]> found = new EnumMap<>(DriftMethod.class);
        for (int trial = 0; trial < trials; trial++) {
            SplittableRandom random = new SplittableRandom(1_000_003L * trial + rows[0] * 31L + rows[1] + sample.ordinal());
            DriftPair pair = way.pairing.of(sample.draw(rows[0], random, 0), sample.draw(rows[1], random, shift));
            boolean silent = pair.silence().isPresent();
            for (DriftMethod method : DriftMethod.values()) {
                if (sample.allows(method)) {
                    int[] counts = found.computeIfAbsent(method, unused -> new int[2]);
                    counts[0] += !silent && pair.drift(method).probability() <= LEVEL ? 1 : 0;
                    counts[1] += silent ? 1 : 0;
                }
            }
        }
        return found;
    }

    private static void judge(DriftSample sample, int[] rows, int trials) throws IOException {
        int most = BinomialDistribution.of(trials, LEVEL).inverseSurvivalProbability(RARE);
        for (Way way : Way.values()) {
            Map<DriftMethod, int[]> found = alarms(sample, way, rows, 0, trials);
            if (LONG) {
                StringBuilder line = new StringBuilder(
                        sample + " by " + way + ", " + rows[0] + " beside " + rows[1] + ", of " + trials + ":");
                found.forEach((method, counts) -> line.append(' ').append(method).append(' ').append(counts[0]).append(','));
                Files.writeString(Path.of("target", "drift-calibration.txt"),
                        line + " not compared " + found.values().iterator().next()[1] + "\n",
                        StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
            found.forEach((method, counts) -> assertTrue(counts[0] <= most, counts[0] + " of " + trials + " by " + method
                    + " and " + way + ", " + rows[0] + " beside " + rows[1] + " rows of " + sample));
        }
    }

    @ParameterizedTest
    @EnumSource(DriftSample.class)
    void unchanged_data_alarms_no_more_often_than_stated(DriftSample sample) throws IOException {
        for (int[] rows : SIZES) {
            int trials = LONG ? Math.min(TRIALS, MOST_ROWS / (rows[0] + rows[1])) : TRIALS * rows[2] / 100;
            if (trials > 0) {
                judge(sample, rows, trials);
            }
        }
    }

    /** Where the bins of a small reference, and the spread of few skewed values, mislead a plainer test. */
    @Test
    void sizes_that_are_far_apart_alarm_no_more_often() {
        int trials = 1000;
        int most = BinomialDistribution.of(trials, LEVEL).inverseSurvivalProbability(RARE);
        int bins = alarms(DriftSample.NORMAL, Way.TABLE, new int[] {30, 1000}, 0, trials).get(DriftMethod.PSI)[0];
        int means = alarms(DriftSample.ZEROS, Way.TABLE, new int[] {1000, 30}, 0, trials).get(DriftMethod.MEAN_SHIFT)[0];
        assertTrue(bins <= most, bins + " by bins");
        assertTrue(means <= most, means + " by means");
    }

    @Test
    void a_shift_of_one_standard_deviation_is_found_by_every_method() {
        for (Way way : Way.values()) {
            for (DriftSample sample : new DriftSample[] {DriftSample.NORMAL, DriftSample.ROUNDED}) {
                alarms(sample, way, new int[] {200, 200}, 1, TRIALS).forEach((method, counts) -> assertEquals(TRIALS, counts[0],
                        method + " by " + way + " of " + sample));
            }
        }
    }
}
