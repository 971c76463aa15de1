package ml.lifecycle.testkit.fault;

import static ml.lifecycle.testkit.fault.History.Operation.look;
import static ml.lifecycle.testkit.fault.History.Operation.raise;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import ml.lifecycle.testkit.fault.History.Operation;
import org.junit.jupiter.api.Test;

/** The judge of histories, judged. */
class HistoryTest {

    private static boolean accepts(Operation... history) {
        return History.isLinearizable(List.of(history));
    }

    @Test
    void what_can_be_put_in_an_order_is_accepted() {
        assertTrue(accepts());
        assertTrue(accepts(look(0, 1, 0), raise(2, 3, 0, true), look(4, 5, 1)));
        assertTrue(accepts(raise(0, 9, 0, true), look(1, 2, 0), look(3, 4, 1)), "in between");
        assertTrue(accepts(raise(0, 5, 0, true), raise(1, 6, 0, false), look(2, 3, 1)));
        assertTrue(accepts(raise(0, 9, 1, true), raise(1, 8, 0, true)), "in the other order");
    }

    @Test
    void what_cannot_is_refused() {
        assertFalse(accepts(look(0, 1, 1)), "a number that nobody put");
        assertFalse(accepts(raise(0, 1, 0, true), look(2, 3, 0)), "a stale look");
        assertFalse(accepts(raise(0, 5, 0, true), raise(1, 6, 0, true)), "two winners");
        assertFalse(accepts(raise(0, 1, 0, false)), "refused without a reason");
        assertFalse(accepts(raise(0, 9, 0, true), look(1, 2, 1), look(3, 4, 0)), "back in time");
        assertFalse(accepts(raise(0, 1, 1, true), raise(2, 3, 0, true)), "too early");
    }

    @Test
    void the_message_says_what_is_explained_and_what_does_not_fit() {
        List<Operation> history = List.of(look(0, 1, 0), raise(2, 5, 0, true), raise(3, 6, 0, true), look(7, 8, 2));
        AssertionError refused = assertThrows(AssertionError.class, () -> History.requireLinearizable(history));
        assertEquals("""
                No order explains all 4 operations: the best one explains 2 and comes to the number 1. Next would have to be one of
                  a raise from 0 that won, from 3 to 6""", refused.getMessage());
        History.requireLinearizable(history.subList(0, 2));
    }

    @Test
    void an_operation_is_read_as_it_was_written() {
        for (Operation operation : List.of(look(-3, 1, 7), raise(5, 6, 0, true), raise(5, 6, 9, false))) {
            assertEquals(operation, Operation.parse(operation.toString()));
        }
        assertThrows(IllegalArgumentException.class, () -> Operation.parse("1 2 3"));
    }

    @Test
    void long_histories_of_a_right_and_of_a_wrong_counter_are_told_apart() {
        int refused = 0;
        for (int seed = 0; seed < 20; seed++) {
            List<Operation> history = generate(new Random(seed));
            assertTrue(History.isLinearizable(history), "seed " + seed);
            int wrong = new Random(seed).nextInt(history.size());
            while (!history.get(wrong).isLook()) {
                wrong = (wrong + 1) % history.size();
            }
            Operation old = history.get(wrong);
            history.set(wrong, look(old.begun(), old.ended(), old.number() + 50));
            assertFalse(History.isLinearizable(history), "seed " + seed);
            refused++;
        }
        System.out.println("Histories of 300 operations: " + refused + " good ones accepted, " + refused + " bad ones refused");
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

    @Test
    void the_answer_is_that_of_trying_all_orders() {
        Random random = new Random(1);
        int accepted = 0;
        for (int i = 0; i < 3_000; i++) {
            List<Operation> history = new ArrayList<>();
            for (int operation = 0; operation < 6; operation++) {
                long begun = random.nextInt(20);
                long ended = begun + random.nextInt(12);
                history.add(random.nextBoolean()
                        ? look(begun, ended, random.nextInt(3))
                        : raise(begun, ended, random.nextInt(3), random.nextBoolean()));
            }
            boolean expected = canBeOrdered(history, 0);
            assertEquals(expected, History.isLinearizable(history), history::toString);
            accepted += expected ? 1 : 0;
        }
        assertTrue(accepted > 30 && accepted < 2_970, "accepted " + accepted);
    }

    private static boolean canBeOrdered(List<Operation> rest, long number) {
        for (Operation first : rest) {
            boolean legal = first.isLook() ? first.number() == number : first.won() == (first.expected() == number);
            if (legal && rest.stream().noneMatch(other -> other.ended() < first.begun())) {
                List<Operation> others = new ArrayList<>(rest);
                others.remove(first);
                if (canBeOrdered(others, !first.isLook() && first.won() ? number + 1 : number)) {
                    return true;
                }
            }
        }
        return rest.isEmpty();
    }

    @Test
    void a_hundred_operations_at_once_are_judged_soon() {
        List<Operation> history = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            history.add(i % 2 == 0 ? look(i, 1_000 + i, i / 4) : raise(i, 1_000 + i, i / 2, true));
            history.add(raise(i, 1_000 + i, i / 5 + 1, false));
        }
        assertTrue(History.isLinearizable(history));
        history.add(look(0, 2_000, 51));
        assertFalse(History.isLinearizable(history));
    }
}
