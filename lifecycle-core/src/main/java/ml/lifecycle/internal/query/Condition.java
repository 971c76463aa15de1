package ml.lifecycle.internal.query;

import java.util.List;
import java.util.stream.Stream;

/** What {@code where} says, as a tree. */
sealed interface Condition {

    /** All must hold; of none it is true. */
    record All(List<Condition> parts) implements Condition {
        public All {
            parts = List.copyOf(parts);
        }
    }

    /** One must hold. */
    record Any(List<Condition> parts) implements Condition {
        public Any {
            parts = List.copyOf(parts);
        }
    }

    /** Must not hold. */
    record Not(Condition part) implements Condition {}

    /** The run is no part of another. */
    record TopLevel() implements Condition {}

    /** A field and a value. */
    record Compare(Field field, Operator operator, Literal literal) implements Condition {}

    /** A field is equal to one of some values. */
    record In(Field field, List<Literal> literals) implements Condition {
        public In {
            literals = List.copyOf(literals);
        }
    }

    /** A text has a pattern. */
    record Like(Field field, LikePattern pattern) implements Condition {}

    /** All that a condition asks for, in its order. */
    static Stream<Field> fields(Condition condition) {
        if (condition instanceof All all) {
            return all.parts().stream().flatMap(Condition::fields);
        } else if (condition instanceof Any any) {
            return any.parts().stream().flatMap(Condition::fields);
        } else if (condition instanceof Not not) {
            return fields(not.part());
        } else if (condition instanceof TopLevel) {
            return Stream.empty();
        } else if (condition instanceof Compare compare) {
            return Stream.of(compare.field());
        } else if (condition instanceof In in) {
            return Stream.of(in.field());
        }
        return Stream.of(((Like) condition).field());
    }

    /** The comparisons. */
    enum Operator {
        EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL;

        /** Whether the operator holds, given how the left side compares with the right one. */
        boolean holds(int comparison) {
            return switch (this) {
                case EQUAL -> comparison == 0;
                case NOT_EQUAL -> comparison != 0;
                case LESS -> comparison < 0;
                case LESS_OR_EQUAL -> comparison <= 0;
                case GREATER -> comparison > 0;
                case GREATER_OR_EQUAL -> comparison >= 0;
            };
        }

        boolean isEquality() {
            return this == EQUAL || this == NOT_EQUAL;
        }
    }

    /**
     * A value of the query.
     *
     * @param text as it was written, without quotes
     * @param number its number; NaN for a text
     */
    record Literal(String text, double number) {

        boolean isNumber() {
            return number == number;
        }
    }
}
