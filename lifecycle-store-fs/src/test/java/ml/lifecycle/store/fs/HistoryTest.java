package ml.lifecycle.store.fs;

import static ml.lifecycle.store.fs.History.LOOK;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import ml.lifecycle.store.fs.History.Operation;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The judge of histories")
class HistoryTest {

    private static Operation look(long begun, long ended, long number) {
        return new Operation(begun, ended, LOOK, number, true);
    }

    private static Operation raise(long begun, long ended, long expected, boolean won) {
        return new Operation(begun, ended, expected, expected + 1, won);
    }

    @Test
    @DisplayName("accepts what can be put in an order")
    void good() {
        assertTrue(History.linearizable(List.of()));
        assertTrue(History.linearizable(List.of(look(0, 1, 0), raise(2, 3, 0, true), look(4, 5, 1))));
        assertTrue(History.linearizable(List.of(raise(0, 9, 0, true), look(1, 2, 0), look(3, 4, 1))), "in between");
        assertTrue(History.linearizable(List.of(raise(0, 5, 0, true), raise(1, 6, 0, false), look(2, 3, 1))));
        assertTrue(History.linearizable(List.of(raise(0, 9, 1, true), raise(1, 8, 0, true))), "in the other order");
    }

    @Test
    @DisplayName("refuses what cannot")
    void bad() {
        assertFalse(History.linearizable(List.of(look(0, 1, 1))), "a number that nobody put");
        assertFalse(History.linearizable(List.of(raise(0, 1, 0, true), look(2, 3, 0))), "a stale look");
        assertFalse(History.linearizable(List.of(raise(0, 5, 0, true), raise(1, 6, 0, true))), "two winners");
        assertFalse(History.linearizable(List.of(raise(0, 1, 0, false))), "refused without a reason");
        assertFalse(History.linearizable(List.of(raise(0, 9, 0, true), look(1, 2, 1), look(3, 4, 0))), "back in time");
        assertFalse(History.linearizable(List.of(raise(0, 1, 1, true), raise(2, 3, 0, true))), "too early");
    }

    @Test
    @DisplayName("tells long histories that were made by a right and by a wrong counter")
    void generated() {
        for (int seed = 0; seed < 20; seed++) {
            List<Operation> history = generate(new Random(seed));
            assertTrue(History.linearizable(history), "seed " + seed);
            int wrong = new Random(seed).nextInt(history.size());
            while (history.get(wrong).expected() != LOOK) {
                wrong = (wrong + 1) % history.size();
            }
            Operation old = history.get(wrong);
            history.set(wrong, look(old.begun(), old.ended(), old.number() + 50));
            assertFalse(History.linearizable(history), "seed " + seed);
        }
    }

    /** Operations that happen one by one at a point of time, each called some time before and ended some time behind it. */
    private static List<Operation> generate(Random random) {
        List<Operation> history = new ArrayList<>();
        long number = 0;
        for (int i = 0; i < 300; i++) {
            long begun = 100L * i - random.nextInt(500);
            long ended = 100L * i + random.nextInt(500);
            if (random.nextBoolean()) {
                history.add(look(begun, ended, number));
            } else {
                boolean won = random.nextBoolean();
                history.add(raise(begun, ended, won ? number : number + 1 + random.nextInt(3), won));
                number += won ? 1 : 0;
            }
        }
        Collections.shuffle(history, random);
        return history;
    }
}
