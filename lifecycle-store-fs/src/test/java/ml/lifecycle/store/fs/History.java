package ml.lifecycle.store.fs;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Judges what several threads of several processes saw of one number that is only raised by compare-and-set.
 *
 * <p>The history is linearizable if all operations can be put in one order in which each of them gives what it gave, and
 * in which none stands before one that had ended when it began (Wing and Gong, 1993; with the memory of Lowe, 2017).
 */
final class History {

    /** In place of what was expected: the operation only looked. */
    static final long LOOK = -1;

    /**
     * What one call did.
     *
     * @param begun when it was called
     * @param ended when it returned
     * @param expected the number it expected to raise by one, or {@link #LOOK}
     * @param number the number it saw, or put
     * @param won whether its expectation was met; true for a look
     */
    record Operation(long begun, long ended, long expected, long number, boolean won) {

        static Operation parse(String line) {
            String[] parts = line.split(" ");
            return new Operation(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]),
                    Long.parseLong(parts[3]), Boolean.parseBoolean(parts[4]));
        }

        /** The number behind this operation, or -1 if it cannot happen when the number is this one. */
        long after(long state) {
            if (expected == LOOK) {
                return state == number ? state : -1;
            }
            if (won) {
                return state == expected ? number : -1;
            }
            return state == expected ? -1 : state;
        }

        @Override
        public String toString() {
            return begun + " " + ended + " " + expected + " " + number + " " + won;
        }
    }

    /** What was put in order, and the number behind it: reached before, it need not be tried again. */
    private record Reached(BitSet done, long state) {}

    private History() {}

    /** Whether there is an order that explains all operations, beginning with the number 0. */
    static boolean linearizable(List<Operation> history) {
        List<Operation> operations = new ArrayList<>(history);
        operations.sort(Comparator.comparingLong(Operation::begun));
        Set<Reached> reached = new HashSet<>();
        List<Integer> order = new ArrayList<>();
        List<Long> states = new ArrayList<>(List.of(0L));
        BitSet done = new BitSet();
        int candidate = 0;
        while (done.cardinality() < operations.size()) {
            int next = next(operations, done, candidate, states.get(states.size() - 1), reached);
            if (next >= 0) {
                done.set(next);
                order.add(next);
                states.add(operations.get(next).after(states.get(states.size() - 1)));
                candidate = 0;
            } else if (order.isEmpty()) {
                return false;
            } else {
                int undone = order.remove(order.size() - 1);
                states.remove(states.size() - 1);
                done.clear(undone);
                candidate = undone + 1;
            }
        }
        return true;
    }

    /** The first operation from a candidate on that may come now, and that leads to something new. */
    private static int next(List<Operation> operations, BitSet done, int candidate, long state, Set<Reached> reached) {
        long firstEnd = Long.MAX_VALUE;
        for (int i = done.nextClearBit(0); i < operations.size(); i = done.nextClearBit(i + 1)) {
            Operation operation = operations.get(i);
            if (operation.begun > firstEnd) {
                return -1; // Another one that is not done had ended before this one began.
            }
            firstEnd = Math.min(firstEnd, operation.ended);
            long after = operation.after(state);
            if (i >= candidate && after >= 0) {
                BitSet with = (BitSet) done.clone();
                with.set(i);
                if (reached.add(new Reached(with, after))) {
                    return i;
                }
            }
        }
        return -1;
    }
}
