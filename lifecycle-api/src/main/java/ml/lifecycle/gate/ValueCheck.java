package ml.lifecycle.gate;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import ml.lifecycle.RefusedException;

/**
 * The values of a column must follow a rule. A missing value follows every rule but {@link Present}; a column without any
 * value is INCONCLUSIVE for the others. The report names the first offending rows, counted from 0.
 *
 * @param column the column
 * @param rule what each value must be
 * @param share the share of the values that must follow it: 1 for all
 */
public record ValueCheck(String column, Rule rule, double share) implements DataCheck {

    /** What a value must be. */
    public sealed interface Rule permits Present, Unique, Within, OneOf, Matches, Increasing, Among {

        /**
         * The rule in words.
         *
         * @return for example {@code is present}
         */
        String describe();
    }

    /** Each row has a value. */
    public record Present() implements Rule {
        @Override
        public String describe() {
            return "is present";
        }

    @Override
    public String toString() {
        return describe();
    }
    }

    /** No value occurs twice. */
    public record Unique() implements Rule {
        @Override
        public String describe() {
            return "is unique";
        }
    }

    /**
     * A number lies within bounds.
     *
     * @param bound the bounds
     */
    public record Within(Bound bound) implements Rule {
        @Override
        public String describe() {
            return "is " + bound;
        }
    }

    /**
     * A value is one of some, as text.
     *
     * @param values the allowed values, at least one
     */
    public record OneOf(List<String> values) implements Rule {

        private static final int SHOWN = 10;

        /**
         * Copies the values.
         *
         * @throws RefusedException if there are none
         */
        public OneOf {
            values = List.copyOf(values);
            if (values.isEmpty()) {
                throw new RefusedException("A check on allowed values has none; name at least one.");
            }
        }

        @Override
        public String describe() {
            return "is one of " + values.stream().limit(SHOWN).collect(Collectors.joining(", "))
                    + (values.size() > SHOWN ? " and " + (values.size() - SHOWN) + " more" : "");
        }
    }

    /**
     * A value, as text, matches a regular expression as a whole. The time that matching may take is bounded: where it is
     * used up, or a text has more than 1,000 characters, the verdict is INCONCLUSIVE.
     *
     * @param regex a regular expression of {@link Pattern}
     */
    public record Matches(String regex) implements Rule {

        /**
         * Checks the expression.
         *
         * @throws RefusedException if it is none
         */
        public Matches {
            try {
                Pattern.compile(regex);
            } catch (PatternSyntaxException wrong) {
                throw new RefusedException("'" + regex + "' is no regular expression: " + wrong.getDescription() + ".",
                        wrong);
            }
        }

        @Override
        public String describe() {
            return "matches " + regex;
        }
    }

    /**
     * A number or timestamp is not less than the one before it, missing ones left out.
     *
     * @param strictly whether it must be greater
     */
    public record Increasing(boolean strictly) implements Rule {
        @Override
        public String describe() {
            return strictly ? "increases strictly" : "does not decrease";
        }
    }

    /**
     * A value occurs in a column of the reference data, as a foreign key does.
     *
     * @param reference the column of the reference data
     */
    public record Among(String reference) implements Rule {
        @Override
        public String describe() {
            return "is among " + reference + " of the reference";
        }
    }

    /**
     * Checks the share.
     *
     * @throws RefusedException if it is not above 0 and at most 1
     */
    public ValueCheck {
        if (!(share > 0 && share <= 1)) {
            throw new RefusedException("A share of " + share + " of the values of " + column
                    + " cannot be asked for: expected more than 0 and at most 1.");
        }
    }

    /**
     * Allows some values to break the rule.
     *
     * @param share the share that must follow it, for example 0.99
     * @return the milder check
     * @throws RefusedException if it is not above 0 and at most 1
     */
    public ValueCheck inAtLeast(double share) {
        return new ValueCheck(column, rule, share);
    }

    @Override
    public String describe() {
        return column + " " + rule.describe() + (share == 1 ? "" : " in at least " + Percent.of(share) + " of the rows");
    }
}
