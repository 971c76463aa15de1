package ml.lifecycle.internal.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.BinomialTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PairedProportionsTest {

    @Test
    @DisplayName("Tango's interval is the published one for the data of Bentur et al. 2009")
    void tango() {
        // M. W. Fagerland, S. Lydersen, P. Laake, BMC Medical Research Methodology 14 (2014), table 5: -0.517 to
        // -0.026.
        PairedProportions airways = new PairedProportions(1, 7, 21);
        assertEquals(-0.517, airways.lower(0.975), 5e-4);
        assertEquals(-0.026, airways.upper(0.975), 5e-4);
    }

    @Test
    @DisplayName("McNemar's exact probability is that of a fair coin")
    void mcnemar() {
        assertEquals(9.0 / 256, new PairedProportions(7, 1, 21).mcnemar(), 1e-15);
        double other = BinomialTest.withDefaults().with(AlternativeHypothesis.GREATER_THAN)
                .test(20, 14, 0.5).getPValue();
        assertEquals(other, new PairedProportions(14, 6, 200).mcnemar(), 1e-12);
        assertEquals(1, new PairedProportions(0, 0, 10).mcnemar());
    }

    @Test
    @DisplayName("the rows that McNemar's test needs are enough, and more than there are")
    void rowsNeeded() {
        // 7 of 9 is p = 0.0898, 9 of 12 is 0.073, 10 of 13 is 0.0461; 7 times 9.5 / 7 is the first to be rounded to 10.
        assertEquals(679, new PairedProportions(7, 2, 500).rowsNeeded(0.95));
        assertEquals(-1, new PairedProportions(2, 2, 500).rowsNeeded(0.95));
        assertEquals(-1, new PairedProportions(2, 7, 500).rowsNeeded(0.95));
    }

    @Test
    @DisplayName("models that answer alike on n rows may differ by about z²/n")
    void alike() {
        PairedProportions same = new PairedProportions(0, 0, 300);
        double z = 1.6448536269514722;
        assertEquals(-z * z / (300 + z * z), same.lower(0.95), 1e-9);
        assertTrue(same.upper(0.95) > 0);
    }
}
