package ml.lifecycle.internal.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProportionTest {

    @ParameterizedTest
    @DisplayName("exact and Wilson intervals are those of Newcombe 1998 (Two-sided confidence intervals), table I")
    @CsvSource({
        "81, 263, 0.2527, 0.3676, 0.2553, 0.3662",
        "15, 148, 0.0578, 0.1617, 0.0624, 0.1605",
        "0, 20, 0.0000, 0.1684, 0.0000, 0.1611",
        "1, 29, 0.0009, 0.1776, 0.0061, 0.1718"})
    void newcombe(long successes, long trials, double low, double high, double wilsonLow, double wilsonHigh) {
        Proportion proportion = new Proportion(successes, trials);
        assertEquals(low, proportion.lower(0.975), 5e-5);
        assertEquals(high, proportion.upper(0.975), 5e-5);
        assertEquals(wilsonLow, proportion.wilson(0.975)[0], 5e-5);
        assertEquals(wilsonHigh, proportion.wilson(0.975)[1], 5e-5);
    }

    @ParameterizedTest
    @DisplayName("differences are those of Newcombe 1998 (Interval estimation for the difference), table II, method 10")
    @CsvSource({
        "56, 70, 48, 80, 0.0524, 0.3339",
        "9, 10, 3, 10, 0.1705, 0.8090",
        "6, 7, 2, 7, 0.0582, 0.8062",
        "5, 56, 0, 29, -0.0381, 0.1926",
        "0, 10, 0, 20, -0.1611, 0.2775",
        "10, 10, 0, 20, 0.6791, 1.0000"})
    void differences(long a, long n, long b, long m, double low, double high) {
        double[] bounds = new Proportion(a, n).difference(new Proportion(b, m), 0.975);
        assertEquals(low, bounds[0], 5e-5);
        assertEquals(high, bounds[1], 5e-5);
    }

    @Test
    @DisplayName("the rule of three: 59 rows without error show 0.95 with 95 % confidence, 30 show 0.905")
    void ruleOfThree() {
        assertEquals(Math.pow(0.05, 1.0 / 30), new Proportion(30, 30).lower(0.95), 1e-12);
        assertEquals(59, new Proportion(30, 30).rowsNeeded(0.95, true, 0.95));
        assertEquals(59, new Proportion(0, 30).rowsNeeded(0.05, false, 0.95));
        assertEquals(-1, new Proportion(28, 30).rowsNeeded(0.95, true, 0.95));
        assertEquals(-1, new Proportion(30, 30).rowsNeeded(1, true, 0.95));
    }

    @Test
    @DisplayName("a ratio has the bounds that solve its defining equation")
    void ratios() {
        Proportion a = new Proportion(30, 50);
        Proportion b = new Proportion(40, 50);
        double[] bounds = a.ratio(b, 0.95);
        // By definition the bound r makes the square-and-add interval of a - r·b touch zero.
        double low = a.rate() - a.wilson(0.95)[0];
        double high = b.wilson(0.95)[1] - b.rate();
        double r = bounds[0];
        assertEquals(0, a.rate() - r * b.rate() - Math.hypot(low, r * high), 1e-12);
        assertEquals(Double.POSITIVE_INFINITY, a.ratio(new Proportion(0, 50), 0.95)[1]);
        assertEquals(0, new Proportion(0, 50).ratio(b, 0.95)[0]);
    }

    @Test
    void the_rows_needed_are_the_fewest_that_show_it_in_either_direction() {
        assertEquals(29, new Proportion(1, 1).rowsNeeded(0.9, true, 0.95)); // 0.9 to the 29th is below 0.05, to the 28th is not
        assertEquals(29, new Proportion(0, 1).rowsNeeded(0.1, false, 0.95));
        assertEquals(-1, new Proportion(9, 10).rowsNeeded(0.9, true, 0.95));
        assertEquals(-1, new Proportion(1, 10).rowsNeeded(0.1, false, 0.95));
    }

    @Test
    void a_ratio_the_other_way_round_has_the_inverse_interval() {
        Proportion one = new Proportion(12, 40);
        Proportion other = new Proportion(25, 60);
        double[] ratio = one.ratio(other, 0.95);
        double[] inverse = other.ratio(one, 0.95);
        assertEquals(1, ratio[0] * inverse[1], 1e-12);
        assertEquals(1, ratio[1] * inverse[0], 1e-12);
        assertTrue(ratio[0] < 0.72 && 0.72 < ratio[1], ratio[0] + " to " + ratio[1]);
    }

    /** By the defining equation: at the bound, what was seen or better has the probability that the confidence leaves. */
    @ParameterizedTest
    @CsvSource({"1, 10", "5, 10", "9, 10", "10, 10", "29, 30", "0, 7"})
    void exact_bounds_and_tail_probabilities_are_inverse_to_each_other(long successes, long trials) {
        Proportion seen = new Proportion(successes, trials);
        if (successes > 0) {
            assertEquals(0.1, seen.atLeastAsMany(seen.lower(0.9)), 1e-9);
        } else {
            assertEquals(0, seen.lower(0.9));
            assertEquals(1, seen.atLeastAsMany(0.5));
        }
        if (successes < trials) {
            assertEquals(0.1, seen.atMostAsMany(seen.upper(0.9)), 1e-9);
        } else {
            assertEquals(1, seen.upper(0.9));
            assertEquals(1, seen.atMostAsMany(0.5));
        }
    }

    @ParameterizedTest
    @CsvSource({"0.95, 28, 30, 0.9", "0.95, 97, 100, 0.95", "0.9, 1, 1, 0.5", "0.99, 950, 1000, 0.94"})
    void one_row_less_than_needed_would_not_show_it(double confidence, long successes, long trials, double required) {
        Proportion seen = new Proportion(successes, trials);
        long rows = seen.rowsNeeded(required, true, confidence);
        assertTrue(atRate(seen.rate(), rows).lower(confidence) >= required, "at " + rows);
        assertTrue(atRate(seen.rate(), rows - 1).lower(confidence) < required, "below " + rows);
        assertEquals(rows, new Proportion(trials - successes, trials).rowsNeeded(1 - required, false, confidence));
    }

    private static Proportion atRate(double rate, long rows) {
        return new Proportion((long) Math.floor(rate * rows + 1e-9), rows);
    }

    @Test
    void what_no_hundred_million_rows_could_show_needs_no_number() {
        assertEquals(-1, new Proportion(900_001, 1_000_000).rowsNeeded(0.9000009999, true, 0.95));
        assertEquals(-1, new Proportion(0, 1).rowsNeeded(0, false, 0.95));
    }

    @Test
    void wilson_ends_at_the_ends() {
        assertEquals(0, new Proportion(0, 20).wilson(0.95)[0]);
        assertEquals(1, new Proportion(20, 20).wilson(0.95)[1]);
        assertTrue(new Proportion(0, 20).wilson(0.95)[1] > 0 && new Proportion(20, 20).wilson(0.95)[0] < 1);
    }
}
