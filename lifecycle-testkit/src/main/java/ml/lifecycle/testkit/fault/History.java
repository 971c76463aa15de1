package ml.lifecycle.testkit.fault;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Judges what several threads of several processes saw of one number that is only raised by compare-and-set: the last
 * number of a log, and so the version that an alias points to.
 *
 * <p>The history is linearizable if all operations can be put in one order in which each of them gives what it gave, and
 * in which none stands before one that had ended when it began. The number is 0 at the beginning.
 *
 * <p>The search is that of Wing and Gong ("Testing and verifying concurrent objects", 1993), with the memory of what was
 * tried of Lowe ("Testing for linearizability", 2017). An operation that may come next and leaves the number as it is
 * comes next, without a look at other orders: wherever it stands in one of them, it can as well stand here. So only raises
 * that overlap are tried in several orders, and of these only one fits.
 */
public final class History {

    private static final long LOOK = -1;
    private static final int SHOWN = 12;

    /**
     * What one call did. Times are of one clock, such as {@link System#nanoTime}, which on one machine is the same for
     * all its processes on Linux.
     *
     * @param begun when it was called
     * @param ended when it had returned
     * @param expected the number it expected, to be raised by one, or -1 if it only looked
     * @param number the number it saw; of one that tried to raise it, the expected one and one more
     * @param won whether its expectation was met; true of a look
     */
    public record Operation(long begun, long ended, long expected, long number, boolean won) {

        /**
         * A look at the number.
         *
         * @param begun when it was called
         * @param ended when it had returned
         * @param number the number it saw
         * @return the operation
         */
        public static Operation look(long begun, long ended, long number) {
            return new Operation(begun, ended, LOOK, number, true);
        }

        /**
         * A try to raise the number by one.
         *
         * @param begun when it was called
         * @param ended when it had returned
         * @param expected the number it expected
         * @param won whether it was told that the number was raised, or that it was another one
         * @return the operation
         */
        public static Operation raise(long begun, long ended, long expected, boolean won) {
            return new Operation(begun, ended, expected, expected + 1, won);
        }

        /**
         * Reads what {@link #toString} wrote, in another process.
         *
         * @param line five parts with blanks between them
         * @return the operation
         * @throws IllegalArgumentException if the line is none
         */
        public static Operation parse(String line) {
            String[] parts = line.split(" ");
            if (parts.length != 5) {
                throw new IllegalArgumentException("'" + line + "' is no operation: expected five parts");
            }
            return new Operation(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]),
                    Long.parseLong(parts[3]), Boolean.parseBoolean(parts[4]));
        }

        /**
         * Whether it only looked.
         *
         * @return whether it is a look
         */
        public boolean isLook() {
            return expected == LOOK;
        }

        /** The number behind this operation, or -1 if it cannot happen when the number is this one. */
        private long after(long state) {
            if (isLook()) {
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

    private final List<Operation> operations;
    private final Set<Reached> reached = new HashSet<>();
    private final List<Integer> order = new ArrayList<>();
    private final List<Long> states = new ArrayList<>(List.of(0L));
    private final BitSet done = new BitSet();
    private BitSet furthest = new BitSet();
    private long furthestState;

    private History(Collection<Operation> history) {
        operations = new ArrayList<>(history);
        operations.sort(Comparator.comparingLong(Operation::begun));
    }

    /**
     * Whether there is an order that explains all operations.
     *
     * @param history the operations, in any order
     * @return whether there is one
     */
    public static boolean isLinearizable(Collection<Operation> history) {
        return new History(history).search();
    }

    /**
     * Requires that there is an order that explains all operations.
     *
     * @param history the operations, in any order
     * @throws AssertionError if there is none; the message says how far the best one comes and what does not fit there
     */
    public static void requireLinearizable(Collection<Operation> history) {
        History search = new History(history);
        if (!search.search()) {
            throw new AssertionError(search.explanation());
        }
    }

    private boolean search() {
        int candidate = 0;
        while (order.size() < operations.size()) {
            int next = next(candidate, states.get(states.size() - 1));
            if (next >= 0) {
                advance(next);
                candidate = 0;
            } else if (order.isEmpty()) {
                return false;
            } else {
                int undone = order.remove(order.size() - 1);
                states.remove(states.size() - 1);
                done.clear(undone);
                candidate = leavesNumber(undone) ? operations.size() : undone + 1;
            }
        }
        return true;
    }

    private void advance(int next) {
        done.set(next);
        order.add(next);
        states.add(operations.get(next).after(states.get(states.size() - 1)));
        if (order.size() > furthest.cardinality()) {
            furthest = (BitSet) done.clone();
            furthestState = states.get(states.size() - 1);
        }
    }

    /** Whether an operation leaves the number as it is now. */
    private boolean leavesNumber(int operation) {
        long state = states.get(states.size() - 1);
        return operations.get(operation).after(state) == state;
    }

    /** The operation from a candidate on that may come now, and that leads to something new; -1 if there is none. */
    private int next(int candidate, long state) {
        long firstEnd = Long.MAX_VALUE;
        int raise = -1;
        for (int i = done.nextClearBit(0); i < operations.size(); i = done.nextClearBit(i + 1)) {
            Operation operation = operations.get(i);
            if (operation.begun > firstEnd) {
                break; // Another one that is not done had ended before this one began.
            }
            firstEnd = Math.min(firstEnd, operation.ended);
            long after = operation.after(state);
            if (i >= candidate && after == state) {
                return isNew(i, after) ? i : -1;
            }
            if (i >= candidate && after >= 0 && raise < 0 && !reached.contains(with(i, after))) {
                raise = i;
            }
        }
        return raise >= 0 && isNew(raise, operations.get(raise).after(state)) ? raise : -1;
    }

    private boolean isNew(int operation, long after) {
        return reached.add(with(operation, after));
    }

    private Reached with(int operation, long after) {
        BitSet with = (BitSet) done.clone();
        with.set(operation);
        return new Reached(with, after);
    }

    private String explanation() {
        StringBuilder text = new StringBuilder("No order explains all ").append(operations.size())
                .append(" operations: the best one explains ").append(furthest.cardinality())
                .append(" and comes to the number ").append(furthestState).append(". Next would have to be one of");
        long firstEnd = Long.MAX_VALUE;
        int shown = 0;
        for (int i = furthest.nextClearBit(0); i < operations.size() && shown < SHOWN; i = furthest.nextClearBit(i + 1)) {
            Operation operation = operations.get(i);
            if (operation.begun > firstEnd) {
                break;
            }
            firstEnd = Math.min(firstEnd, operation.ended);
            text.append("\n  ").append(words(operation));
            shown++;
        }
        return text.toString();
    }

    private static String words(Operation operation) {
        String what = operation.isLook()
                ? "a look that saw " + operation.number
                : "a raise from " + operation.expected + (operation.won ? " that won" : " that was refused");
        return what + ", from " + operation.begun + " to " + operation.ended;
    }
}
