package ml.lifecycle.core;

import java.util.List;
import java.util.stream.Collectors;
import ml.lifecycle.Printable;
import ml.lifecycle.RefusedException;

/**
 * Ways by which a model may know what it should predict; made by {@link Leaks}.
 *
 * @param leaks what was found, the most serious first
 */
public record LeakReport(List<Leak> leaks) implements Printable {

    private static final int WIDTH = 80;

    /** How an answer leaks. */
    public enum Kind {
        /** Rows of the test data are among the training data. */
        SHARED_ROWS,
        /** A column is the target under another name. */
        COPY_OF_TARGET,
        /** A column alone tells the target in at least 99 % of the rows. */
        TELLS_TARGET,
        /** A column names the rows, so that a model can learn them by heart. */
        IDENTIFIER,
        /** Test rows are older than training rows. */
        TIME
    }

    /**
     * One way.
     *
     * @param kind how the answer leaks
     * @param column the column by which it does, empty for whole rows
     * @param share the share of the rows that are concerned, or that the column tells
     * @param sentence what was found, in words
     */
    public record Leak(Kind kind, String column, double share, String sentence) {}

    /** Copies the leaks. */
    public LeakReport {
        leaks = List.copyOf(leaks);
    }

    /**
     * Whether nothing was found.
     *
     * @return whether there is no leak
     */
    public boolean clean() {
        return leaks.isEmpty();
    }

    /**
     * Goes on only if nothing was found.
     *
     * @return this report
     * @throws RefusedException with the whole report, if something was
     */
    public LeakReport orThrow() {
        if (!clean()) {
            throw new RefusedException(toString());
        }
        return this;
    }

    @Override
    public String toString() {
        return clean() ? "Leaks: none found" : "Leaks: " + leaks.size() + leaks.stream()
                .map(leak -> "\n" + wrap("- " + leak.sentence())).collect(Collectors.joining());
    }

    private static String wrap(String sentence) {
        StringBuilder text = new StringBuilder();
        int used = 0;
        for (String word : sentence.split(" ")) {
            if (used > 0 && used + 1 + word.length() > WIDTH) {
                text.append("\n ");
                used = 1;
            }
            text.append(used > 0 ? " " : "").append(word);
            used += word.length() + (used > 0 ? 1 : 0);
        }
        return text.toString();
    }
}
